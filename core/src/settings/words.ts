/** Words that a program may give in place of settings: `schedule: "every 15 minutes"`. */
import type { CheckFailure, CheckResult, Properties } from "../contract";

/** What words come to. */
export interface WordsRead {
  /** The inputs with settings in the place of the words, as far as these could be read. */
  readonly inputs: Properties;
  /** What is wrong with the words. */
  readonly failures: readonly CheckFailure[];
}

/** Checks the settings that words stand for. What is wrong with the words comes first. */
export function checkAfterWords(
  { inputs, failures }: WordsRead,
  check: (inputs: Properties) => CheckResult,
): CheckResult {
  const checked = check(inputs);
  return failures.length === 0 ? checked : { ...checked, failures: [...failures, ...checked.failures] };
}
