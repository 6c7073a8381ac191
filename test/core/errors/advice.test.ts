import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Advice, isClientAdvice, PLAIN_WORDS, worded } from "../../../core/src/errors/advice";
import { ADVICE_SAMPLES as SAMPLES } from "../../support/adviceSamples";

const SOURCE = join(__dirname, "../../../core/src");

/** The lines of the core's code, without its comments. */
function sourceLines(): { readonly file: string; readonly text: string }[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  expect(files.length).toBeGreaterThan(100);
  return files.flatMap((file) =>
    readFileSync(join(SOURCE, file), "utf8")
      .split("\n")
      .filter((line) => !/^\s*(\/\*\*|\*|\/\/)/.test(line))
      .map((line) => ({ file: file.replaceAll("\\", "/"), text: line.trim() })),
  );
}

describe("the core", () => {
  it("names no command and no setting of Pulumi in any text", () => {
    const texts = sourceLines().filter(({ text }) =>
      /\bpulumi (up|update|refresh|preview|destroy|config|cancel|import|stack|state)\b|\bfivetran:[a-zA-Z]/.test(
        text,
      ),
    );
    expect(texts).toEqual([]);
  });
});

describe("an error of the core", () => {
  /** The one copy of the package, which cannot load it; code that packs files for the program too; and the errors themselves. */
  const PLAIN = ["onlyCopy.ts", "connectorSdk/package.ts", "errors/problem.ts", "errors/partialFailure.ts"];

  it("is data: none is an Error of its own", () => {
    const lines = sourceLines().filter(({ text }) => /\bnew (Type|Range)?Error\(|extends Error\b/.test(text));
    const files = [...new Set(lines.map(({ file }) => file))];
    expect(files.sort()).toEqual([...PLAIN].sort());
  });
});

describe("worded", () => {
  it.each(Object.values<Advice>(SAMPLES))("says something of $kind without a face", (advice) => {
    expect(worded(advice, PLAIN_WORDS)).toMatch(/\S/);
  });

  it("tells the client's advice from a handler's", () => {
    const kinds = Object.values<Advice>(SAMPLES).filter(isClientAdvice);
    expect(kinds.map(({ kind }) => kind)).toContain("raiseDeadline");
    expect(isClientAdvice(SAMPLES.adopt)).toBe(false);
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
