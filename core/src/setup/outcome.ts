import { escapeControls, type SetupTest } from "@pulumi-fivetran/sdk";
import { hasFailed, titleOf } from "./tests";
import { trustAdvice } from "./trust";

/** What the answer of a create, a PATCH or a test says about the set-up. */
export interface SetupOutcome {
  /** `connected`, or what is missing: `incomplete`, `broken`. */
  readonly setupState: string;
  readonly tests: readonly SetupTest[];
  /** Titles of the tests that failed. */
  readonly failed: readonly string[];
  /** What the user should read, empty when the set-up works. */
  readonly problems: readonly string[];
}

export interface SetupSubject {
  /** Undefined where Fivetran does not say. */
  readonly setupState: string | undefined;
  readonly tests: readonly SetupTest[] | undefined;
  /** Messages that Fivetran itself lists as things to do. */
  readonly tasks: readonly string[];
  /** What a person can do when nothing failed and yet it is not connected. */
  readonly remedy: string;
}

/** For a setup of which Fivetran does not say how far it is: nobody can tell that it works. */
const UNTOLD = "unknown";

/** Whether a person is all that is missing: it never was connected, and nothing failed but, at most, its authorization. */
export function lacksAuthorization({
  setupState,
  tests = [],
}: Pick<SetupSubject, "setupState" | "tests">): boolean {
  return (
    setupState?.toLowerCase() === "incomplete" &&
    tests.every((test) => !hasFailed(test) || awaitsAuthorization(test))
  );
}

export function setupOutcome(subject: SetupSubject): SetupOutcome {
  const tests = subject.tests ?? [];
  const failing = tests.filter(hasFailed);
  const setupState = subject.setupState?.toLowerCase() ?? UNTOLD;
  return {
    setupState,
    tests,
    failed: failing.map(titleOf),
    problems:
      setupState === "connected" && failing.length === 0 ? [] : [problemText(subject, setupState, failing)],
  };
}

function problemText(subject: SetupSubject, setupState: string, failing: readonly SetupTest[]): string {
  const lines = [headline(setupState, failing.length)];
  for (const test of failing) lines.push(`  - ${toldBy(test, "failed, without a message")}`);
  for (const task of subject.tasks) lines.push(`  - Fivetran asks for: ${escapeControls(task)}`);
  const advice = trustAdvice(failing);
  if (failing.length === 0 || failing.some(awaitsAuthorization)) lines.push(subject.remedy);
  else if (advice.length > 0) lines.push(...advice);
  else lines.push("Mend the settings named above and run `pulumi up` again: it tests again.");
  return lines.join("\n");
}

/** Some services show a missing authorization as a test that failed, others run no test at all. */
function awaitsAuthorization({ title, message }: SetupTest): boolean {
  return /authori[sz]|oauth/i.test(`${title ?? ""} ${message ?? ""}`);
}

function headline(setupState: string, failing: number): string {
  if (failing === 0) return `no setup test failed, but its setup is '${setupState}', not 'connected'.`;
  const tests = failing === 1 ? "a setup test" : `${failing} setup tests`;
  return `${tests} failed; its setup is '${setupState}'.`;
}

/** Warnings of tests that passed with one. */
export function testWarnings(tests: readonly SetupTest[]): string[] {
  return tests.filter((test) => test.status === "WARNING").map((test) => toldBy(test, "warning"));
}

function toldBy(test: SetupTest, otherwise: string): string {
  return escapeControls(`${titleOf(test)}: ${test.message ?? otherwise}`);
}
