import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ColumnType, formatType, parseType, TYPE_NAMES } from "../../../engine/src/types/columnType";
import { widen } from "../../../engine/src/types/widening";

const types = fc.oneof(
  fc.constantFrom(...TYPE_NAMES.filter((name) => name !== "DECIMAL")).map((name): ColumnType => ({ name })),
  fc
    .record({ precision: fc.integer({ min: 1, max: 38 }), cut: fc.integer({ min: 0, max: 38 }) })
    .map(
      ({ precision, cut }): ColumnType => ({ name: "DECIMAL", precision, scale: Math.min(cut, precision) }),
    ),
);

describe("widening", () => {
  it("is a join: it holds both, in any order and grouping, and never narrows", () => {
    fc.assert(
      fc.property(types, types, types, (a, b, c) => {
        const [ab, ba] = [widen(a, b), widen(b, a)];
        expect(formatType(ab)).toBe(formatType(ba));
        expect(formatType(widen(a, a))).toBe(formatType(a));
        expect(formatType(widen(ab, a))).toBe(formatType(ab));
        expect(formatType(widen(ab, b))).toBe(formatType(ab));
        if (ab.name === "STRING") expect(formatType(widen(ab, c))).toBe("STRING");
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["SHORT", "LONG", "LONG"],
    ["LONG", "DOUBLE", "STRING"],
    ["INT", "DOUBLE", "DOUBLE"],
    ["INT", "FLOAT", "DOUBLE"],
    ["SHORT", "FLOAT", "FLOAT"],
    ["LONG", "DECIMAL(10,2)", "DECIMAL(21,2)"],
    ["DECIMAL(38,0)", "DECIMAL(38,10)", "STRING"],
    ["DECIMAL(10,2)", "DECIMAL(8,4)", "DECIMAL(12,4)"],
    ["NAIVE_DATE", "NAIVE_DATETIME", "STRING"],
    ["JSON", "BOOLEAN", "STRING"],
  ])("%s and %s are held by %s", (left, right, both) => {
    const [a, b] = [parseType(left), parseType(right)];
    if (a === undefined || b === undefined) throw new Error("A type of the table cannot be read.");
    expect(formatType(widen(a, b))).toBe(both);
  });

  it("holds every whole number of the narrower type exactly", () => {
    const largest = { SHORT: 2n ** 15n, INT: 2n ** 31n, LONG: 2n ** 63n } as const;
    const exactUpTo = { FLOAT: 2n ** 24n, DOUBLE: 2n ** 53n } as const;
    for (const whole of ["SHORT", "INT", "LONG"] as const)
      for (const float of ["FLOAT", "DOUBLE"] as const) {
        const { name } = widen({ name: whole }, { name: float });
        if (name === "FLOAT" || name === "DOUBLE") expect(exactUpTo[name] >= largest[whole]).toBe(true);
        else expect(name).toBe("STRING");
      }
  });
});
