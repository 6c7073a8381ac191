/** Row filters of tables and types of columns, declared by name and by rule, against what Fivetran does with them. */
import { describe, expect, it } from "vitest";
import type { CheckFailure } from "../../../../core/src/contract";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
} from "../../../../core/src/handlers/schemaConfig";
import { UNKNOWN } from "../../../../core/src/values/unknown";
import { FakeConnection } from "./fakeConnection";
import { created, diffOf, ID, pathsOf, refreshed, shop } from "./shop";

const LARGE = {
  name: "large",
  description: "Orders above 100",
  columnClauses: [{ column: "total", columnType: "LONG", operator: "GREATER", values: ["100"] }],
} as const;
const SMALL = {
  ...LARGE,
  name: "small",
  columnClauses: [{ ...LARGE.columnClauses[0], operator: "LESS" }],
} as const;
type Orders = NonNullable<NonNullable<NonNullable<SchemaConfigInputs["schemas"]>[string]["tables"]>[string]>;

const orders = (table: Orders): SchemaConfigInputs => ({
  connectorId: ID,
  schemas: { public: { tables: { orders: table } } },
});
const ruled = (...rules: NonNullable<SchemaConfigInputs["rules"]>): SchemaConfigInputs => ({
  connectorId: ID,
  rules,
});
const PATH = "schemas/public/tables/orders/rowFilter";

/** Tables, and the filter of each that has one. */
function filters({ source }: FakeConnection): Record<string, string> {
  const tables = Object.entries(source["public"]?.tables ?? {});
  return Object.fromEntries(
    tables.flatMap(([name, { rowFilter }]) => (rowFilter ? [[name, rowFilter.name]] : [])),
  );
}

const updated = (connection: FakeConnection, olds: SchemaConfigInputs, news: SchemaConfigInputs) =>
  handler.update({ id: ID, olds, news }, connection.context());

