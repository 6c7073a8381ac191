import { runInThisContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { Code, literal } from "../../../cli/src/convert/literal";

/** What the text means. */
function evaluated(text: string): unknown {
  return runInThisContext(`(${text})`);
}

describe("literals", () => {
  it("mean what was given, whatever it holds", () => {
    const odd = [
      "",
      "a\nb",
      "`$" + "{x}`",
      '"quoted"',
      "\u2028\u2029",
      "*/",
      "\\",
      "******",
      "__proto__",
      "constructor",
      "a.b",
      "ü",
    ];
    const value = Object.fromEntries(
      odd.map((key, index) => [key, { [key]: [key, index, index % 2 === 0, { key }] }]),
    );
    expect(evaluated(literal(value, ""))).toEqual(value);
    const own = literal(JSON.parse('{"__proto__": {"a": 1}}'), "");
    expect(Object.keys(evaluated(own) as object)).toEqual(["__proto__"]);
  });

  it("leave out what is undefined, and put code in its place", () => {
    expect(literal({ a: undefined, b: new Code("x.id") }, "")).toBe("{\n  b: x.id,\n}");
    expect(literal([], "")).toBe("[]");
  });
});
