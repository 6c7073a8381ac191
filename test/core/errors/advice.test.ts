import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Advice, PLAIN_WORDS, worded } from "../../../core/src/errors/advice";

const SOURCE = join(__dirname, "../../../core/src");

/** One of each kind; the compiler misses one that is not here. */
const SAMPLES: { readonly [Kind in Advice["kind"]]: Extract<Advice, { kind: Kind }> } = {
  runAgain: { kind: "runAgain", first: "Mend the settings named above", effect: "it tests again" },
  runRefresh: { kind: "runRefresh" },
  recover: { kind: "recover", because: "interrupted" },
  alias: { kind: "alias" },
  deleteBeforeReplace: { kind: "deleteBeforeReplace" },
  adopt: { kind: "adopt", id: "g1" },
  adoptOneOf: { kind: "adoptOneOf", ids: ["g1", "g2"] },
  removeAdoptFirst: { kind: "removeAdoptFirst" },
  set: { kind: "set", input: "trustedCertificates", value: ["a", "b"] },
  edit: { kind: "edit", text: "Correct it." },
};

describe("the core", () => {
  it("names no command and no setting of Pulumi in any text", () => {
    const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".ts"),
    );
    expect(files.length).toBeGreaterThan(100);
    const texts = files.flatMap((file) =>
      readFileSync(join(SOURCE, file), "utf8")
        .split("\n")
        .filter((line) => !/^\s*(\/\*\*|\*|\/\/)/.test(line))
        .filter((line) =>
          /\bpulumi (up|update|refresh|preview|destroy|config|cancel|import|stack|state)\b|\bfivetran:[a-zA-Z]/.test(
            line,
          ),
        )
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(texts).toEqual([]);
  });
});

describe("worded", () => {
  it.each(Object.values(SAMPLES))("says something of $kind without a face", (advice) => {
    expect(worded(advice, PLAIN_WORDS)).toMatch(/\S/);
  });

  it("says when to run again, what to do before and what comes of it", () => {
    const texts = [
      { kind: "runAgain" },
      { kind: "runAgain", effect: "it tests again" },
      { kind: "runAgain", when: "when that is done" },
      SAMPLES.runAgain,
    ] as const;
    expect(texts.map((advice) => worded(advice, PLAIN_WORDS))).toEqual([
      "Run it again.",
      "Run it again: it tests again.",
      "Run it again when that is done.",
      "Mend the settings named above and run it again: it tests again.",
    ]);
  });

  it("writes a setting as a program does", () => {
    expect(worded(SAMPLES.set, PLAIN_WORDS)).toBe(`  trustedCertificates: ["a", "b"]`);
  });
});