describe("a row filter of a name", () => {
  it("is set after a look at its columns, replaced as a whole, and removed by none, which is sent as null", async () => {
    const connection = new FakeConnection(shop());
    const { outputs } = await handler.create({ inputs: orders({ rowFilter: LARGE }) }, connection.context());
    expect(connection.takeCalls()).toEqual(["GET schemas", "GET columns public.orders", "PATCH schemas"]);
    expect(connection.patches).toEqual([
      { schemas: { public: { tables: { orders: { rowFilter: LARGE } } } } },
    ]);
    expect(await diffOf(connection, outputs, orders({ rowFilter: LARGE }))).toMatchObject({ changes: [] });

    expect(await pathsOf(connection, outputs, orders({ rowFilter: SMALL }))).toEqual([PATH]);
    const small = await updated(connection, outputs, orders({ rowFilter: SMALL }));
    expect(filters(connection)).toEqual({ orders: "small" });
    expect(await pathsOf(connection, small, orders({ rowFilter: "none" }))).toEqual([PATH]);
    const none = await updated(connection, small, orders({ rowFilter: "none" }));
    expect(connection.patches.at(-1)).toEqual({
      schemas: { public: { tables: { orders: { rowFilter: null } } } },
    });
    expect(filters(connection)).toEqual({});
    connection.takeCalls();
    // Nothing to remove where there is none.
    expect(await refreshed(connection, none)).toMatchObject({ outputs: none, inputs: undefined });
    connection.rowFiltering = undefined;
    expect(await created(connection, orders({ rowFilter: "none" }))).toEqual(orders({ rowFilter: "none" }));
    expect(connection.patches).toHaveLength(3);
  });

  it("is not managed where it is left out: neither sent, nor compared, nor kept", async () => {
    const connection = new FakeConnection(shop());
    await created(connection, orders({ rowFilter: LARGE }));
    const inputs = orders({ syncMode: "HISTORY" });
    const outputs = await created(connection, inputs);
    expect(outputs).toEqual(inputs);
    expect((await refreshed(connection, outputs)).outputs).toEqual(inputs);
    expect(filters(connection)).toEqual({ orders: "large" });
  });

  it("stays in Fivetran when it is taken out of the program, which is said", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, orders({ enabled: true, rowFilter: LARGE }));
    connection.takeCalls();
    for (const news of [
      orders({ enabled: true }),
      orders({}),
      { connectorId: ID, schemas: { public: {} } },
    ]) {
      const { changes, notices } = await diffOf(connection, olds, news);
      expect(changes.every(({ kind }) => kind === "delete")).toBe(true);
      expect(notices.map(({ message }) => message).join("\n")).toContain("rows stay filtered until");
    }
    await updated(connection, olds, orders({ enabled: true }));
    expect(connection.takeCalls()).toEqual([]);
    expect(filters(connection)).toEqual({ orders: "large" });
  });

  it("is the same, whatever the order of its clauses, with AND or without a word", async () => {
    const connection = new FakeConnection(shop());
    const [clause] = LARGE.columnClauses;
    const other = { column: "id", columnType: "LONG", operator: "IS_NOT_NULL" } as const;
    const declared = { ...LARGE, operator: "AND", columnClauses: [clause, other] } as const;
    const olds = await created(connection, orders({ rowFilter: declared }));
    const table = connection.source["public"]?.tables?.["orders"];
    if (table === undefined) throw new Error("the table is gone");
    table.rowFilter = {
      ...LARGE,
      columnClauses: [
        { ...other, values: [] },
        { ...clause, values: ["100"] },
      ],
    };
    expect(await refreshed(connection, olds)).toMatchObject({ outputs: olds, inputs: undefined });
    const news = orders({ rowFilter: { ...declared, operator: "OR" } });
    expect(await pathsOf(connection, olds, news)).toEqual([PATH]);
    await updated(connection, olds, news);
    expect(connection.patches.at(-1)).toMatchObject({
      schemas: { public: { tables: { orders: { rowFilter: { operator: "OR" } } } } },
    });
    // An operator that is taken out of the filter is a change of the filter, not the end of its management.
    const { OR } = { OR: orders({ rowFilter: { ...declared, operator: "OR" } }) };
    const plain = orders({ rowFilter: { ...LARGE, columnClauses: [clause, other] } });
    expect((await diffOf(connection, OR, plain)).changes).toEqual([
      { path: PATH.split("/"), kind: "update", replaces: false },
    ]);
  });

  it("shows as drift when it is changed or removed, and is set again", async () => {
    const connection = new FakeConnection(shop());
    const inputs = orders({ rowFilter: LARGE });
    const olds = await created(connection, inputs);
    const table = connection.source["public"]?.tables?.["orders"];
    if (table === undefined) throw new Error("the table is gone");
    const small = { ...SMALL, columnClauses: [{ ...SMALL.columnClauses[0], values: ["100"] }] };
    for (const [rowFilter, found] of [
      [small, small],
      [null, "none"],
    ] as const) {
      table.rowFilter = rowFilter;
      const { outputs, inputs: seen } = await refreshed(connection, olds);
      expect(outputs.drift).toEqual([
        { path: "schemas.public.tables.orders.rowFilter", wanted: LARGE, found },
      ]);
      expect(seen).toMatchObject(orders({ rowFilter: found }));
      expect((await refreshed(connection, outputs)).outputs).toEqual(outputs);
      expect(await pathsOf(connection, outputs, inputs)).toEqual([PATH]);
      expect(await updated(connection, outputs, inputs)).toEqual(inputs);
      expect(filters(connection)).toEqual({ orders: "large" });
    }
  });

  it("fails before anything is sent where the table lacks its column, or the connection has no filters", async () => {
    const connection = new FakeConnection(shop());
    const lost = { ...LARGE, columnClauses: [{ ...LARGE.columnClauses[0], column: "totl" }] };
    const inputs = { ...orders({ syncMode: "HISTORY", rowFilter: lost }) };
    await expect(handler.create({ inputs }, connection.context())).rejects.toThrow(
      "schemas.public.tables.orders.rowFilter: the table has no column 'totl', which the filter needs; did you mean 'total'?",
    );
    for (const rowFiltering of [false, undefined]) {
      connection.rowFiltering = rowFiltering;
      await expect(
        handler.create({ inputs: orders({ rowFilter: LARGE }) }, connection.context()),
      ).rejects.toThrow("Fivetran does not offer row filters for this connection");
    }
    expect(connection.patches).toEqual([]);
  });

  it("is left out, and told, where `missing` is `ignore` and the table lacks its column", async () => {
    const connection = new FakeConnection(shop());
    const lost = { ...LARGE, columnClauses: [{ ...LARGE.columnClauses[0], column: "totl" }] };
    const inputs: SchemaConfigInputs = {
      ...orders({ syncMode: "HISTORY", rowFilter: lost }),
      missing: "ignore",
    };
    const outputs = await created(connection, inputs);
    expect(outputs.skipped?.map(({ path }) => path)).toEqual(["schemas.public.tables.orders.rowFilter"]);
    expect(connection.messages.join("\n")).toContain("the table has no column 'totl'");
    expect((await refreshed(connection, outputs)).outputs).toEqual(outputs);
    expect((await diffOf(connection, outputs, inputs)).changes).toEqual([]);
  });
});

