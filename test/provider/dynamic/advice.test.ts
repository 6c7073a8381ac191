import { describe, expect, it } from "vitest";
import { PartialFailure } from "../../../core/src/errors/partialFailure";
import { HandlerError } from "../../../core/src/errors/problem";
import { errorInPulumiWords, inPulumiWords } from "../../../provider/src/dynamic/advice";

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
    expect(inPulumiWords({ summary: "Fivetran has it already.", advice }).split("\n")).toEqual([
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

describe("errorInPulumiWords", () => {
  const problem = { summary: "It is gone.", advice: [{ kind: "runRefresh" }] } as const;

  it("words an error of a handler, and each of those of an object that is half made", () => {
    const text = "It is gone.\nRun `pulumi refresh`, then `pulumi up` to make it again.";
    expect(errorInPulumiWords(new HandlerError(problem))).toBe(text);
    expect(errorInPulumiWords(new PartialFailure("g1", {}, [{ summary: "One." }, problem]))).toBe(
      `One.\n${text}`,
    );
    expect(errorInPulumiWords(new Error("any other"))).toBe("any other");
  });
});
