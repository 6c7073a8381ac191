import { describe, expect, it } from "vitest";
import type { SchemaConfigInputs, SchemaConfigOutputs } from "../../../provider/src/handlers/schemaConfig";
import { schemaConfigHandler as handler } from "../../../provider/src/handlers/schemaConfig";
import { PartialFailure } from "../../../provider/src/internal/partialFailure";
import { FakeConnection, type FakeSchemas } from "./schemaConfig/fakeConnection";

const ID = "brave_otter";

function shop(): FakeSchemas {
  return {
    public: {
      tables: {
        customers: {
          columns: { id: { isPrimaryKey: true }, email: {}, phone: { hashed: true, listed: true }, name: {} },
        },
        orders: { syncMode: "SOFT_DELETE", columns: { id: {}, total: {} } },
        audit_log: { columns: {} },
        fivetran_audit: { lock: "The table is a system table", columns: {} },
      },
    },
    archive: { enabled: false, tables: { old: { enabled: false, columns: { id: {} } } } },
  };
}

const INPUTS: SchemaConfigInputs = {
  connectorId: ID,
  schemas: {
    public: {
      tables: { customers: { columns: { email: { hashed: true } } }, audit_log: { enabled: false } },
    },
  },
};

async function created(connection: FakeConnection, inputs: SchemaConfigInputs): Promise<SchemaConfigOutputs> {
  const { id, outputs } = await handler.create({ inputs }, connection.context());
  expect(id).toBe(ID);
  connection.takeCalls();
  return outputs;
}

async function refreshed(connection: FakeConnection, olds: SchemaConfigOutputs) {
  const result = await handler.read({ id: ID, olds }, connection.context());
  if (result === undefined) throw new Error("the schema config is gone");
  return result;
}

async function diffOf(connection: FakeConnection, olds: SchemaConfigOutputs, news: SchemaConfigInputs) {
  return handler.diff({ id: ID, olds, news }, connection.context());
}

async function pathsOf(connection: FakeConnection, olds: SchemaConfigOutputs, news: SchemaConfigInputs) {
  const { changes } = await diffOf(connection, olds, news);
  return changes.map(({ path }) => path.join("/"));
}

