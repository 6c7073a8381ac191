import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeRow, encodeRow } from "../../../engine/src/segments/csvRow";

describe("a row of a segment", () => {
  it("is read as it was written", () => {
    const value = fc.option(
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", "\\N", '"', "\n", ",", "\\")),
      { nil: null },
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 6 }), (row) => {
        expect(decodeRow(encodeRow(row).slice(0, -1))).toEqual(row);
      }),
      { numRuns: 3000 },
    );
  });

  it("keeps NULL, the text \\N and an empty text apart", () => {
    expect(encodeRow([null, "\\N", "", 'a"b'])).toBe('\\N,"\\N","","a""b"\n');
  });

  it("that ends inside a quoted value is an error", () => {
    expect(() => decodeRow('"a')).toThrow("ends inside a quoted value");
  });
});
