import type { ConnectionRecord, DestinationRecord, SetupState } from "../../records/account";
import type { LogServiceRecord } from "../../records/infrastructure";
import type { SetupFindings, SetupTest, SetupTestRule } from "../../records/setupTests";
import type { ShownKey, Trust, TrustSubject } from "../../records/trust";
import type { Account } from "../account";
import { is, isHostOf, lastOf } from "../connections/target";
import { holdsGrant } from "../services";
import { BUILT_IN_RULES } from "./builtInSetupTests";
import { describeCertificate, trustKey, trustOf } from "./trust";

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

/** @param found what the tests of the real thing came to, where data is really moved: rules that fail go before them */
export function testConnection(
  account: Account,
  connection: ConnectionRecord,
  found?: readonly SetupTest[],
): readonly SetupTest[] {
  // What stands in for a source needs nobody's authorization.
  if (found === undefined && needsPerson(account, connection)) return UNAUTHORIZED;
  return orFound(testsOf(account, `connection/${connection.id}`, isConnectionRule(connection)), found);
}

/** @param found as of `testConnection` */
export function testDestination(
  account: Account,
  destination: DestinationRecord,
  found?: readonly SetupTest[],
): readonly SetupTest[] {
  return orFound(testsOf(account, `destination/${destination.id}`, isDestinationRule(destination)), found);
}

function orFound(ruled: readonly SetupTest[], found: readonly SetupTest[] = ruled): readonly SetupTest[] {
  return ruled.some(hasFailed) ? ruled : found;
}

/** Trust is no matter there: a rule that ends with it decides until then, which is always. */
export function testLogService(
  account: Account,
  { service, config }: LogServiceRecord,
): readonly SetupTest[] {
  const matches: Matches = (rule) =>
    is(rule.kind, "logService") &&
    rule.connectionId === undefined &&
    rule.destinationId === undefined &&
    rule.schema === undefined &&
    is(rule.service, service) &&
    isHostOf(rule.host, config);
  return lastOf(rulesOf(account), matches)?.tests ?? PASSING;
}

/** Trusts what the connection's host shows now, of these kinds: what `trust_certificates` and `trust_fingerprints` ask for. */
export function trustConnectionHost(
  account: Account,
  connection: ConnectionRecord,
  kinds: readonly Trust[],
): void {
  trustShown(account, `connection/${connection.id}`, isConnectionRule(connection), kinds);
}

export function trustDestinationHost(
  account: Account,
  destination: DestinationRecord,
  kinds: readonly Trust[],
): void {
  trustShown(account, `destination/${destination.id}`, isDestinationRule(destination), kinds);
}

/** Failing tests leave `incomplete` what never worked, and make `broken` what did. */
export function setupStateAfter(tests: readonly SetupTest[], before: SetupState): SetupState {
  if (!tests.some(hasFailed)) return "connected";
  return before === "incomplete" ? "incomplete" : "broken";
}

/** What is kept of a run. */
export function findingsOf(account: Account, tests: readonly SetupTest[]): SetupFindings {
  const failed = tests.filter(hasFailed).map(({ title, message }) => ({ title, message }));
  return { testedAt: new Date(account.clock.now()).toISOString(), failed };
}

function hasFailed({ status }: SetupTest): boolean {
  return status === "FAILED" || status === "JOB_FAILED";
}

type Matches = (rule: SetupTestRule) => boolean;

function isConnectionRule(connection: ConnectionRecord): Matches {
  return (rule) =>
    is(rule.kind, "connection") &&
    rule.destinationId === undefined &&
    is(rule.connectionId, connection.id) &&
    is(rule.schema, connection.schema) &&
    isSubject(rule, connection);
}

function isDestinationRule(destination: DestinationRecord): Matches {
  return (rule) =>
    is(rule.kind, "destination") &&
    rule.connectionId === undefined &&
    rule.schema === undefined &&
    is(rule.destinationId, destination.id) &&
    isSubject(rule, destination);
}

function isSubject(rule: SetupTestRule, { service, config }: ConnectionRecord | DestinationRecord): boolean {
  return is(rule.service, service) && isHostOf(rule.host, config);
}