describe("create", () => {
  it("sends exactly what differs, in one PATCH, and uses its answer", async () => {
    const connection = new FakeConnection(shop());
    const { outputs } = await handler.create({ inputs: INPUTS }, connection.context());
    expect(connection.calls).toEqual(["GET schemas", "GET columns public.customers", "PATCH schemas"]);
    expect(connection.patches).toEqual([
      {
        schemas: {
          public: {
            tables: { customers: { columns: { email: { hashed: true } } }, audit_log: { enabled: false } },
          },
        },
      },
    ]);
    expect(outputs).toEqual(INPUTS);
    expect(connection.notices).toEqual([]);
  });

  it("sends nothing where everything is as wanted already", async () => {
    const connection = new FakeConnection(shop());
    await created(connection, INPUTS);
    await handler.create({ inputs: INPUTS }, connection.context());
    expect(connection.calls).toEqual(["GET schemas"]);
    expect(connection.patches).toHaveLength(1);
  });

  it("leaves what is not named alone: hashed columns stay hashed, other tables are in no PATCH", async () => {
    const connection = new FakeConnection(shop());
    await created(connection, { ...INPUTS, schemaChangeHandling: "BLOCK_ALL" });
    expect(connection.source["public"]?.tables?.["customers"]?.columns?.["phone"]?.hashed).toBe(true);
    expect(JSON.stringify(connection.patches)).not.toContain("phone");
    expect(JSON.stringify(connection.patches)).not.toContain("orders");
    expect(connection.policy).toBe("BLOCK_ALL");
  });

  it("enables the schema of a table that is to be synced, and says so", async () => {
    const connection = new FakeConnection(shop());
    const inputs: SchemaConfigInputs = {
      connectorId: ID,
      schemas: { archive: { tables: { old: { enabled: true } } } },
    };
    const outputs = await created(connection, inputs);
    expect(connection.patches).toEqual([
      { schemas: { archive: { enabled: true, tables: { old: { enabled: true } } } } },
    ]);
    expect(outputs).toEqual(inputs);
    expect(connection.messages).toEqual([
      "info: enables the schema 'archive' because something named below is to be synced",
    ]);
  });

  it("does not enable what is merely named", async () => {
    const connection = new FakeConnection(shop());
    const schemas = { archive: { tables: { old: { columns: { id: { hashed: true } } } } } };
    await created(connection, { connectorId: ID, schemas });
    expect(connection.patches).toEqual([{ schemas }]);
    expect(connection.messages).toEqual([
      "warning: is disabled, so what is set below it takes effect only once it is enabled",
      "warning: is disabled, so what is set below it takes effect only once it is enabled",
    ]);
  });

  it("discovers the source with one reload where Fivetran has not looked yet", async () => {
    const connection = new FakeConnection(shop());
    connection.discovered = false;
    await handler.create(
      { inputs: { ...INPUTS, schemas: { public: { enabled: false } } } },
      connection.context(),
    );
    expect(connection.calls).toEqual(["GET schemas", "POST reload", "PATCH schemas"]);
  });

  it("reloads once for a table that is new at the source", async () => {
    const connection = new FakeConnection(shop());
    connection.later = { fresh: { tables: { t: {} } } };
    await handler.create(
      { inputs: { connectorId: ID, schemas: { fresh: { enabled: false } } } },
      connection.context(),
    );
    expect(connection.calls).toEqual(["GET schemas", "POST reload", "PATCH schemas"]);
  });

  it("lists all missing names with the nearest existing ones, and sends nothing", async () => {
    const connection = new FakeConnection(shop());
    const schemas = {
      Public: {},
      public: {
        tables: { ordrs: {}, zzz: { columns: { x: {} } }, customers: { columns: { Email: {}, emial: {} } } },
      },
    };
    const error: unknown = await handler
      .create({ inputs: { connectorId: ID, schemas } }, connection.context())
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: "MissingElementsError",
      paths: [
        "schemas.Public",
        "schemas.public.tables.ordrs",
        "schemas.public.tables.zzz",
        "schemas.public.tables.customers.columns.Email",
        "schemas.public.tables.customers.columns.emial",
      ],
    });
    const { message } = error as Error;
    expect(message).toContain("schemas.Public: did you mean 'public'?");
    expect(message).toContain("tables.ordrs: did you mean 'orders'?");
    expect(message).toContain("columns.Email: did you mean 'email'?");
    expect(message).toContain("columns.emial: did you mean 'email'?");
    expect(message).toContain("there are the tables 'customers', 'orders'");
    expect(connection.calls).toEqual(["GET schemas", "POST reload", "GET columns public.customers"]);
  });

  it("goes on without missing elements, with a warning, when told to", async () => {
    const connection = new FakeConnection(shop());
    const inputs: SchemaConfigInputs = {
      connectorId: ID,
      missing: "ignore",
      schemas: { public: { tables: { soon: { enabled: false }, orders: { enabled: false } } } },
    };
    const outputs = await created(connection, inputs);
    expect(outputs).toEqual(inputs);
    expect(connection.patches).toEqual([{ schemas: { public: { tables: { orders: { enabled: false } } } } }]);
    expect(connection.messages[0]).toContain("schemas.public.tables.soon");
    expect((await refreshed(connection, outputs)).outputs).toEqual(outputs);
    connection.source["public"] = { tables: { ...connection.source["public"]?.tables, soon: {} } };
    const appeared = await refreshed(connection, outputs);
    expect(appeared.outputs.drift).toEqual([
      { path: "schemas.public.tables.soon.enabled", wanted: false, found: true },
    ]);
    expect(await pathsOf(connection, appeared.outputs, inputs)).toEqual([
      "schemas/public/tables/soon/enabled",
    ]);
  });

  it("names the setup state and the remedy where the connection is not connected", async () => {
    const connection = new FakeConnection(shop());
    connection.discovered = false;
    connection.setupState = "incomplete";
    await expect(handler.create({ inputs: INPUTS }, connection.context())).rejects.toThrow(
      /not connected \(its setup is 'incomplete'\)[\s\S]*setup tests pass/,
    );
    expect(connection.calls).toEqual(["GET schemas", "POST reload", "GET connection"]);
  });

  it("writes in advance with precreate, then discovers and sends what was ignored", async () => {
    const connection = new FakeConnection(shop());
    connection.discovered = false;
    const inputs: SchemaConfigInputs = { ...INPUTS, precreate: true, schemaChangeHandling: "BLOCK_ALL" };
    await handler.create({ inputs }, connection.context());
    expect(connection.precreated).toEqual([{ schemaChangeHandling: "BLOCK_ALL", schemas: INPUTS.schemas }]);
    expect(connection.calls.slice(0, 3)).toEqual(["GET schemas", "POST schemas", "POST reload"]);
    expect(connection.patches).toHaveLength(1);
  });

  it("writes in advance for a connection that nobody can look at yet, and says that it is not verified", async () => {
    const connection = new FakeConnection(shop());
    connection.discovered = false;
    connection.setupState = "incomplete";
    const inputs: SchemaConfigInputs = { ...INPUTS, precreate: true };
    expect(await created(connection, inputs)).toEqual(inputs);
    expect(connection.precreated).toEqual([{ schemas: INPUTS.schemas }]);
    expect(connection.messages[0]).toMatch(/^warning: was written in advance/);
  });

  it("fails with what is upstream when Fivetran accepts a PATCH and does not do it; the next apply sends it again", async () => {
    const connection = new FakeConnection(shop());
    connection.deaf = true;
    const inputs: SchemaConfigInputs = {
      connectorId: ID,
      schemaChangeHandling: "BLOCK_ALL",
      schemas: { public: { tables: { customers: { columns: { phone: { hashed: false } } } } } },
    };
    const error: unknown = await handler
      .create({ inputs }, connection.context())
      .catch((reason: unknown) => reason);
    if (!(error instanceof PartialFailure)) throw error;
    expect(error.id).toBe(ID);
    expect(error.message).toContain("schemaChangeHandling: wanted BLOCK_ALL, is ALLOW_ALL");
    expect(error.message).toContain("columns.phone.hashed: wanted false, is true");
    const olds = error.outputs as SchemaConfigOutputs;
    expect(olds.schemas).toEqual({
      public: { tables: { customers: { columns: { phone: { hashed: true } } } } },
    });
    connection.deaf = false;
    expect(await handler.update({ id: ID, olds, news: inputs }, connection.context())).toEqual(inputs);
  });

  it("never sends a locked element: a warning, a line in skipped, and no difference afterwards", async () => {
    const connection = new FakeConnection(shop());
    const inputs: SchemaConfigInputs = {
      connectorId: ID,
      schemas: { public: { tables: { fivetran_audit: { enabled: false } } } },
    };
    const outputs = await created(connection, inputs);
    expect(connection.patches).toEqual([]);
    const skipped = [
      { path: "schemas.public.tables.fivetran_audit.enabled", reason: "The table is a system table" },
    ];
    expect(outputs).toEqual({ ...inputs, skipped });
    expect(connection.messages[0]).toContain("The table is a system table");
    expect(await pathsOf(connection, outputs, inputs)).toEqual([]);
    expect(await refreshed(connection, outputs)).toEqual({ id: ID, outputs, inputs: undefined });
  });
});

