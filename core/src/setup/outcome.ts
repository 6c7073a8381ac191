import { escapeControls, type SetupTest } from "@pulumi-fivetran/sdk";
import type { Advice } from "../errors/advice";
import type { Problem } from "../errors/problem";
import { hasFailed, titleOf } from "./tests";
import { trustProblem } from "./trust";

/** What the answer of a create, a PATCH or a test says about the set-up. */
export interface SetupOutcome {
  /** `connected`, or what is missing: `incomplete`, `broken`. */
  readonly setupState: string;
  readonly tests: readonly SetupTest[];
  /** Titles of the tests that failed. */
  readonly failed: readonly string[];
  /** What the user should read, empty when the set-up works. */
  readonly problems: readonly Problem[];
}

export interface SetupSubject {
  /** Undefined where Fivetran does not say. */
  readonly setupState: string | undefined;
  readonly tests: readonly SetupTest[] | undefined;
  /** Messages that Fivetran itself lists as things to do. */
  readonly tasks: readonly string[];
  /** Where a person was waited for in vain: until when. */
  readonly waited?: string | undefined;
  /** What a person can do when nothing failed and yet it is not connected. */
  readonly remedy: readonly Advice[];
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
      setupState === "connected" && failing.length === 0 ? [] : [problemIn(subject, setupState, failing)],
  };
}

function problemIn(subject: SetupSubject, setupState: string, failing: readonly SetupTest[]): Problem {
  const untrusted = trustProblem(failing);
  const isAwaiting = failing.length === 0 || failing.some(awaitsAuthorization);
  const lines = [
    headline(setupState, failing.length),
    ...failing.map((test) => `  - ${toldBy(test, "failed, without a message")}`),
    ...subject.tasks.map((task) => `  - Fivetran asks for: ${escapeControls(task)}`),
    ...(isAwaiting ? [] : (untrusted?.lines ?? [])),
    ...(isAwaiting && subject.waited !== undefined ? [subject.waited] : []),
  ];
  const mend = {
    kind: "runAgain",
    first: "Mend the settings named above",
    effect: "it tests again",
  } as const;
  return {
    summary: lines.join("\n"),
    advice: isAwaiting ? subject.remedy : (untrusted?.advice ?? [mend]),
  };
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
