import { describe, expect, it } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
  type SchemaConfigOutputs,
} from "../../../core/src/handlers/schemaConfig";
import { FakeConnection } from "./schemaConfig/fakeConnection";
import { created, diffOf, ID, INPUTS, pathsOf, shop } from "./schemaConfig/shop";

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

  it("says in the preview what a newly named table pulls in", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, { connectorId: ID, schemas: { archive: {} } });
    const news: SchemaConfigInputs = {
      connectorId: ID,
      schemas: { archive: { tables: { old: { enabled: true } } } },
    };
    const { notices } = await diffOf(connection, olds, news);
    const message = "enables the schema 'archive', because something named below is to be synced";
    expect(notices).toEqual([{ severity: "info", path: ["schemas"], message }]);
    const updated = await handler.update({ id: ID, olds, news }, connection.context());
    const more = { archive: { tables: { old: { enabled: true, syncMode: "HISTORY" as const } } } };
    expect((await diffOf(connection, updated, { ...news, schemas: more })).notices).toEqual([]);
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

describe("delete", () => {
  it("makes no call and says that the settings stay", async () => {
    const connection = new FakeConnection(shop());
    await handler.delete({ id: ID, olds: INPUTS }, connection.context());
    expect(connection.calls).toEqual([]);
    expect(connection.messages).toEqual(["info: the schema settings of a connection stay as they are"]);
  });
});