describe("columns that GET /schemas does not list", () => {
  it("are looked up table by table, at most eight at once", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `t${index}`);
    const source = {
      s: { tables: Object.fromEntries(names.map((name) => [name, { columns: { a: {}, b: {} } }])) },
    };
    const connection = new FakeConnection(source);
    const columns = { a: { enabled: true }, b: { enabled: true } };
    const schemas = { s: { tables: Object.fromEntries(names.map((name) => [name, { columns }])) } };
    await handler.create({ inputs: { connectorId: ID, schemas } }, connection.context());
    expect(connection.calls).toHaveLength(31);
    expect(connection.lookupsAtOnce).toBe(8);
    expect(connection.patches).toEqual([]);
  });

  it("are sent once where they cannot be read, and remembered as unverified", async () => {
    const connection = new FakeConnection(shop());
    connection.columnsReadable = false;
    connection.listsWhatIsSet = false;
    const inputs: SchemaConfigInputs = {
      connectorId: ID,
      schemas: { public: { tables: { customers: { columns: { email: { hashed: true } } } } } },
    };
    const outputs = await created(connection, inputs);
    expect(outputs).toEqual({
      ...inputs,
      unverified: ["schemas.public.tables.customers.columns.email.hashed"],
    });
    expect(await pathsOf(connection, outputs, inputs)).toEqual([]);
    expect(await refreshed(connection, outputs)).toEqual({ id: ID, outputs, inputs: undefined });

    const news: SchemaConfigInputs = { ...inputs, schemaChangeHandling: "BLOCK_ALL" };
    connection.takeCalls();
    const updated = await handler.update({ id: ID, olds: outputs, news }, connection.context());
    expect(connection.takeCalls()).toEqual(["GET schemas", "PATCH schemas"]);
    expect(connection.patches.at(-1)).toEqual({ schemaChangeHandling: "BLOCK_ALL" });
    expect(updated).toEqual({ ...news, unverified: outputs.unverified });
    connection.columnsReadable = true;
    expect((await refreshed(connection, updated)).outputs).toEqual(news);
  });

  it("need no look when they were settled before", async () => {
    const connection = new FakeConnection(shop());
    const inputs: SchemaConfigInputs = {
      connectorId: ID,
      schemas: {
        public: {
          tables: { customers: { columns: { name: { enabled: true } } }, orders: { enabled: true } },
        },
      },
    };
    const olds = await created(connection, inputs);
    const news: SchemaConfigInputs = {
      ...inputs,
      schemas: {
        public: {
          tables: { customers: { columns: { name: { enabled: true } } }, orders: { enabled: false } },
        },
      },
    };
    expect(await handler.update({ id: ID, olds, news }, connection.context())).toEqual(news);
    expect(connection.calls).toEqual(["GET schemas", "PATCH schemas"]);
  });
});

