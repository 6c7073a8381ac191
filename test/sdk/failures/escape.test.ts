import { describe, expect, it } from "vitest";
import { escapeControls } from "../../../sdk/src/failures/escape.ts";

describe("escapeControls", () => {
  it.each([
    ["a colour of a terminal", "\u001b[31mred\u001b[0m", "\\u001b[31mred\\u001b[0m"],
    ["the end of a line", "one\r\ntwo\tthree", "one\\r\\ntwo\\tthree"],
    ["Unicode's ends of lines", "a\u2028b\u2029c\u0085d", "a\\u2028b\\u2029c\\u0085d"],
    ["what reverses letters", "\u202egnp.exe\u2066x\u2069\u200e", "\\u202egnp.exe\\u2066x\\u2069\\u200e"],
    ["what nobody sees", "a\u200bb\ufeffc\u00add\u{e0041}", "a\\u200bb\\ufeffc\\u00add\\u{e0041}"],
    ["half a surrogate pair", "a\ud800b", "a\\ud800b"],
    ["a null and a delete", "\0\u007f", "\\u0000\\u007f"],
  ])("writes out %s", (_, text, expected) => {
    expect(escapeControls(text)).toBe(expected);
    expect(escapeControls(expected)).toBe(expected);
  });

  it.each(["naïve 日本語 עברית", "👩‍👩‍👧 می‌خواهم", 'C:\\temp "quoted"'])(
    "leaves what is printable: %s",
    (text) => {
      expect(escapeControls(text)).toBe(text);
    },
  );
});
