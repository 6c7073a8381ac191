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
import type { Timeouts } from "@pulumi-fivetran/core/run";
import { type ClientOptionsError, describeAdvice } from "@pulumi-fivetran/sdk";
import { type AccessSetting, type Configuration, nameOfSetting } from "./configuration";

/** An operation that has a time limit of its own. A read of a preview has that of `read`. */
export type TimedOperation = keyof Timeouts;

const RECOVER = "`pulumi config set fivetran:recover true && pulumi up`";

const HANDLER_WORDS: Partial<AdviceWords> = {
  runAgain: (advice) => runAgainWith("run `pulumi up`", advice),
  runRefresh: ({ ifDeleted }) =>
    ifDeleted === true
      ? "If it was deleted at Fivetran, run `pulumi refresh`; the next `pulumi up` makes it again."
      : "Run `pulumi refresh`, then `pulumi up` to make it again.",
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
  installNewer: () => "Install a newer version of pulumi-fivetran.",
};

/** The client's advice in the names of the provider's settings. `operation` is the one that failed. */
function pulumiWords(configuration: Configuration, operation: TimedOperation): AdviceWords {
  const baseUrlSource = nameOfSetting(configuration, "baseUrl");
  return {
    ...PLAIN_WORDS,
    ...HANDLER_WORDS,
    raiseDeadline: () => `Raise \`timeouts.${operation}\` if the operation needs longer.`,
    // A program cannot say how long one attempt may take.
    raiseTimeout: () => "Try again.",
    raiseMaxAnswerBytes: () => `Check ${baseUrlSource}: no part of Fivetran's API returns so much.`,
    checkBaseUrl: (advice) => describeAdvice({ baseUrlSource, ...advice }),
    updateClient: (advice) => describeAdvice({ baseUrlSource, ...advice }),
    passCredentials: () => "Set fivetran:apiKey and fivetran:apiSecret.",
    allowInsecureHttp: () =>
      "Use https://, or allow it with `pulumi config set fivetran:allowInsecureHttp true` or FIVETRAN_ALLOW_INSECURE_HTTP=true where the " +
      "network is trusted.",
  };
}

/** A problem with its advice, for one operation of one configuration. */
export function inPulumiWords(
  problem: Problem,
  configuration: Configuration,
  operation: TimedOperation,
): string {
  return problemText(problem, pulumiWords(configuration, operation));
}

/** Everything that an error says: a problem, or each of those of an object that is half made. */
export function problemsOf(error: unknown): readonly Problem[] {
  return error instanceof PartialFailure ? error.problems : [problemOf(error)];
}

/** What is wrong with the address or the credentials by their form, under the names by which the user gave them. */
export function optionsInPulumiWords({ problems }: ClientOptionsError, configuration: Configuration): string {
  return problems
    .map(({ option, problem, advice }) => {
      const name = nameOfSetting(configuration, option as AccessSetting);
      return inPulumiWords(
        { summary: `${name} ${problem}`, ...(advice === undefined ? {} : { advice: [advice] }) },
        configuration,
        "read",
      );
    })
    .join("\n");
}