describe("a program that contradicts its own filter", () => {
  const contradictions: [string, Orders][] = [
    ["hashes a column of it", { rowFilter: LARGE, columns: { total: { hashed: true } } }],
    ["disables a column of it", { rowFilter: LARGE, columns: { total: { enabled: false } } }],
    ["disables its table", { rowFilter: LARGE, enabled: false }],
  ];

  it.each(contradictions)("and %s is warned in each preview, and at rest after the run", async (_, table) => {
    const inputs = orders(table);
    const { failures, notices } = handler.check({ olds: undefined, news: { ...inputs } });
    expect(failures).toEqual([]);
    expect(notices).toEqual([
      {
        severity: "warning",
        path: PATH.split("/"),
        message: expect.stringContaining("is not set") as unknown,
      },
    ]);
    const connection = new FakeConnection(shop());
    const outputs = await created(connection, inputs);
    expect(filters(connection)).toEqual({});
    expect(outputs.skipped?.map(({ path }) => path)).toEqual(["schemas.public.tables.orders.rowFilter"]);
    expect((await refreshed(connection, outputs)).outputs).toEqual(outputs);
    expect((await diffOf(connection, outputs, inputs)).changes).toEqual([]);
    // A filter that is there goes with the change, which the state says.
    const filtered = new FakeConnection(shop());
    const olds = await created(filtered, orders({ rowFilter: LARGE }));
    const after = await updated(filtered, olds, inputs);
    expect(filters(filtered)).toEqual({});
    expect((await refreshed(filtered, after)).outputs).toEqual(after);
  });

  it("by a rule is warned too, where the table is named", () => {
    const hash = { match: { column: "tot*" }, hashed: true };
    const news = { ...orders({ rowFilter: LARGE }), rules: [hash] };
    const { notices } = handler.check({ olds: undefined, news });
    expect(notices.map(({ message }) => message).join()).toContain("needs the column 'total'");
    const filter = { match: { table: "orders" }, rowFilter: LARGE };
    const columns = { total: { hashed: true } };
    expect(
      handler.check({ olds: undefined, news: { ...orders({ columns }), rules: [filter] } }).notices,
    ).toEqual([expect.objectContaining({ severity: "warning", path: ["rules", 0, "rowFilter"] })]);
  });

  it("is warned when what it sets costs a filter that somebody else has set", async () => {
    for (const table of [
      { enabled: false },
      { columns: { total: { hashed: true } } },
      { columns: { total: { enabled: false } } },
    ]) {
      const connection = new FakeConnection(shop());
      await created(connection, orders({ rowFilter: LARGE }));
      await created(connection, orders({ columns: { id: { hashed: true } } }));
      expect(connection.messages).toEqual([]);
      await created(connection, orders(table));
      expect(connection.messages).toEqual([
        expect.stringContaining("Fivetran removes the row filter 'large' of public.orders"),
      ]);
      expect(filters(connection)).toEqual({});
    }
  });
});

