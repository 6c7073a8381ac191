import { describe, expect, it } from "vitest";
import { duckDbType, widerType } from "../../../../cli/src/runner/duckdb/types";

const TYPES = [
  ...["BOOLEAN", "SMALLINT", "INTEGER", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL(5,2)", "DECIMAL(38,9)"],
  ...["DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "BLOB", "JSON", "VARCHAR"],
];

describe("widerType", () => {
  it("is the same whichever comes first, and never narrower again", () => {
    for (const one of TYPES)
      for (const other of TYPES) {
        const wider = widerType(one, other);
        expect(widerType(other, one)).toBe(wider);
        expect(widerType(wider, one)).toBe(wider);
        expect(widerType(wider, other)).toBe(wider);
      }
  });

  it.each([
    ["SMALLINT", "BIGINT", "BIGINT"],
    ["BIGINT", "FLOAT", "DOUBLE"],
    ["DATE", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH TIME ZONE"],
    ["DECIMAL(5,2)", "INTEGER", "DECIMAL(12,2)"],
    ["DECIMAL(5,2)", "DECIMAL(10,4)", "DECIMAL(10,4)"],
    ["DECIMAL(38,9)", "DECIMAL(38,0)", "DOUBLE"],
    ["DECIMAL(5,2)", "FLOAT", "DOUBLE"],
    ["BOOLEAN", "BIGINT", "VARCHAR"],
    ["JSON", "BIGINT", "VARCHAR"],
  ])("of %s and %s is %s", (one, other, wider) => {
    expect(widerType(one, other)).toBe(wider);
  });
});

it("a type that there is not is refused", () => {
  expect(() => duckDbType("TEXT")).toThrow("no column type 'TEXT'");
});
