import { describe, expect, it } from "vitest";
import { problemsWithRowFilter } from "../../../sdk/src/words/rowFilters";

const CLAUSE = { column: "status", columnType: "STRING", operator: "EQUALS", values: ["OPEN"] };
const FILTER = { name: "open", description: "Open orders only", columnClauses: [CLAUSE] };

const found = (filter: unknown, isUnknown?: (value: unknown) => boolean): string[] =>
  problemsWithRowFilter(filter, isUnknown).map(({ path, reason }) => `${path.join(".")}: ${reason}`);
const clause = (changes: object): string[] =>
  found({ ...FILTER, columnClauses: [{ ...CLAUSE, ...changes }] });

const COMPARISONS = ["EQUALS", "NOT_EQUALS", "LESS", "LESS_OR_EQUALS", "GREATER", "GREATER_OR_EQUALS"];
const TEXT = ["STARTS_WITH", "CONTAINS"];
const PRESENCE = ["IS_NULL", "IS_NOT_NULL"];
const VALUES: Readonly<Record<string, string>> = {
  LONG: "-12",
  FLOAT: "1.5",
  DOUBLE: "2e10",
  BIGDECIMAL: ".75",
  STRING: "EU",
  DATE: "2026-02-28",
  DATETIME: "2026-02-28T23:59:59Z",
};

describe("a row filter", () => {
  it("has every operator for the types that Fivetran documents, and for no other", () => {
    const listed = ["LONG", "FLOAT", "DOUBLE", "STRING"];
    const expected = (type: string, operator: string): boolean =>
      PRESENCE.includes(operator) ||
      (COMPARISONS.includes(operator) && type !== "BOOLEAN") ||
      (TEXT.includes(operator) && type === "STRING") ||
      (operator === "IN" && listed.includes(type));
    for (const columnType of [...Object.keys(VALUES), "BOOLEAN"]) {
      for (const operator of [...COMPARISONS, ...TEXT, "IN", ...PRESENCE]) {
        const values = PRESENCE.includes(operator) ? [] : [VALUES[columnType] ?? "true"];
        const isAllowed = clause({ columnType, operator, values }).length === 0;
        expect({ columnType, operator, isAllowed }).toEqual({
          columnType,
          operator,
          isAllowed: expected(columnType, operator),
        });
      }
    }
  });

  it("joins two to ten clauses by AND or OR, and one by nothing", () => {
    expect(found({ ...FILTER, operator: "OR", columnClauses: [CLAUSE, CLAUSE] })).toEqual([]);
    expect(found({ ...FILTER, columnClauses: Array.from({ length: 10 }, () => CLAUSE) })).toEqual([]);
    expect(found({ ...FILTER, operator: "AND" })).toEqual([
      "operator: must be left out where there is only one clause",
    ]);
    expect(found({ ...FILTER, operator: "XOR", columnClauses: [CLAUSE, CLAUSE] })).toEqual([
      "operator: must be AND or OR",
    ]);
    for (const length of [0, 11])
      expect(found({ ...FILTER, columnClauses: Array.from({ length }, () => CLAUSE) })).toEqual([
        "columnClauses: must have 1 to 10 clauses",
      ]);
  });

  it.each<[string, object, string]>([
    ["a long column", { column: "x".repeat(501) }, "column: must have at most 500 characters"],
    ["a long value", { values: ["x".repeat(1001)] }, "values.0: must have at most 1000 characters"],
    [
      "a long decimal",
      { columnType: "BIGDECIMAL", values: ["1".repeat(51)] },
      "values.0: must have at most 50 characters",
    ],
    [
      "a long list",
      { operator: "IN", values: Array.from({ length: 11 }, () => "x".repeat(1000)) },
      "values: must have at most 10000 characters together",
    ],
    ["two values", { values: ["A", "B"] }, "values: must have exactly one value with this operator"],
    ["no values", { operator: "IN", values: [] }, "values: must have at least one value with this operator"],
    ["a value too many", { operator: "IS_NULL" }, "values: must have no values with this operator"],
    ["a day that is none", { columnType: "DATE", values: ["2026-13-01"] }, "values.0: must be a day such as"],
    [
      "a time with an offset",
      { columnType: "DATETIME", values: ["2026-01-01T00:00:00+01:00"] },
      "values.0: must be a time in UTC",
    ],
    ["words", { columnType: "LONG", values: ["ten"] }, "values.0: must be a whole number in digits"],
    ["a number", { columnType: "LONG", values: [10] }, "values.0: must be a text"],
    ["another type", { columnType: "MONEY" }, "columnType: must be one of LONG, FLOAT"],
    ["another operator", { operator: "LIKE" }, "operator: must be one of EQUALS"],
    ["no column", { column: undefined }, "column: is required"],
    ["a name of its own", { colunm: "a" }, "colunm: there is no such property"],
  ])("is refused for %s", (_, change, reason) => {
    expect(clause(change)).toEqual([expect.stringContaining(`columnClauses.0.${reason}`)]);
  });

  it("tells all that is wrong at once", () => {
    expect(found({ name: "", columnClauses: [{ ...CLAUSE, operator: "IN", values: [] }, 7] })).toEqual([
      "name: must not be empty",
      "description: is required",
      "columnClauses.0.values: must have at least one value with this operator",
      "columnClauses.1: must be an object with column, columnType, operator, values",
    ]);
    for (const nothing of [undefined, null, "all", 7, []])
      expect(found(nothing)).toEqual([": must be an object with name, description, operator, columnClauses"]);
    expect(found({ name: "a", description: "b" })).toEqual(["columnClauses: is required"]);
  });

  it("says nothing of what is not known yet", () => {
    const isUnknown = (value: unknown): boolean => value === "?";
    for (const filter of [
      "?",
      { ...FILTER, name: "?", columnClauses: "?" },
      { ...FILTER, columnClauses: ["?"] },
    ])
      expect(found(filter, isUnknown)).toEqual([]);
    for (const part of ["column", "columnType", "operator", "values"])
      expect(found({ ...FILTER, columnClauses: [{ ...CLAUSE, [part]: "?" }] }, isUnknown)).toEqual([]);
    expect(found({ ...FILTER, columnClauses: [{ ...CLAUSE, values: ["?"] }] }, isUnknown)).toEqual([]);
  });

  it("never quotes a value", () => {
    const values = ["topsecret"];
    for (const columnType of [...Object.keys(VALUES), "BOOLEAN", "MONEY", "topsecret"])
      for (const operator of [...COMPARISONS, "IN", "IS_NULL", "topsecret"])
        expect(clause({ columnType, operator, values }).join()).not.toContain("topsecret");
  });
});