/** The built-in rules first, so that every other one goes before them. */
function rulesOf(account: Account): SetupTestRule[] {
  return [...BUILT_IN_RULES, ...account.state.all("setupTestRules")];
}

function testsOf(account: Account, subject: TrustSubject, matches: Matches): readonly SetupTest[] {
  const trust = trustOf(account, subject);
  const isOpen = (rule: SetupTestRule): boolean => {
    const { untilTrusted: kind } = rule;
    return kind === undefined || !trust[kind].some(({ hash }) => hash === shownBy(rule, kind).hash);
  };
  const rule = lastOf(rulesOf(account), (one) => matches(one) && isOpen(one));
  if (rule === undefined) return PASSING;
  return rule.untilTrusted === undefined ? rule.tests : withShown(rule.tests, rule, rule.untilTrusted);
}

/**
 * A failing test tells what is to be trusted, as an approval wants it: of certificates a list, of a fingerprint the one (the older pages
 * of the vendor's documentation show both; its OpenAPI document says no more than "object").
 */
function withShown(tests: readonly SetupTest[], rule: SetupTestRule, kind: Trust): readonly SetupTest[] {
  const { hash, content } = shownBy(rule, kind);
  const details =
    kind === "certificates"
      ? [{ hash, ...describeCertificate(content), encoded_cert: content }]
      : { hash, public_key: content };
  return tests.map((test) => (test.status === "FAILED" ? { details, ...test } : test));
}

function trustShown(
  account: Account,
  subject: TrustSubject,
  matches: Matches,
  kinds: readonly Trust[],
): void {
  if (kinds.length === 0) return;
  for (const rule of rulesOf(account)) {
    const { untilTrusted: kind } = rule;
    if (kind !== undefined && kinds.includes(kind) && matches(rule)) {
      trustKey(account, subject, kind, shownBy(rule, kind));
    }
  }
}

function shownBy(rule: SetupTestRule, kind: Trust): ShownKey {
  return rule.shows ?? SHOWN[kind];
}

/** Whether a person still has to authorize a connection in a browser. */
export function needsPerson(account: Account, connection: ConnectionRecord): boolean {
  return (
    account.settings.personAuthorizedServices.includes(connection.service) &&
    !connection.authorized &&
    !holdsGrant(connection.auth)
  );
}

/** Made for this server; nobody holds their private keys. */
const SHOWN: Readonly<Record<Trust, ShownKey>> = {
  certificates: {
    hash: "ccJ19OYbeZq9M5Y62zm94dj1KMF3BzjpuvjBow0flzY",
    content:
      "MIIBoTCCAUegAwIBAgIUHucStH1K8+jfypyNq8U/+vth7l8wCgYIKoZIzj0EAwIwJTEjMCEGA1UEAwwadW50cnVzdGVkLWNlcnRpZmljYXRlLnRlc3QwIBcN" +
      "MjYxMTIxMDkzNTUyWhgPMjEyNjEwMjgwOTM1NTJaMCUxIzAhBgNVBAMMGnVudHJ1c3RlZC1jZXJ0aWZpY2F0ZS50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0D" +
      "AQcDQgAEMdMdl3XynzipkZunV/F4YN7WFmzMse6LOF1eM91DT8bDbsloT/JTVMyftA6u63mHMi0AsN6g6y81fv+h9FWdt6NTMFEwHQYDVR0OBBYEFD5OcKSe" +
      "LPV9hwixjEOQjvGTGnrXMB8GA1UdIwQYMBaAFD5OcKSeLPV9hwixjEOQjvGTGnrXMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgTRNSWd4A" +
      "Qkt4lWflCm8NuT4IkdajlSamTHhTA9XCXTwCIQDgh9OFkPu4u6X0Cb7uoNfl8i5+JvaAvSwmgDQXtIb5dA==",
  },
  fingerprints: {
    hash: "UtD5Vgm94Qdsa1kLRFg8HhqsDLEGK_8fKSprvkcWiyk",
    content:
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICwSIoA8nctIwY8SuuYp099CCA60Pil+aHYbFEngv2RZ untrusted-fingerprint.test",
  },
};

/** @returns the rule's id */
export function addSetupTestRule(account: Account, rule: SetupTestRule): string {
  const id = account.newId();
  account.state.put("setupTestRules", id, { ...rule, id });
  return id;
}
