import { describe, expect, it } from "vitest";
import { type Advice, PLAIN_WORDS } from "../../../core/src/errors/advice";
import { PartialFailure } from "../../../core/src/errors/partialFailure";
import { HandlerError } from "../../../core/src/errors/problem";
import { inPulumiWords, optionsInPulumiWords, problemsOf } from "../../../provider/src/dynamic/advice";
import { ClientOptionsError } from "../../../sdk/src/clientOptionsError";
import { ADVICE_SAMPLES } from "../../support/adviceSamples";

const CONFIGURATION = {
  apiKey: "k",
  apiSecret: "s",
  baseUrl: undefined,
  recover: false,
  sources: { baseUrl: "FIVETRAN_API_URL" },
};

describe("inPulumiWords", () => {
  it("says what to do with Pulumi's commands and options", () => {
    const advice = [
      { kind: "alias" },
      { kind: "deleteBeforeReplace" },
      { kind: "recover", because: "interrupted" },
      { kind: "adopt", id: "g1" },
      { kind: "runRefresh" },
      { kind: "recover", because: "answerLost" },
      { kind: "removeAdoptFirst" },
      { kind: "runAgain", first: "Mend the settings named above", effect: "it tests again" },
    ] as const;
    expect(
      inPulumiWords({ summary: "Fivetran has it already.", advice }, CONFIGURATION, "create").split("\n"),
    ).toEqual([
      "Fivetran has it already.",
      '  - Renamed or moved in the program? Give the new one `aliases: [{ name: "<its old name>" }]` (and `parent` where that changed): nothing is made or deleted then.',
      "  - Replaced on purpose (`--replace`, a taint)? Two cannot exist: give it `deleteBeforeReplace: true` for that run.",
      "  - Left by a run that was interrupted? `pulumi config set fivetran:recover true && pulumi up` takes it over.",
      '  - Made elsewhere? `adopt: "g1"` takes it over. Where this program declares it twice, remove one of the two.',
      "Run `pulumi refresh`, then `pulumi up` to make it again.",
      "Whether it was made is not known, and no refresh finds it. This does: `pulumi config set fivetran:recover true && pulumi up` looks for it and takes it over, or makes it; then `pulumi config rm fivetran:recover`.",
      "Remove `adopt` first and run `pulumi up`; then replace it.",
      "Mend the settings named above and run `pulumi up` again: it tests again.",
    ]);
  });
});

describe("every kind of advice", () => {
  it.each(Object.values<Advice>(ADVICE_SAMPLES))("$kind names no option of the client", (advice) => {
    const text = inPulumiWords({ summary: "It failed.", advice: [advice] }, CONFIGURATION, "update");
    expect(text).toMatch(/^It failed\.[ \n]\s*\S/);
    expect(text).not.toMatch(
      /\b(deadlineMs|timeoutMs|maxAnswerBytes)\b|(?<!fivetran:)\b(apiKey|apiSecret|baseUrl)\b/,
    );
    expect(text).not.toMatch(/(?<!fivetran:)allowInsecureHttp/);
  });

  it("is that of core", () => {
    expect(Object.keys(ADVICE_SAMPLES).sort()).toEqual(Object.keys(PLAIN_WORDS).sort());
  });
});

describe("optionsInPulumiWords", () => {
  it("names each option as the user gave it", () => {
    const error = new ClientOptionsError([
      { option: "apiKey", problem: "is empty." },
      { option: "baseUrl", problem: "must not hold credentials.", advice: { kind: "passCredentials" } },
    ]);
    expect(optionsInPulumiWords(error, CONFIGURATION).split("\n")).toEqual([
      "fivetran:apiKey is empty.",
      "FIVETRAN_API_URL must not hold credentials. Set fivetran:apiKey and fivetran:apiSecret.",
    ]);
  });
});

describe("problemsOf", () => {
  const problem = { summary: "It is gone.", advice: [{ kind: "runRefresh" }] } as const;

  it("has an error's problem, and each of those of an object that is half made", () => {
    expect(problemsOf(new HandlerError(problem))).toEqual([problem]);
    const problems = [{ summary: "One." }, problem];
    expect(problemsOf(new PartialFailure("g1", {}, problems))).toEqual(problems);
    expect(problemsOf(new Error("any other"))).toEqual([{ summary: "any other" }]);
  });
});
