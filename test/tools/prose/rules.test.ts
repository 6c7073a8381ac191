import { describe, expect, it } from "vitest";
import { compareCounts, countsOf } from "../../../tools/prose/ratchet.ts";
import { RULES } from "../../../tools/prose/rules.ts";
import { sentencesIn } from "../../../tools/prose/texts.ts";

/** One sentence that breaks a rule, and one that says the same within it. */
const SAMPLES: Readonly<Record<string, readonly [broken: string, kept: string]>> = {
  "long-sentence": [`${"word ".repeat(31)}.`, `${"word ".repeat(30)}.`],
  "free-relative": ["What is gone counts as deleted.", "A missing object counts as deleted."],
  answer: ["The API answers a mask.", "The API returns a mask."],
  "taken-out": ["A key that is taken out stays.", "A key that you remove stays."],
  "is-no": ["This is no change.", "This is not a change."],
  negations: ["It does not fail without a key.", "It needs a key."],
  passive: ["The schema is applied.", "Fivetran applies the schema."],
  semicolons: ["One: two; three.", "One: two."],
  nobody: ["Somebody must approve it.", "You must approve it."],
  "plain-words": ["The value upstream.", "The value in Fivetran."],
};

describe("each rule", () => {
  it("has a sample here", () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))(
    "%s finds what breaks it, and nothing else",
    (id, { find }) => {
      const [broken = "", kept = ""] = SAMPLES[id] ?? [];
      expect([find(broken), find(kept)]).toEqual([1, 0]);
    },
  );
});

describe("the sentences", () => {
  it("of a page are those outside of code, one for each cell and item", () => {
    const page =
      "# Title\n\nOne `a. B`\nline. Two.\n\n- Three\n- Four\n\n| a | b |\n|---|---|\n| Five | [Six](x.md) |\n\n```sh\nnot this\n```\n";
    expect(sentencesIn("a.md", page)).toEqual([
      "One X line.",
      "Two.",
      "Three",
      "Four",
      "a",
      "b",
      "Five",
      "Six",
    ]);
  });

  it("of a source are docstrings and messages, not names", () => {
    const source = [
      'import x from "a module of four words";',
      "/** Says one thing. Says another. */",
      "const id = 'some-name';",
      "throw new Error(`The group $" + "{id} does not exist.`);",
    ].join("\n");
    expect(sentencesIn("a.ts", source)).toEqual(
      ["The group X does not exist.", "Says one thing.", "Says another."].sort(
        (a, b) => source.indexOf(a.slice(0, 8)) - source.indexOf(b.slice(0, 8)),
      ),
    );
  });
});

describe("the ratchet", () => {
  it("lets counts fall and no count rise, and gives a new file none", () => {
    const found = { "a.md": countsOf(["This is no change."]), "new.md": countsOf(["This is no change."]) };
    const { more, fewer } = compareCounts(found, { "a.md": { "is-no": 1, answer: 2 } });
    expect(more).toEqual([{ file: "new.md", rule: "is-no", count: 1, limit: 0 }]);
    expect(fewer).toBe(1);
  });
});
