/** A program that does not fit its source is told everything at once, and nothing is sent. */
import { describe, expect, it } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
} from "../../../../core/src/handlers/schemaConfig";
import type { SchemaMismatchError } from "../../../../core/src/handlers/schemaConfig/upstream/mismatch";
import { FakeConnection, type FakeSchemas } from "./fakeConnection";
import { ID } from "./shop";

function source(): FakeSchemas {
  const lock = "The column does not support exclusion as it is a Primary Key";
  return {
    public: {
      tables: {
        customers: { syncMode: "SOFT_DELETE", columns: { id: { isPrimaryKey: true, lock }, email: {} } },
        orders: { columns: { id: {} } },
        events: { syncMode: "LIVE", supportsHistoryMode: false, columns: { id: {} } },
        sheet: { supportsColumnsConfig: false, columns: { a: {}, b: {} } },
        gone: { lock: "DELETED", columns: {} },
      },
    },
  };
}

const MIXTURE: SchemaConfigInputs = {
  connectorId: ID,
  schemas: {
    pubic: { enabled: true },
    public: {
      tables: {
        ordrs: { enabled: true },
        customers: { columns: { emial: { hashed: true }, id: { enabled: false } } },
        orders: { syncMode: "LIVE" },
        events: { syncMode: "HISTORY" },
        sheet: { columns: { a: { hashed: true }, b: {} } },
        gone: { syncMode: "HISTORY" },
      },
    },
  },
  rules: [
    { match: { schema: "audit" }, enabled: false },
    { match: { table: "customers" }, syncMode: "HISTORY" },
    { match: { table: "nope", column: "email" }, hashed: true },
    { match: { column: "email" }, hashed: true },
  ],
};

async function failureOf(
  connection: FakeConnection,
  inputs: SchemaConfigInputs,
): Promise<SchemaMismatchError> {
  const failure = await handler.create({ inputs }, connection.context()).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ name: "SchemaMismatchError" });
  return failure as SchemaMismatchError;
}

describe("a program that does not fit its source", () => {
  it("[6 Validation] fails once with everything that is missing or not possible, and sends nothing", async () => {
    const connection = new FakeConnection(source());
    const { message, paths } = await failureOf(connection, MIXTURE);
    expect(message).toBe(
      [
        "The schema config of connection 'brave_otter' does not fit its source:",
        "Connection 'brave_otter' does not have 3 elements that the program names, also after a schema reload. Nothing was sent.",
        "  - schemas.pubic: did you mean 'public'?",
        "  - schemas.public.tables.ordrs: did you mean 'orders'?",
        "  - schemas.public.tables.customers.columns.emial: did you mean 'email'?",
        'Names are case-sensitive. Correct them, or set `missing: "ignore"` to go on without these elements.',
        "Connection 'brave_otter' cannot take 3 settings that the program names. Nothing was sent.",
        "  - schemas.public.tables.orders.syncMode: Fivetran does not let the sync mode of this table be chosen",
        "  - schemas.public.tables.events.syncMode: this table does not support history mode (its mode is LIVE)",
        "  - schemas.public.tables.sheet.columns: Fivetran does not let the columns of this table be configured ('a', 'b')",
        "Remove them. A rule may say the same: it leaves alone what does not have its setting.",
      ].join("\n"),
    );
    expect(paths).toEqual([
      "schemas.pubic",
      "schemas.public.tables.ordrs",
      "schemas.public.tables.customers.columns.emial",
      "schemas.public.tables.orders.syncMode",
      "schemas.public.tables.events.syncMode",
      "schemas.public.tables.sheet.columns",
    ]);
    expect(connection.calls).toEqual(["GET schemas", "POST reload", "GET columns public.customers"]);
  });

  it("is told in the same run of rules that match nothing, and of what locks hold back", async () => {
    const connection = new FakeConnection(source());
    await failureOf(connection, MIXTURE);
    const id = "schemas/public/tables/customers/columns/id/enabled: not sent";
    expect(connection.notices.map(({ path, message }) => `${path.join("/")}: ${message}`)).toEqual([
      ": rules[0], rules[2] decide about nothing that is in the source now",
      expect.stringMatching(new RegExp(`^${id}.*as it is a Primary Key\\); wanted false$`)),
      expect.stringContaining("it was deleted at the source"),
    ]);
  });

  it("fails without a reload where only settings are not possible", async () => {
    const connection = new FakeConnection(source());
    const schemas = { public: { tables: { events: { syncMode: "HISTORY" as const } } } };
    const { message } = await failureOf(connection, { connectorId: ID, schemas });
    expect(message).toContain("cannot take a setting that the program names. Nothing was sent.");
    expect(message).not.toContain("that the program names, also after");
    expect(connection.calls).toEqual(["GET schemas"]);
  });

  it("may name what is missing with `ignore`, not what is impossible", async () => {
    const connection = new FakeConnection(source());
    const { paths } = await failureOf(connection, { ...MIXTURE, missing: "ignore" });
    expect(paths).toEqual([
      "schemas.public.tables.orders.syncMode",
      "schemas.public.tables.events.syncMode",
      "schemas.public.tables.sheet.columns",
    ]);
    expect(connection.messages[0]).toMatch(/^warning: the source does not have 3 elements/);
    expect(connection.patches).toEqual([]);
  });

  it("is refused before any call where a part of the primary key is to be left out", () => {
    const columns = { id: { isPrimaryKey: true, enabled: false }, other: { enabled: "no" } };
    const news = { connectorId: ID, schemas: { s: { tables: { t: { columns } } } }, rules: [{ match: {} }] };
    const { failures } = handler.check({ olds: undefined, news });
    expect(failures.map(({ path, reason }) => `${path.join("/")}: ${reason}`)).toEqual([
      "schemas/s/tables/t/columns/id/enabled: cannot be false for a part of the primary key (`isPrimaryKey: true`), which is always synced",
      "schemas/s/tables/t/columns/other/enabled: must be a boolean, not a string",
      "rules/0/match: must name at least one of `schema`, `table` and `column`",
    ]);
  });
});
