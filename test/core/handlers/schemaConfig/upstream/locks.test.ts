import { describe, expect, it } from "vitest";
import type { SchemaConfigInputs } from "../../../../../core/src/handlers/schemaConfig";
import { FakeConnection, type FakeSchemas } from "../fakeConnection";
import { created, ID, pathsOf, refreshed } from "../shop";

const PRIMARY_KEY = "The column does not support exclusion as it is a Primary Key";

function source(): FakeSchemas {
  return {
    public: {
      tables: {
        customers: { columns: { id: { isPrimaryKey: true, lock: PRIMARY_KEY }, old: { lock: "DELETED" } } },
        fivetran_audit: { syncMode: "SOFT_DELETE", lock: "It is a system table", columns: { message: {} } },
        gone: { lock: "DELETED", enabled: false, syncMode: "SOFT_DELETE", columns: {} },
      },
    },
  };
}

function withTables(
  tables: NonNullable<SchemaConfigInputs["schemas"]>[string]["tables"],
): SchemaConfigInputs {
  return { connectorId: ID, schemas: { public: { ...(tables && { tables }) } } };
}

/** What is skipped stays so, without a difference, at the next preview and refresh. */
async function expectRest(
  connection: FakeConnection,
  inputs: SchemaConfigInputs,
  outputs: Awaited<ReturnType<typeof created>>,
): Promise<void> {
  expect(await pathsOf(connection, outputs, inputs)).toEqual([]);
  expect(await refreshed(connection, outputs)).toEqual({ id: ID, outputs, inputs: undefined });
}

describe("locked elements", () => {
  it("schemas have no lock, and one that holds locked tables is switched as it is", async () => {
    const connection = new FakeConnection(source());
    const inputs: SchemaConfigInputs = { connectorId: ID, schemas: { public: { enabled: false } } };
    const outputs = await created(connection, inputs);
    expect(connection.patches).toEqual([{ schemas: { public: { enabled: false } } }]);
    expect(outputs).toEqual(inputs);
    await expectRest(connection, inputs, outputs);
  });

  it("a table is not switched, with a warning and its reason in skipped; its mode and its columns are set", async () => {
    const connection = new FakeConnection(source());
    const inputs = withTables({
      fivetran_audit: { enabled: false, syncMode: "HISTORY", columns: { message: { hashed: true } } },
    });
    const outputs = await created(connection, inputs);
    const table = { syncMode: "HISTORY", columns: { message: { hashed: true } } };
    expect(connection.patches).toEqual([{ schemas: { public: { tables: { fivetran_audit: table } } } }]);
    const path = "schemas.public.tables.fivetran_audit.enabled";
    expect(outputs).toEqual({ ...inputs, skipped: [{ path, reason: "It is a system table" }] });
    expect(connection.messages).toEqual([
      "warning: not sent, because Fivetran does not let it be changed (It is a system table); wanted false",
    ]);
    await expectRest(connection, inputs, outputs);
  });

  it("a primary key is not left out, and is hashed", async () => {
    const connection = new FakeConnection(source());
    const inputs = withTables({ customers: { columns: { id: { enabled: false, hashed: true } } } });
    const outputs = await created(connection, inputs);
    const columns = { id: { hashed: true } };
    expect(connection.patches).toEqual([{ schemas: { public: { tables: { customers: { columns } } } } }]);
    const path = "schemas.public.tables.customers.columns.id.enabled";
    expect(outputs).toEqual({ ...inputs, skipped: [{ path, reason: PRIMARY_KEY }] });
    await expectRest(connection, inputs, outputs);
  });

  it("a rule that hashes takes primary keys too", async () => {
    const connection = new FakeConnection(source());
    await created(connection, { connectorId: ID, rules: [{ match: { column: "id" }, hashed: true }] });
    const columns = { id: { hashed: true } };
    expect(connection.patches).toEqual([{ schemas: { public: { tables: { customers: { columns } } } } }]);
  });

  it("what has left the source gets nothing, and the warning says what that means for a column to be hashed", async () => {
    const connection = new FakeConnection(source());
    const inputs = withTables({
      gone: { enabled: true, syncMode: "HISTORY" },
      customers: { columns: { old: { hashed: true } } },
    });
    const outputs = await created(connection, inputs);
    expect(connection.patches).toEqual([]);
    const reason = "it was deleted at the source";
    expect(outputs.skipped).toEqual([
      { path: "schemas.public.tables.customers.columns.old.hashed", reason },
      { path: "schemas.public.tables.gone.enabled", reason },
      { path: "schemas.public.tables.gone.syncMode", reason },
    ]);
    expect(connection.messages[0]).toMatch(
      /Should it come back, it arrives in the clear until the next refresh and `up`!$/,
    );
    await expectRest(connection, inputs, outputs);
  });
});