describe("update", () => {
  it("reads upstream, then sends only what differs there, drift included", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, INPUTS);
    const customers = connection.source["public"]?.tables?.["customers"]?.columns;
    if (customers?.["email"]) customers["email"].hashed = false;
    const news: SchemaConfigInputs = {
      ...INPUTS,
      schemas: {
        public: { tables: { ...INPUTS.schemas?.["public"]?.tables, orders: { syncMode: "HISTORY" } } },
      },
    };
    expect(await pathsOf(connection, olds, news)).toEqual(["schemas/public/tables/orders"]);
    expect(await handler.update({ id: ID, olds, news }, connection.context())).toEqual(news);
    expect(connection.calls).toEqual(["GET schemas", "PATCH schemas"]);
    expect(connection.patches.at(-1)).toEqual({
      schemas: {
        public: {
          tables: { customers: { columns: { email: { hashed: true } } }, orders: { syncMode: "HISTORY" } },
        },
      },
    });
  });

  it("makes no call when an element is only taken out of the program, says so, and the state loses it", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, INPUTS);
    const news: SchemaConfigInputs = {
      connectorId: ID,
      schemas: { public: { tables: { audit_log: { enabled: false } } } },
    };
    const { changes, notices } = await diffOf(connection, olds, news);
    expect(changes).toEqual([
      { path: ["schemas", "public", "tables", "customers"], kind: "delete", replaces: false },
    ]);
    expect(notices.map(({ message }) => message)).toEqual([
      "is no longer managed and stays as it is in Fivetran (what is hashed stays hashed)",
    ]);
    expect(await handler.update({ id: ID, olds, news }, connection.context())).toEqual(news);
    expect(connection.calls).toEqual([]);
    expect(connection.source["public"]?.tables?.["customers"]?.columns?.["email"]?.hashed).toBe(true);
  });

  it("does look upstream when what is taken out leaves the element wanted enabled", async () => {
    const connection = new FakeConnection(shop());
    const tables = { old: { enabled: true } };
    const olds = await created(connection, {
      connectorId: ID,
      schemas: { archive: { enabled: false, tables } },
    });
    const news: SchemaConfigInputs = { connectorId: ID, schemas: { archive: { tables } } };
    expect(await pathsOf(connection, olds, news)).toEqual(["schemas/archive/enabled"]);
    expect(await handler.update({ id: ID, olds, news }, connection.context())).toEqual(news);
    expect(connection.patches.at(-1)).toEqual({ schemas: { archive: { enabled: true } } });
  });

  it("makes no call for options that act later", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, INPUTS);
    const news: SchemaConfigInputs = {
      ...INPUTS,
      timeouts: { create: "5m" },
      precreate: true,
      missing: "ignore",
    };
    expect(await pathsOf(connection, olds, news)).toEqual(["missing", "precreate", "timeouts"]);
    expect(await handler.update({ id: ID, olds, news }, connection.context())).toEqual(news);
    expect(connection.calls).toEqual([]);
  });
});

