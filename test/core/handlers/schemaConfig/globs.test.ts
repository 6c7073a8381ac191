import { describe, expect, it } from "vitest";
import type { Element } from "../../../../core/src/handlers/schemaConfig/wants/elements";
import {
  type Rule,
  readyRules,
  ruledValue,
  rulesAt,
} from "../../../../core/src/handlers/schemaConfig/wants/rules";
import { generator } from "../../../support/random";

function matches(rule: Rule, element: Element): boolean {
  const [property = "enabled"] = Object.keys(rule).filter((key) => key !== "match");
  return ruledValue(rulesAt(readyRules([rule]), element), element, property as "enabled") !== undefined;
}

/** What a glob means, spelt out: every way in which its first star could go is tried. */
function globbed(pattern: string, name: string): boolean {
  if (pattern === "") return name === "";
  const [rest, isStar] = [pattern.slice(1), pattern.startsWith("*")];
  if (isStar) return globbed(rest, name) || (name !== "" && globbed(pattern, name.slice(1)));
  return name !== "" && (pattern.startsWith("?") || pattern[0] === name[0]) && globbed(rest, name.slice(1));
}

describe("a match", () => {
  const cases: [pattern: string, name: string, expected: boolean][] = [
    ["email", "email", true],
    ["email", "Email", false],
    ["email", "email2", false],
    ["*", "anything at all", true],
    ["*_id", "customer_id", true],
    ["*_id", "id", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["a.c", "abc", false],
    ["a\\*c", "a*c", true],
    ["a\\*c", "abc", false],
    ["a\\", "a\\", true],
    ["[x](y)+|{1}^$/", "[x](y)+|{1}^$/", true],
    ["naï*", "naïve", true],
    ["?", "😀", true],
    ["a*", "a\nb", true],
    ["a/*", "a/b/c", true],
    ["**", "", true],
    ["a**b", "ab", true],
    ["a*b", "ab b", true],
    ["a*a", "a", false],
    ["ab*ba", "aba", false],
    ["*a*b*", "b a", false],
    ["*a?c*", "xabxaxc", true],
    ["*a*1*2*", "a012", true],
    ["*é*ï*", "café naïve", true],
    [`${"*e".repeat(12)}*z`, "e".repeat(4_000), false],
    [`${"*e".repeat(12)}*z`, `${"e".repeat(4_000)}z`, true],
  ];
  it.each(cases)("%j of %j is %s", (column, name, expected) => {
    expect(matches({ match: { column }, hashed: true }, ["s", "t", name])).toBe(expected);
  });

  it("is found wherever it is, as by trying everything", () => {
    const random = generator(20261128);
    const text = (letters: string, length: number): string =>
      Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join("");
    for (let round = 0; round < 2_000; round += 1) {
      const [pattern, name] = [text("ab*?", 1 + (round % 7)), text("ab", round % 9)];
      const found = matches({ match: { column: pattern }, hashed: true }, ["s", "t", name]);
      expect([pattern, name, found]).toEqual([pattern, name, globbed(pattern, name)]);
    }
  });

  it("is about the deepest level it names; one left out above it means any", () => {
    const table: Rule = { match: { schema: "audit", table: "*" }, enabled: false };
    expect(matches(table, ["audit", "t"])).toBe(true);
    expect(matches(table, ["audit"])).toBe(false);
    expect(matches(table, ["audit", "t", "c"])).toBe(false);
    expect(matches(table, ["public", "t"])).toBe(false);
    expect(matches({ match: { schema: "s", column: "c" }, hashed: true }, ["s", "any", "c"])).toBe(true);
  });

  it("does not take a name with a dot for two levels", () => {
    expect(matches({ match: { schema: "a", table: "b" }, enabled: true }, ["a.b", "b"])).toBe(false);
    expect(matches({ match: { schema: "a.b", table: "*" }, enabled: true }, ["a.b", "t"])).toBe(true);
  });
});
