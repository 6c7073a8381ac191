import { describe, expect, it } from "vitest";
import { differences, isSame } from "../../../core/src/values/diff";

describe("differences", () => {
  it("names the path and kind of each difference", () => {
    const olds = { host: "a", nested: { keep: 1, drop: true }, gone: "x" };
    const news = { host: "b", nested: { keep: 1, fresh: 2 }, here: "y" };
    expect(differences(olds, news)).toEqual(
      expect.arrayContaining([
        { path: ["host"], kind: "update" },
        { path: ["nested", "drop"], kind: "delete" },
        { path: ["nested", "fresh"], kind: "add" },
        { path: ["gone"], kind: "delete" },
        { path: ["here"], kind: "add" },
      ]),
    );
    expect(differences(olds, news)).toHaveLength(5);
  });

  it("compares lists as sets, scalars and objects alike", () => {
    expect(differences({ list: ["a", "b", "a"] }, { list: ["a", "a", "b"] })).toEqual([]);
    const reports = [{ table: "x", metrics: ["m", "n"] }, { table: "y" }];
    const shuffled = [{ table: "y" }, { metrics: ["n", "m"], table: "x" }];
    expect(differences({ reports }, { reports: shuffled })).toEqual([]);
    expect(differences({ list: ["a", "b"] }, { list: ["a", "a"] })).toEqual([
      { path: ["list"], kind: "update" },
    ]);
  });

  it("takes a number and the same number as text for equal, at any depth", () => {
    expect(differences({ port: 443, deep: [{ n: 1 }] }, { port: "443", deep: [{ n: "1" }] })).toEqual([]);
    expect(differences({ port: 443 }, { port: "444" })).toEqual([{ path: ["port"], kind: "update" }]);
    expect(differences({ flag: true }, { flag: "true" })).toEqual([{ path: ["flag"], kind: "update" }]);
  });

  it("takes null, undefined and absent for the same", () => {
    expect(differences({ a: null, b: undefined }, {})).toEqual([]);
  });

  it("sees a difference under a name that every object has", () => {
    const named = (value: number) => JSON.parse(`{"constructor": ${value}, "__proto__": ${value}}`) as object;
    expect(differences(named(1), named(2)).map(({ path }) => path)).toEqual([["constructor"], ["__proto__"]]);
  });

  it("keeps names with dots apart from paths", () => {
    expect(differences({ "a.b": 1 }, { a: { b: 1 } })).toEqual(
      expect.arrayContaining([
        { path: ["a.b"], kind: "delete" },
        { path: ["a"], kind: "add" },
      ]),
    );
  });
});

describe("isSame", () => {
  it("compares scalars, lists and objects by the same rules", () => {
    expect(isSame(5, "5")).toBe(true);
    expect(isSame(undefined, null)).toBe(true);
    expect(isSame(["b", "a"], ["a", "b"])).toBe(true);
    expect(isSame([], undefined)).toBe(false);
    expect(isSame({ a: 1 }, { a: 2 })).toBe(false);
  });
});
