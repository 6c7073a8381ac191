import type { ConnectionRecord, DestinationRecord, SetupState, Trust } from "./records";

export type SetupTestStatus = "PASSED" | "SKIPPED" | "WARNING" | "FAILED" | "JOB_FAILED";

/** The result of one setup test, as it is answered. */
export interface SetupTest {
  readonly title: string;
  readonly status: SetupTestStatus;
  readonly message?: string | undefined;
  readonly details?: unknown;
}

/**
 * Decides the setup tests of what it matches. Every field that is given must match; of several rules that do, the one added last
 * counts. Without a rule, all tests pass.
 */
export interface SetupTestRule {
  readonly kind?: "connection" | "destination" | undefined;
  readonly connectionId?: string | undefined;
  readonly destinationId?: string | undefined;
  readonly service?: string | undefined;
  /** The connection's schema name. */
  readonly schema?: string | undefined;
  /** `host` in the config. */
  readonly host?: string | undefined;
  /** The rule is passed over once the client trusts what it is about. */
  readonly untilTrusted?: Trust | undefined;
  readonly tests: readonly SetupTest[];
}

const PASSING: readonly SetupTest[] = [
  { title: "Host Connection", status: "PASSED", message: "" },
  { title: "Validate Login", status: "PASSED", message: "" },
  { title: "Permission Test", status: "PASSED", message: "" },
];

/** The answer for a service that a person must authorize first. Chosen, UNPROVEN. */
const UNAUTHORIZED: readonly SetupTest[] = [
  {
    title: "Authorization",
    status: "FAILED",
    message: "The connection is not authorized yet. Authorize it in the dashboard or with a Connect Card.",
  },
];

export function testConnection(
  connection: ConnectionRecord,
  rules: Iterable<SetupTestRule>,
  needsPerson: boolean,
): readonly SetupTest[] {
  if (needsPerson) return UNAUTHORIZED;
  const matches = (rule: SetupTestRule): boolean =>
    rule.kind !== "destination" &&
    rule.destinationId === undefined &&
    is(rule.connectionId, connection.id) &&
    is(rule.schema, connection.schema) &&
    isSubject(rule, connection);
  return lastOf(rules, matches)?.tests ?? PASSING;
}

export function testDestination(
  destination: DestinationRecord,
  rules: Iterable<SetupTestRule>,
): readonly SetupTest[] {
  const matches = (rule: SetupTestRule): boolean =>
    rule.kind !== "connection" &&
    rule.connectionId === undefined &&
    rule.schema === undefined &&
    is(rule.destinationId, destination.id) &&
    isSubject(rule, destination);
  return lastOf(rules, matches)?.tests ?? PASSING;
}

/**
 * Failing tests leave it incomplete, even when it was connected before (chosen, UNPROVEN: the service says `broken` for a set-up
 * that stopped working by itself, which only a control call makes here).
 */
export function setupStateAfter(tests: readonly SetupTest[]): SetupState {
  return tests.some((test) => test.status === "FAILED" || test.status === "JOB_FAILED")
    ? "incomplete"
    : "connected";
}

function isSubject(rule: SetupTestRule, subject: ConnectionRecord | DestinationRecord): boolean {
  return (
    is(rule.service, subject.service) &&
    is(rule.host, subject.config["host"]) &&
    (rule.untilTrusted === undefined || !subject.trusted.includes(rule.untilTrusted))
  );
}

function is(wanted: string | undefined, actual: unknown): boolean {
  return wanted === undefined || wanted === actual;
}

function lastOf<T>(items: Iterable<T>, matches: (item: T) => boolean): T | undefined {
  let last: T | undefined;
  for (const item of items) if (matches(item)) last = item;
  return last;
}