describe("read", () => {
  it("shows an outside change in the leaf and in drift, twice the same, and the next apply repairs it", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, INPUTS);
    const email = connection.source["public"]?.tables?.["customers"]?.columns?.["email"];
    if (email) email.hashed = false;
    const first = await refreshed(connection, olds);
    const found = { customers: { columns: { email: { hashed: false } } }, audit_log: { enabled: false } };
    expect(first.inputs).toEqual({ connectorId: ID, schemas: { public: { tables: found } } });
    expect(first.outputs.drift).toEqual([
      { path: "schemas.public.tables.customers.columns.email.hashed", wanted: true, found: false },
    ]);
    const second = await refreshed(connection, first.outputs);
    expect(second).toEqual({ id: ID, outputs: first.outputs, inputs: undefined });
    expect(await pathsOf(connection, second.outputs, INPUTS)).toEqual([
      "schemas/public/tables/customers/columns/email/hashed",
    ]);
    expect(
      await handler.update({ id: ID, olds: second.outputs, news: INPUTS }, connection.context()),
    ).toEqual(INPUTS);
    expect(email?.hashed).toBe(true);
  });

  it("forgets a drift that somebody has repaired", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, INPUTS);
    const log = connection.source["public"]?.tables?.["audit_log"];
    if (log) log.enabled = true;
    const drifted = await refreshed(connection, olds);
    if (log) log.enabled = false;
    expect(await refreshed(connection, drifted.outputs)).toEqual({ id: ID, outputs: INPUTS, inputs: INPUTS });
  });

  it("lets the program accept a drift without a call", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, INPUTS);
    const log = connection.source["public"]?.tables?.["audit_log"];
    if (log) log.enabled = true;
    const drifted = await refreshed(connection, olds);
    connection.takeCalls();
    const news = drifted.inputs ?? INPUTS;
    expect(await pathsOf(connection, drifted.outputs, news)).toEqual([
      "schemas/public/tables/audit_log/enabled",
    ]);
    const accepted = await handler.update({ id: ID, olds: drifted.outputs, news }, connection.context());
    expect(accepted).toEqual(news);
    expect(connection.calls).toEqual([]);
    expect(await pathsOf(connection, accepted, news)).toEqual([]);
  });

  it("shows that something above a synced table was disabled", async () => {
    const connection = new FakeConnection(shop());
    const inputs: SchemaConfigInputs = {
      connectorId: ID,
      schemas: { public: { tables: { orders: { enabled: true } } } },
    };
    const olds = await created(connection, inputs);
    if (connection.source["public"]) connection.source["public"].enabled = false;
    const { outputs, inputs: refreshedInputs } = await refreshed(connection, olds);
    expect(refreshedInputs).toBeUndefined();
    expect(outputs).toEqual({
      ...inputs,
      drift: [{ path: "schemas.public.enabled", wanted: true, found: false }],
    });
    const { changes, notices } = await diffOf(connection, outputs, inputs);
    expect(changes).toEqual([{ path: ["schemas", "public", "enabled"], kind: "update", replaces: false }]);
    expect(notices.map(({ message }) => message)).toEqual([
      "enables the schema 'public' because something named below is to be synced",
    ]);
    expect(await handler.update({ id: ID, olds: outputs, news: inputs }, connection.context())).toEqual(
      inputs,
    );
  });

  it("is gone with its connection", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, INPUTS);
    connection.exists = false;
    expect(await handler.read({ id: ID, olds }, connection.context())).toBeUndefined();
  });

  it("takes a schema config that Fivetran has dropped for drift, not for gone", async () => {
    const connection = new FakeConnection(shop());
    const inputs: SchemaConfigInputs = { ...INPUTS, schemaChangeHandling: "ALLOW_COLUMNS" };
    const olds = await created(connection, inputs);
    connection.discovered = false;
    const { outputs } = await refreshed(connection, olds);
    expect(outputs.drift).toEqual([
      { path: "schemaChangeHandling", missing: true },
      { path: "schemas.public", missing: true },
    ]);
    expect((await refreshed(connection, outputs)).outputs).toEqual(outputs);
    expect(await pathsOf(connection, outputs, inputs)).toEqual(["schemaChangeHandling", "schemas/public"]);
    expect(await handler.update({ id: ID, olds: outputs, news: inputs }, connection.context())).toEqual(
      inputs,
    );
    expect(connection.calls).toContain("POST reload");
  });

  it("shows a table that has left the source, and the next apply fails with its name", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, INPUTS);
    delete connection.source["public"]?.tables?.["audit_log"];
    const { outputs } = await refreshed(connection, olds);
    expect(outputs.drift).toEqual([{ path: "schemas.public.tables.audit_log", missing: true }]);
    expect(await pathsOf(connection, outputs, INPUTS)).toEqual(["schemas/public/tables/audit_log"]);
    await expect(
      handler.update({ id: ID, olds: outputs, news: INPUTS }, connection.context()),
    ).rejects.toThrow("audit_log");
  });

  it("sees only what its own program names when two manage one connection", async () => {
    const connection = new FakeConnection(shop());
    const one: SchemaConfigInputs = {
      connectorId: ID,
      schemas: { public: { tables: { orders: { enabled: false } } } },
    };
    const two: SchemaConfigInputs = {
      connectorId: ID,
      schemas: { public: { tables: { audit_log: { enabled: false } } } },
    };
    const context = connection.context();
    const [first, second] = await Promise.all([
      handler.create({ inputs: one }, context),
      handler.create({ inputs: two }, context),
    ]);
    expect(connection.calls).toEqual(["GET schemas", "PATCH schemas", "GET schemas", "PATCH schemas"]);
    expect((await refreshed(connection, first.outputs)).outputs).toEqual(one);
    expect((await refreshed(connection, second.outputs)).outputs).toEqual(two);
  });
});

