import { describe, expect, it } from "vitest";
import { rowFilterWords } from "../../../../server/src/page/browser/rowFilterWords";

const STATUS = { column: "status", operator: "IN", values: ["OPEN", "PAID"] };
const TOTAL = { column: "total", operator: "IS_NOT_NULL", values: [] };

describe("a row filter, in words", () => {
  it("names columns, operators and values, joined as the filter joins them", () => {
    expect(rowFilterWords({ name: "f", column_clauses: [STATUS] })).toBe("status in OPEN, PAID");
    expect(rowFilterWords({ name: "f", column_clauses: [STATUS, TOTAL] })).toBe(
      "status in OPEN, PAID and total is not null",
    );
    expect(rowFilterWords({ name: "f", operator: "OR", column_clauses: [TOTAL, STATUS] })).toBe(
      "total is not null or status in OPEN, PAID",
    );
  });
});