describe("a row filter of a rule", () => {
  const rule = { match: { schema: "public", table: "*" }, rowFilter: LARGE };

  it("is set on the synced tables that have its columns, and no others, and rests", async () => {
    const connection = new FakeConnection(shop());
    const inputs = ruled(rule);
    const outputs = await created(connection, inputs);
    expect(filters(connection)).toEqual({ orders: "large" });
    expect(connection.messages.join("\n")).toContain(
      "sets the row filter 'large' of the table public.orders",
    );
    expect((await refreshed(connection, outputs)).outputs).toEqual(outputs);
    expect((await diffOf(connection, outputs, inputs)).changes).toEqual([]);
    // A table that comes later, as a refresh finds it, gets it with the next run.
    connection.source["public"]?.tables &&
      Object.assign(connection.source["public"].tables, {
        refunds: { columns: { total: {} } },
      });
    const { outputs: grown } = await refreshed(connection, outputs);
    expect(grown.drift?.map(({ path }) => path)).toEqual(["schemas.public.tables.refunds.rowFilter"]);
    await updated(connection, grown, inputs);
    expect(filters(connection)).toEqual({ orders: "large", refunds: "large" });
  });

  it("yields to a name, and to none of a later rule", async () => {
    const connection = new FakeConnection(shop());
    await created(connection, { ...orders({ rowFilter: SMALL }), rules: [rule] });
    expect(filters(connection)).toEqual({ orders: "small" });
    await created(connection, ruled(rule, { match: { table: "orders" }, rowFilter: "none" }));
    expect(filters(connection)).toEqual({});
  });

  it("ends with the rule, and stays in Fivetran, which is said", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, ruled(rule));
    const { notices } = await diffOf(connection, olds, { connectorId: ID });
    expect(notices.map(({ message }) => message).join()).toContain(
      "its settings stay as they are in Fivetran",
    );
    await updated(connection, olds, { connectorId: ID });
    expect(filters(connection)).toEqual({ orders: "large" });
  });

  it("fails the run where nobody can say whether a table has its columns", async () => {
    const connection = new FakeConnection(shop());
    connection.columnsReadable = false;
    await expect(handler.create({ inputs: ruled(rule) }, connection.context())).rejects.toThrow(
      "Rules that set row filters cannot be applied to",
    );
    expect(filters(connection)).toEqual({});
    const kept = await handler
      .create({ inputs: ruled(rule) }, connection.context())
      .catch((error: unknown) => error);
    const { outputs } = kept as { outputs: SchemaConfigInputs };
    connection.columnsReadable = true;
    expect(await pathsOf(connection, outputs, ruled(rule))).toEqual(["rules"]);
    await updated(connection, outputs, ruled(rule));
    expect(filters(connection)).toEqual({ orders: "large" });
  });

  it("is listed by the preview of a rule that is new", async () => {
    const connection = new FakeConnection(shop());
    const { notices } = await diffOf(connection, { connectorId: ID }, ruled(rule));
    expect(notices.map(({ message }) => message).join("\n")).toContain(
      "sets the row filter 'large' of the table public.orders",
    );
    expect(connection.patches).toEqual([]);
  });
});

