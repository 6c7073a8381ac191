import type { ConnectionSchemaConfig } from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";
import { declaredSchemas } from "../../../../core/src/handlers/schemaConfig/existing";

function live(table: object): ConnectionSchemaConfig {
  return {
    schemaChangeHandling: "ALLOW_ALL",
    schemas: { public: { enabled: true, tables: { orders: { enabled: true, columns: {}, ...table } } } },
  } as unknown as ConnectionSchemaConfig;
}

const FILTER = {
  name: "recent",
  description: "of this year",
  columnClauses: [
    { column: "year", columnType: "LONG", operator: "EQUALS", values: ["2026"] },
    { column: "deleted", columnType: "BOOLEAN", operator: "IS_NULL", values: [] },
  ],
};

describe("what a program would declare of a schema config that exists", () => {
  it("has row filters and types of columns", () => {
    const { inputs, notices } = declaredSchemas(
      "c",
      live({ rowFilter: FILTER, columns: { total: { enabled: true, targetDataType: "String" } } }),
    );
    expect(notices).toEqual([]);
    expect(inputs.schemas?.["public"]?.tables?.["orders"]).toEqual({
      enabled: true,
      rowFilter: {
        ...FILTER,
        columnClauses: [
          FILTER.columnClauses[0],
          { column: "deleted", columnType: "BOOLEAN", operator: "IS_NULL" },
        ],
      },
      columns: { total: { targetDataType: "String" } },
    });
  });

  it("leaves out what could not be declared, and says so", () => {
    const { inputs, notices } = declaredSchemas(
      "c",
      live({ rowFilter: { name: "odd" }, columns: { total: { enabled: true, targetDataType: "Newer" } } }),
    );
    expect(inputs.schemas).toBeUndefined();
    expect(notices.map(({ message }) => message)).toEqual([
      expect.stringContaining("public.tables.orders has a row filter of a form that is not documented"),
      expect.stringContaining("columns.total has a data type that is not documented"),
    ]);
  });
});