describe("followPolicy", () => {
  const inputs: SchemaConfigInputs = {
    connectorId: ID,
    schemaChangeHandling: "BLOCK_ALL",
    undeclared: "followPolicy",
    schemas: { public: { tables: { orders: { enabled: true } } } },
  };

  it("switches what nobody names, never its hashing, and reports each", async () => {
    const connection = new FakeConnection(shop());
    const outputs = await created(connection, inputs);
    expect(connection.patches).toEqual([
      {
        schemaChangeHandling: "BLOCK_ALL",
        schemas: {
          public: {
            tables: {
              customers: { enabled: false, columns: { phone: { enabled: false } } },
              audit_log: { enabled: false },
            },
          },
        },
      },
    ]);
    expect(connection.messages).toContain(
      "info: disables 2 tables 'customers', 'audit_log' because `undeclared` is `followPolicy` (BLOCK_ALL)",
    );
    expect(outputs.skipped).toEqual([
      { path: "schemas.public.tables.fivetran_audit.enabled", reason: "The table is a system table" },
    ]);
    expect(await refreshed(connection, outputs)).toEqual({ id: ID, outputs, inputs: undefined });
    expect(await pathsOf(connection, outputs, inputs)).toEqual([]);
  });

  it("lists the effects in the preview when it is newly on, with one call", async () => {
    const connection = new FakeConnection(shop());
    const { undeclared: _, ...keeping } = inputs;
    const olds = await created(connection, keeping);
    const { changes, notices } = await diffOf(connection, olds, inputs);
    expect(changes.map(({ path }) => path)).toEqual([["undeclared"]]);
    expect(connection.takeCalls()).toEqual(["GET schemas"]);
    expect(notices.map(({ message }) => message)).toContain(
      "disables 2 tables 'customers', 'audit_log' because `undeclared` is `followPolicy` (BLOCK_ALL)",
    );
  });

  it("says so in the preview when the effects cannot be listed", async () => {
    const connection = new FakeConnection(shop());
    const { undeclared: _, ...keeping } = inputs;
    const olds = await created(connection, keeping);
    connection.exists = false;
    const { changes, notices } = await diffOf(connection, olds, inputs);
    expect(changes).toHaveLength(1);
    expect(notices.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^what follows the policy could not be listed: /),
    ]);
  });

  it("shows a new table that does not follow as drift, and the preview names it without a call", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, inputs);
    connection.source["public"] = { tables: { ...connection.source["public"]?.tables, "new one": {} } };
    const { outputs } = await refreshed(connection, olds);
    expect(outputs.drift).toEqual([
      { path: 'schemas.public.tables["new one"].enabled', wanted: false, found: true },
    ]);
    connection.takeCalls();
    const { changes, notices } = await diffOf(connection, outputs, inputs);
    expect(connection.calls).toEqual([]);
    expect(changes.map(({ path }) => path)).toEqual([["schemas", "public", "tables", "new one", "enabled"]]);
    expect(notices[0]?.message).toContain("disables the table 'new one'");
  });

  it("looks upstream when something is taken out of the program, because it follows the policy then", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, inputs);
    const { schemas: _, ...news } = inputs;
    const { notices } = await diffOf(connection, olds, news);
    expect(notices[0]?.message).toContain("follows the policy from now on");
    await handler.update({ id: ID, olds, news }, connection.context());
    expect(connection.patches.at(-1)).toEqual({
      schemas: { public: { enabled: false, tables: { orders: { enabled: false } } } },
    });
  });
});

