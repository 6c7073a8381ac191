/** Objects whose setup tests have no state upstream: failures are kept here, so that the next run tests again. */
import type { SetupTest } from "@pulumi-fivetran/sdk";
import type { Properties } from "../contract";
import { PartialFailure } from "../errors/partialFailure";
import { type Problem, warningOf } from "../errors/problem";
import type { AppliedObject, ObjectInputs, ObjectOutputs } from "../object/definition";
import type { CallContext } from "../run/callContext";
import { testWarnings } from "./outcome";
import type { SetupTestsMode } from "./setupTests";
import { hasFailed, titleOf } from "./tests";

/** Work that an earlier run left undone. */
export function unfinishedTests(olds: Properties, mode: SetupTestsMode): string[] {
  const failed = olds["failedSetupTests"];
  if (mode !== "fail" || !Array.isArray(failed) || failed.length === 0) return [];
  return [`setup tests failed in the last run (${failed.join(", ")}): they will run again`];
}

/**
 * Tests an object that was made or changed, or whose tests have not passed, and ends the operation as the mode says.
 *
 * @param retrieve Where the tests change what the object is read as: the object after them.
 * @throws PartialFailure in mode `fail`, with what the tests said
 */
export async function concludeTests<Inputs extends ObjectInputs, Live>(
  { id, outputs, outputsWith, olds, sent }: AppliedObject<Inputs, Live>,
  mode: SetupTestsMode,
  run: () => Promise<readonly SetupTest[] | undefined>,
  { context: { notify } }: CallContext,
  retrieve: () => Promise<Live | undefined> = () => Promise.resolve(undefined),
): Promise<ObjectOutputs<Inputs>> {
  const { before, untested } = withoutFailed(outputs);
  const isDue = olds === undefined || Object.keys(sent).length > 0 || before !== undefined;
  if (mode === "off") return untested as ObjectOutputs<Inputs>;
  if (!isDue) return outputs;
  const tests = (await run()) ?? [];
  for (const message of testWarnings(tests)) notify({ severity: "warning", path: [], message });
  const failing = tests.filter(hasFailed);
  const live = await retrieve();
  const tested = live === undefined ? untested : withoutFailed(outputsWith(live)).untested;
  if (failing.length === 0) return tested as ObjectOutputs<Inputs>;
  const state = { ...tested, failedSetupTests: failing.map(titleOf) };
  const problem: Problem = {
    summary: [
      `${failing.length === 1 ? "a setup test" : `${failing.length} setup tests`} failed:`,
      ...failing.map((test) => `  - ${titleOf(test)}: ${test.message ?? "failed, without a message"}`),
    ].join("\n"),
    advice: [{ kind: "runAgain", first: "Mend what is named above", effect: "it tests again" }],
  };
  if (mode === "fail") throw new PartialFailure(id, state, [problem]);
  notify(warningOf(problem));
  // The inputs are as they were; a name was added.
  return state as unknown as ObjectOutputs<Inputs>;
}

function withoutFailed(outputs: object): { readonly before: unknown; readonly untested: Properties } {
  const { failedSetupTests: before, ...untested } = { ...outputs } as Properties;
  return { before, untested };
}
