import { describe, expect, it } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
} from "../../../../core/src/handlers/schemaConfig";
import { FakeConnection } from "./fakeConnection";
import { created, ID, pathsOf, refreshed, shop } from "./shop";

describe("columns that GET /schemas does not list", () => {
  it("[6 Column validation] are looked up table by table, at most eight at once", async () => {
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

  it("are not asked for any more once a call fails for good", async () => {
    const tables = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`t${index}`, { columns: { a: {} } }]),
    );
    const connection = new FakeConnection({ s: { tables } });
    connection.failsAfter = 5;
    const inputs = { connectorId: ID, schemas: { s: { tables } } };
    await expect(handler.create({ inputs }, connection.context())).rejects.toThrow("connection reset");
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    expect(connection.calls.length).toBeLessThan(20);
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

  it("[6 Column validation] need no look when they were settled before", async () => {
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
