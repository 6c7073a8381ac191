import { describe, expect, it } from "vitest";
import { JsonError, parseJson } from "../../../server/src/http/json";

describe("JSON that comes from outside", () => {
  it.each(['{"a":[1,"x"]}', '"[[["', "[]", "0", `"${'\\"['.repeat(2_000)}"`, `[${'"}",'.repeat(1_000)}1]`])(
    "is parsed: %.20s",
    (text) => expect(parseJson(text)).toEqual(JSON.parse(text)),
  );

  it("may nest 500 deep, and no deeper", () => {
    const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
    expect(parseJson(nested(500))).toBeDefined();
    expect(() => parseJson(nested(501))).toThrow(new JsonError("it nests deeper than 500 levels"));
    // Beside each other is not within each other.
    expect(parseJson(`[${"[],".repeat(5_000)}0]`)).toHaveLength(5_001);
  });

  it.each(["", "{", "nul", "'a'", "[1,]"])("is refused when it is none: %j", (text) => {
    expect(() => parseJson(text)).toThrow(JsonError);
  });
});
