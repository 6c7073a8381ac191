import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatName, parseName } from "../../../sdk/src/words/names";

describe("the name of a connection", () => {
  it.each([
    ["analytics/shop", { group: "analytics", schema: "shop" }],
    ["analytics/sheets.orders", { group: "analytics", schema: "sheets.orders" }],
    [" my team/shop ", { group: "my team", schema: "shop" }],
    ["analytics/a/b", { group: "analytics", schema: "a/b" }],
    [String.raw`a\/b/shop`, { group: "a/b", schema: "shop" }],
    ["crisp_falcon", { id: "crisp_falcon" }],
  ])("%j", (text, name) => {
    expect(parseName(text)).toEqual({ value: name });
  });

  it.each([
    ["", /is empty; write it as 'group\/schema'/],
    ["/shop", /has no group before its slash/],
    ["analytics/", /has no schema after its slash/],
  ])("%j is refused with what to write", (text, problem) => {
    expect(parseName(text)).toEqual({ problem: expect.stringMatching(problem) as string });
  });

  it("is read back as it was written", () => {
    const text = fc.string({ minLength: 1 }).filter((each) => each.trim() === each && each !== "");
    fc.assert(
      fc.property(text, text, (group, schema) => {
        expect(parseName(formatName({ group, schema }))).toEqual({ value: { group, schema } });
        expect(parseName(formatName({ id: group }))).toEqual({ value: { id: group } });
      }),
    );
  });
});
