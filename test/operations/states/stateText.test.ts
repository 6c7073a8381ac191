import { parseJson } from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";
import { mergedState, stateOfText, summaryOf, textOfState } from "../../../operations/src/states/stateText";

describe("states as text", () => {
  it("are equal for equal states, whatever the order of names, and keep every digit", () => {
    const text = '{"b":[{"y":1,"x":9007199254740993}],"a":12345678901234567.89}';
    const ordered = '{"a":12345678901234567.89,"b":[{"x":9007199254740993,"y":1}]}';
    expect(textOfState(stateOfText(text))).toBe(ordered);
    expect(summaryOf(stateOfText(text))).toEqual(summaryOf(stateOfText(ordered)));
    expect(summaryOf({})).toEqual({
      sha256: "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
      bytes: 2,
    });
  });

  it.each(["[1]", "1", '"marker"', "{marker", ""])("refuses %s without repeating it", (text) => {
    expect(() => stateOfText(text)).toThrow(/state/);
    expect(() => stateOfText(text)).not.toThrow(/marker/);
  });

  // The examples of RFC 7396, appendix A.
  it.each([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', "{}"],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['{"a":"foo"}', "null", "null"],
    ['{"e":null}', '{"a":1}', '{"a":1,"e":null}'],
    ["[1,2]", '{"a":"b","c":null}', '{"a":"b"}'],
    ["{}", '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ])("merges %s and %s into %s", (target, patch, expected) => {
    expect(mergedState(parseJson(target), parseJson(patch))).toEqual(parseJson(expected));
  });

  it("takes names such as __proto__ for names", () => {
    const merged = mergedState(parseJson("{}"), parseJson('{"__proto__":{"polluted":1}}'));
    expect(textOfState(merged as object as Record<string, unknown>)).toBe('{"__proto__":{"polluted":1}}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
