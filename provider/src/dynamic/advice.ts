/** Advice in the words of somebody who runs Pulumi. */
import {
  type AdviceWords,
  PartialFailure,
  PLAIN_WORDS,
  type Problem,
  problemOf,
  problemText,
  runAgainWith,
} from "@pulumi-fivetran/core/errors";

const RECOVER = "`pulumi config set fivetran:recover true && pulumi up`";

const PULUMI_WORDS: AdviceWords = {
  ...PLAIN_WORDS,
  runAgain: (advice) => runAgainWith("run `pulumi up`", advice),
  runRefresh: () => "Run `pulumi refresh`, then `pulumi up` to make it again.",
  recover: ({ because }) =>
    because === "answerLost"
      ? `Whether it was made is not known, and no refresh finds it. This does: ${RECOVER} looks for it and takes it over, or makes it; ` +
        "then `pulumi config rm fivetran:recover`."
      : `  - Left by a run that was interrupted? ${RECOVER} takes it over.`,
  alias: () =>
    '  - Renamed or moved in the program? Give the new one `aliases: [{ name: "<its old name>" }]` (and `parent` where that changed): nothing is made or deleted then.',
  deleteBeforeReplace: () =>
    "  - Replaced on purpose (`--replace`, a taint)? Two cannot exist: give it `deleteBeforeReplace: true` for that run.",
  removeAdoptFirst: () => "Remove `adopt` first and run `pulumi up`; then replace it.",
};

export function inPulumiWords(problem: Problem): string {
  return problemText(problem, PULUMI_WORDS);
}

/** All that an error says, with its advice. */
export function errorInPulumiWords(error: unknown): string {
  return error instanceof PartialFailure
    ? error.problems.map(inPulumiWords).join("\n")
    : inPulumiWords(problemOf(error));
}
