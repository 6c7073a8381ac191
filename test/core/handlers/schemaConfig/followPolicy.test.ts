import { describe, expect, it } from "vitest";
import { PartialFailure } from "../../../../core/src/errors/partialFailure";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
  type SchemaConfigOutputs,
} from "../../../../core/src/handlers/schemaConfig";
import { FakeConnection } from "./fakeConnection";
import { created, diffOf, ID, pathsOf, refreshed, shop } from "./shop";

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
              orders: { columns: { id: { enabled: false }, total: { enabled: false } } },
            },
          },
        },
      },
    ]);
    expect(connection.messages).toContain(
      "info: disables 3 columns public.orders.id, public.orders.total, public.customers.phone because `undeclared` is `followPolicy` (BLOCK_ALL); " +
        "disables 2 tables public.customers, public.audit_log because `undeclared` is `followPolicy` (BLOCK_ALL)",
    );
    expect(outputs.skipped).toEqual([
      { path: "schemas.public.tables.fivetran_audit.enabled", reason: "The table is a system table" },
    ]);
    expect(await refreshed(connection, outputs)).toEqual({ id: ID, outputs, inputs: undefined });
    expect(await pathsOf(connection, outputs, inputs)).toEqual([]);
  });

  it("lists the effects in the preview when it is newly on, with a call for each table that stays synced", async () => {
    const connection = new FakeConnection(shop());
    const { undeclared: _, ...keeping } = inputs;
    const olds = await created(connection, keeping);
    const { changes, notices } = await diffOf(connection, olds, inputs);
    expect(changes.map(({ path }) => path)).toEqual([["undeclared"]]);
    expect(connection.takeCalls()).toEqual([
      "GET schemas",
      "GET columns public.orders",
      "GET columns public.fivetran_audit",
    ]);
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

/** GET /schemas lists only columns that somebody has set, and the policy is about all of them. */
describe("followPolicy and columns that nobody has ever set", () => {
  const named = { customers: { columns: { id: { enabled: true }, name: { enabled: true } } } };
  const inputs: SchemaConfigInputs = {
    connectorId: ID,
    schemaChangeHandling: "BLOCK_ALL",
    undeclared: "followPolicy",
    schemas: { public: { tables: named } },
  };
  const enabledIn = (connection: FakeConnection, table: string): string[] =>
    Object.entries(connection.source["public"]?.tables?.[table]?.columns ?? {})
      .filter(([, { enabled }]) => enabled !== false)
      .map(([name]) => name);
  const textsOf = (notices: readonly { message: string }[]): string[] =>
    notices.map(({ message }) => message);

  it("keeps out the one that the program does not name, and asks only tables that are to be synced", async () => {
    const connection = new FakeConnection(shop());
    const { outputs } = await handler.create({ inputs }, connection.context());
    expect(enabledIn(connection, "customers")).toEqual(["id", "name"]);
    expect(connection.takeCalls().filter((call) => call.startsWith("GET columns"))).toEqual([
      "GET columns public.customers",
      "GET columns public.fivetran_audit",
    ]);
    expect(await refreshed(connection, outputs)).toEqual({ id: ID, outputs, inputs: undefined });
  });

  it("is announced by the check of a creation, whose preview cannot look, and of nothing else", () => {
    const told = handler.check({ olds: undefined, news: { ...inputs } }).notices;
    expect(told).toEqual([
      {
        severity: "info",
        path: ["undeclared"],
        message: expect.stringContaining(
          "looks at the columns of every synced table (a call a table)",
        ) as string,
      },
    ]);
    expect(handler.check({ olds: { ...inputs }, news: { ...inputs } }).notices).toEqual([]);
    expect(handler.check({ olds: undefined, news: { connectorId: ID } }).notices).toEqual([]);
  });

  it("makes an update say in its preview what becomes of the columns of a newly named table", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, inputs);
    const news: SchemaConfigInputs = {
      ...inputs,
      schemas: { public: { tables: { ...named, orders: { enabled: true } } } },
    };
    const { notices } = await diffOf(connection, olds, news);
    expect(textsOf(notices)).toContain(
      "disables 2 columns 'id', 'total' because `undeclared` is `followPolicy` (BLOCK_ALL)",
    );
    connection.takeCalls();
    connection.notices.length = 0;
    await handler.update({ id: ID, olds, news }, connection.context());
    expect(enabledIn(connection, "orders")).toEqual([]);
    // Said once: by the preview.
    expect(connection.messages.filter((message) => message.startsWith("info"))).toEqual([]);
  });

  it("asks no table again when something else changes under the same policy", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, inputs);
    const news: SchemaConfigInputs = { ...inputs, missing: "ignore", timeouts: { read: "5m" } };
    const outputs = await handler.update({ id: ID, olds, news }, connection.context());
    expect(connection.takeCalls()).toEqual([]);
    expect(outputs.coveredTables).toBe(olds.coveredTables);
    expect(await refreshed(connection, outputs)).toEqual({ id: ID, outputs, inputs: undefined });
  });

  it("finds a column that has appeared since at the refresh, says so once, and the next update switches it", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, inputs);
    const customers = connection.source["public"]?.tables?.["customers"];
    if (customers === undefined) throw new Error("the shop has customers");
    customers.columns = { ...customers.columns, iban: {} };
    connection.notices.length = 0;
    const { outputs } = await refreshed(connection, olds);
    expect(outputs.drift).toEqual([
      { path: "schemas.public.tables.customers.columns.iban.enabled", wanted: false, found: true },
    ]);
    expect(connection.messages).toEqual([
      "info: found otherwise than declared; the next run disables the column public.customers.iban " +
        "because `undeclared` is `followPolicy` (BLOCK_ALL)",
    ]);
    connection.notices.length = 0;
    await refreshed(connection, outputs);
    expect(connection.messages).toEqual([]);
    const { notices } = await diffOf(connection, outputs, inputs);
    expect(textsOf(notices)).toEqual([expect.stringContaining("disables the column 'iban'")]);
    await handler.update({ id: ID, olds: outputs, news: inputs }, connection.context());
    expect(enabledIn(connection, "customers")).toEqual(["id", "name"]);
  });

  it.each(["BLOCK_ALL", "ALLOW_COLUMNS", "ALLOW_ALL"] as const)(
    "fails where they cannot be read, with all else set, and the next run goes on: %s",
    async (schemaChangeHandling) => {
      const connection = new FakeConnection(shop());
      connection.columnsReadable = false;
      const news: SchemaConfigInputs = {
        ...inputs,
        schemaChangeHandling,
        schemas: { public: { tables: { customers: { enabled: true }, audit_log: { enabled: false } } } },
      };
      const failure = await handler
        .create({ inputs: news }, connection.context())
        .catch((error: unknown) => error);
      if (!(failure instanceof PartialFailure)) throw new Error("it was to fail in part", { cause: failure });
      expect(failure.message).toMatch(
        /^The policy that `undeclared: "followPolicy"` follows cannot be applied to public\.customers, .*source is away\nEverything else was set\./,
      );
      expect(connection.source["public"]?.tables?.["audit_log"]?.enabled).toBe(false);
      const olds = failure.outputs as SchemaConfigOutputs;
      expect(await pathsOf(connection, olds, news)).toEqual(["undeclared"]);
      expect((await refreshed(connection, olds)).outputs).toEqual(olds);
      connection.columnsReadable = true;
      const mended = await handler.update({ id: ID, olds, news }, connection.context());
      expect(await pathsOf(connection, mended, news)).toEqual([]);
      const all = ["id", "email", "phone", "name"];
      expect(enabledIn(connection, "customers")).toEqual(schemaChangeHandling === "BLOCK_ALL" ? [] : all);
    },
  );

  it("warns at a refresh and in a preview where they cannot be read, since neither can fail", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, inputs);
    connection.columnsReadable = false;
    await refreshed(connection, olds);
    const warning = expect.stringContaining("cannot be applied to public.customers") as string;
    expect(connection.messages).toContainEqual(warning);
    const { notices } = await diffOf(connection, olds, { ...inputs, schemaChangeHandling: "ALLOW_ALL" });
    expect(textsOf(notices)).toContainEqual(warning);
  });

  it("speaks of a table that is locked on, and of none that has left the source", async () => {
    const connection = new FakeConnection({
      public: {
        tables: {
          locked: { lock: "The table is a system table", columns: { a: {} } },
          gone: { lock: "DELETED", columns: { a: {} } },
        },
      },
    });
    const { schemas: _, ...nothingNamed } = inputs;
    await created(connection, { ...nothingNamed, schemas: { public: { enabled: true } } });
    expect(enabledIn(connection, "locked")).toEqual([]);
    expect(enabledIn(connection, "gone")).toEqual(["a"]);
  });

  it("warns of tables whose columns Fivetran lets nobody leave out, and asks none of them", async () => {
    const connection = new FakeConnection({
      public: { tables: { events: { supportsColumnsConfig: false, columns: { a: {} } } } },
    });
    const news: SchemaConfigInputs = {
      ...inputs,
      schemas: { public: { tables: { events: { enabled: true } } } },
    };
    await created(connection, news);
    const warning =
      "warning: cannot hold for the columns of public.events, which Fivetran does not let anyone configure: all of them are synced";
    expect(connection.messages).toContain(warning);
    connection.notices.length = 0;
    await created(connection, { ...news, schemaChangeHandling: "ALLOW_COLUMNS" });
    expect(connection.messages).not.toContain(warning);
  });
});
