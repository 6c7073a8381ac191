import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, type Reply } from "../support/api";

const CLAUSE = { column: "status", column_type: "STRING", operator: "EQUALS", values: ["OPEN"] };
const FILTER = { name: "open", description: "Open orders only", column_clauses: [CLAUSE] };

describe("row filters and column types", () => {
  let api: Api;
  let id: string;
  beforeEach(async () => {
    api = await Api.start();
    id = await api.connection();
    await api.post(`/v1/connections/${id}/schemas/reload`, {});
  });
  afterEach(() => api.stop());

  const path = (): string => `/v1/connections/${id}/schemas`;
  const patch = (orders: object): Promise<Reply> =>
    api.patch(path(), { schemas: { public: { tables: { orders } } } });
  const orders = ({ data }: Reply): Record<string, unknown> => {
    const { schemas } = data as { schemas: Record<string, { tables: Record<string, object> }> };
    return { ...schemas["public"]?.tables["orders"] };
  };
  const shown = async (): Promise<Record<string, unknown>> => orders(await api.get(path()));

  it("are set, kept by what does not name them, replaced as a whole and removed by null", async () => {
    expect(orders(await patch({ row_filter: FILTER }))).toMatchObject({ row_filter: FILTER });
    await patch({ sync_mode: "HISTORY", columns: { total: { hashed: true } } });
    await api.post(`${path()}/reload`, {});
    expect(await shown()).toMatchObject({ row_filter: FILTER, sync_mode: "HISTORY" });
    const other = {
      ...FILTER,
      operator: "OR",
      column_clauses: [CLAUSE, { column: "id", column_type: "LONG", operator: "IS_NOT_NULL", values: [] }],
    };
    await api.patch(`${path()}/public/tables/orders`, { row_filter: other });
    expect(await shown()).toMatchObject({ row_filter: other });
    await api.patch(`${path()}/public`, {
      tables: { orders: { row_filter: { ...other, operator: "AND" } } },
    });
    const { operator: _default, ...withoutOperator } = other;
    expect((await shown())["row_filter"]).toEqual(withoutOperator);
    await patch({ row_filter: null });
    expect(await shown()).not.toHaveProperty("row_filter");
  });

  it.each([
    ["the table is disabled", { enabled: false }],
    ["a filtered column is disabled", { columns: { status: { enabled: false } } }],
    ["a filtered column is hashed", { columns: { status: { hashed: true } } }],
  ])("go when %s", async (_, change) => {
    await patch({ row_filter: FILTER });
    await patch(change);
    expect(await shown()).not.toHaveProperty("row_filter");
    await patch({ enabled: true, columns: { status: { enabled: true, hashed: false } } });
    expect(await shown()).not.toHaveProperty("row_filter");
  });

  it("read no column that is hashed or not there", async () => {
    expect(await patch({ row_filter: FILTER, columns: { status: { hashed: true } } })).toMatchObject({
      status: 400,
    });
    const lost = { ...FILTER, column_clauses: [{ ...CLAUSE, column: "moon" }] };
    expect(await patch({ row_filter: lost })).toMatchObject({ status: 404 });
    expect(await shown()).not.toHaveProperty("row_filter");
  });

  it.each<[string, object]>([
    ["no clause", { column_clauses: [] }],
    ["11 clauses", { column_clauses: Array.from({ length: 11 }, () => CLAUSE) }],
    ["an operator with one clause", { operator: "AND" }],
    ["no name", { name: "" }],
    ["no description", { description: null }],
    [
      "an operator of another type",
      { column_clauses: [{ ...CLAUSE, column_type: "LONG", operator: "CONTAINS" }] },
    ],
    [
      "a comparison of booleans",
      { column_clauses: [{ ...CLAUSE, column_type: "BOOLEAN", values: ["true"] }] },
    ],
    [
      "IN on dates",
      { column_clauses: [{ ...CLAUSE, column_type: "DATE", operator: "IN", values: ["2026-01-01"] }] },
    ],
    ["two values of one", { column_clauses: [{ ...CLAUSE, values: ["A", "B"] }] }],
    ["no value of some", { column_clauses: [{ ...CLAUSE, operator: "IN", values: [] }] }],
    ["a value of none", { column_clauses: [{ ...CLAUSE, operator: "IS_NULL" }] }],
    [
      "a time with an offset",
      { column_clauses: [{ ...CLAUSE, column_type: "DATETIME", values: ["2026-01-01T00:00:00+01:00"] }] },
    ],
    ["a day that is none", { column_clauses: [{ ...CLAUSE, column_type: "DATE", values: ["2026-13-01"] }] }],
    ["a number in words", { column_clauses: [{ ...CLAUSE, column_type: "LONG", values: ["ten"] }] }],
    ["a long value", { column_clauses: [{ ...CLAUSE, values: ["x".repeat(1001)] }] }],
    [
      "a long decimal",
      { column_clauses: [{ ...CLAUSE, column_type: "BIGDECIMAL", values: ["1".repeat(51)] }] },
    ],
    [
      "long values together",
      {
        column_clauses: [
          { ...CLAUSE, operator: "IN", values: Array.from({ length: 11 }, () => "x".repeat(1000)) },
        ],
      },
    ],
    ["a column with a long name", { column_clauses: [{ ...CLAUSE, column: "x".repeat(501) }] }],
    ["an operator of the future", { column_clauses: [{ ...CLAUSE, operator: "LIKE" }] }],
  ])("are refused for %s", async (_, fault) => {
    expect(await patch({ row_filter: { ...FILTER, ...fault } })).toMatchObject({
      status: 400,
      code: "InvalidInput",
    });
    expect(await shown()).not.toHaveProperty("row_filter");
  });

  it("can be had for databases, where the account has them", async () => {
    expect((await api.get(path())).data).toHaveProperty("row_filtering_supported", true);
    await api.control.configure({ rowFiltering: false });
    expect((await api.get(path())).data).not.toHaveProperty("row_filtering_supported");
    expect(await patch({ row_filter: FILTER })).toMatchObject({ status: 400 });
    await api.control.configure({ rowFiltering: true });
    const files = await api.connection({ service: "github" }, { schema: "github", schema_prefix: undefined });
    await api.post(`/v1/connections/${files}/schemas/reload`, {});
    expect((await api.get(`/v1/connections/${files}/schemas`)).data).toHaveProperty(
      "row_filtering_supported",
      false,
    );
  });

  it("may be written in advance, and are answered as they were sent", async () => {
    const early = await api.connection({}, { schema_prefix: "early" });
    const schemas = { public: { tables: { orders: { row_filter: FILTER } } } };
    const { status, data } = await api.post(`/v1/connections/${early}/schemas`, { schemas });
    expect({ status, data }).toMatchObject({ status: 200, data: { schemas } });
    await api.post(`/v1/connections/${early}/schemas/reload`, {});
    expect(orders(await api.get(`/v1/connections/${early}/schemas`))).toMatchObject({ row_filter: FILTER });
  });

  it("column types are set and removed by null", async () => {
    await patch({ columns: { total: { target_data_type: "BigDecimal" } } });
    expect(await shown()).toHaveProperty("columns.total.target_data_type", "BigDecimal");
    await patch({ columns: { total: { hashed: true } } });
    expect(await shown()).toHaveProperty("columns.total.target_data_type", "BigDecimal");
    await patch({ columns: { total: { target_data_type: null } } });
    expect(await shown()).not.toHaveProperty("columns.total.target_data_type");
    expect(await patch({ columns: { total: { target_data_type: "Money" } } })).toMatchObject({ status: 400 });
  });

  it("names are the source's where the connection says so", async () => {
    const own = await api.connection({ destination_schema_names: "SOURCE_NAMING" }, { schema_prefix: "Own" });
    await api.control.setShape(
      { connectionId: own },
      {
        schemas: {
          "Sales-EU": { tables: { "Order Items": { columns: { "Net Total": {} }, parentTable: "Orders" } } },
        },
      },
    );
    await api.post(`/v1/connections/${own}/schemas/reload`, {});
    expect((await api.get(`/v1/connections/${own}/schemas`)).data).toMatchObject({
      schemas: {
        "Sales-EU": {
          name_in_destination: "Own_Sales-EU",
          tables: { "Order Items": { name_in_destination: "Order Items", parent_table: "Orders" } },
        },
      },
    });
  });
});