describe("what is checked in the preview", () => {
  const failuresOf = (news: object): string[] =>
    handler
      .check({ olds: undefined, news: { connectorId: ID, ...news } })
      .failures.map(({ path, reason }: CheckFailure) => `${path.join("/")}: ${reason}`);

  it("are the operators by type, the limits, and the operator of one clause, at their places, by name and by rule", () => {
    const rowFilter = {
      name: "f",
      description: "",
      operator: "AND",
      columnClauses: [{ column: "a", columnType: "LONG", operator: "CONTAINS", values: ["x"] }],
    };
    const expected = (place: string): string[] => [
      `${place}/description: must not be empty`,
      `${place}/operator: must be left out where there is only one clause`,
      `${place}/columnClauses/0/operator: is not for columns of type LONG (it is for STRING)`,
      `${place}/columnClauses/0/values/0: must be a whole number in digits`,
    ];
    expect(failuresOf({ schemas: { s: { tables: { t: { rowFilter } } } } })).toEqual(
      expected("schemas/s/tables/t/rowFilter"),
    );
    expect(failuresOf({ rules: [{ match: { table: "t" }, rowFilter }] })).toEqual(
      expected("rules/0/rowFilter"),
    );
    expect(failuresOf({ schemas: { s: { tables: { t: { rowFilter: "nothing" } } } } })).toEqual([
      'schemas/s/tables/t/rowFilter: must be a row filter, or "none" to remove it',
    ]);
  });

  it("is at which level a rule may say it", () => {
    expect(
      failuresOf({
        rules: [
          { match: { column: "c" }, rowFilter: LARGE },
          { match: { table: "t" }, targetDataType: "String" },
        ],
      }),
    ).toEqual([
      expect.stringContaining("rules/0/rowFilter: is a setting of tables"),
      expect.stringContaining("rules/1/targetDataType: is a setting of columns"),
    ]);
  });

  it("is nothing that is not known yet", async () => {
    const connection = new FakeConnection(shop());
    const clause = LARGE.columnClauses[0];
    for (const rowFilter of [
      UNKNOWN,
      { ...LARGE, name: UNKNOWN },
      { ...LARGE, columnClauses: UNKNOWN },
      { ...LARGE, columnClauses: [{ ...clause, values: [UNKNOWN] }] },
    ]) {
      const news = orders({ rowFilter } as Orders);
      expect(failuresOf(news)).toEqual([]);
      expect((await diffOf(connection, orders({ rowFilter: LARGE }), news)).changes.length).toBeGreaterThan(
        0,
      );
    }
  });

  it("is the type of a column in the destination", () => {
    const schemas = { s: { tables: { t: { columns: { c: { targetDataType: "string" } } } } } };
    expect(failuresOf({ schemas })).toEqual([expect.stringContaining("did you mean 'String'?")]);
  });
});

describe("the type of a column in the destination", () => {
  const total = (targetDataType: "BigDecimal" | "none") => orders({ columns: { total: { targetDataType } } });

  it("is set, drifts, is left to Fivetran by none, and stays when it is taken out", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, total("BigDecimal"));
    const column = connection.source["public"]?.tables?.["orders"]?.columns?.["total"];
    expect(column?.targetDataType).toBe("BigDecimal");
    expect((await refreshed(connection, olds)).outputs).toEqual(olds);
    if (column !== undefined) column.targetDataType = "Xml";
    const { outputs } = await refreshed(connection, olds);
    const path = "schemas.public.tables.orders.columns.total.targetDataType";
    expect(outputs.drift).toEqual([{ path, wanted: "BigDecimal", found: "Xml" }]);
    const { notices } = await diffOf(connection, olds, orders({ columns: { total: {} } }));
    expect(notices.map(({ message }) => message).join()).toContain("types in the destination stay");
    await updated(connection, outputs, total("none"));
    expect(connection.patches.at(-1)).toEqual({
      schemas: { public: { tables: { orders: { columns: { total: { targetDataType: null } } } } } },
    });
    connection.patches.length = 0;
    await created(connection, total("none"));
    expect(connection.patches).toEqual([]);
  });

  it("is set by a rule on every column that matches, and on no other", async () => {
    const connection = new FakeConnection(shop());
    const inputs = ruled({ match: { table: "orders", column: "t*" }, targetDataType: "BigDecimal" });
    const outputs = await created(connection, inputs);
    expect(connection.patches).toEqual([
      {
        schemas: { public: { tables: { orders: { columns: { total: { targetDataType: "BigDecimal" } } } } } },
      },
    ]);
    expect((await refreshed(connection, outputs)).outputs).toEqual(outputs);
  });
});