describe("diff", () => {
  const olds: SchemaConfigOutputs = INPUTS;

  it("replaces for another connection, an unknown one included", async () => {
    const connection = new FakeConnection(shop());
    for (const connectorId of ["other", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"]) {
      const { changes } = await diffOf(connection, olds, { ...INPUTS, connectorId });
      expect(changes).toEqual([{ path: ["connectorId"], kind: "update", replaces: true }]);
    }
  });

  it("tolerates unknown values at every level", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const connection = new FakeConnection(shop());
    const trees: unknown[] = [
      unknown,
      { public: unknown },
      { public: { tables: unknown } },
      { public: { tables: { customers: unknown } } },
      { public: { tables: { customers: { columns: { email: { hashed: unknown } } } } } },
    ];
    for (const schemas of trees) {
      const news = { ...INPUTS, undeclared: "followPolicy", schemas } as SchemaConfigInputs;
      const { changes } = await diffOf(connection, olds, news);
      expect(changes.length).toBeGreaterThan(0);
      expect(handler.check({ olds: undefined, news: { ...news } }).failures).toEqual([]);
    }
    expect(connection.calls).toEqual([]);
  });
});

describe("check", () => {
  it("names the path of each mistake and what was meant", () => {
    const { failures } = handler.check({
      olds: undefined,
      news: {
        connectorId: "",
        schemaChangeHandling: "ALLOW_COLUMN",
        schemas: { public: { tables: { "a.b": { columns: { email: { hased: true, enabled: "yes" } } } } } },
      },
    });
    const found = failures.map(({ path, reason }) => `${path.join("/")}: ${reason}`);
    expect(found).toContain(
      "schemas/public/tables/a.b/columns/email/hased: there is no such property; did you mean 'hashed'?",
    );
    expect(found).toContain(
      "schemas/public/tables/a.b/columns/email/enabled: must be a boolean, not a string",
    );
    expect(found.some((text) => text.startsWith("schemaChangeHandling:"))).toBe(true);
    expect(found.some((text) => text.startsWith("connectorId:"))).toBe(true);
  });
});

describe("delete", () => {
  it("makes no call and says that the settings stay", async () => {
    const connection = new FakeConnection(shop());
    await handler.delete({ id: ID, olds: INPUTS }, connection.context());
    expect(connection.calls).toEqual([]);
    expect(connection.messages).toEqual([
      "info: what is synced of connection 'brave_otter', and how, stays as it is",
    ]);
  });
});
