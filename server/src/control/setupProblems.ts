import type { Account } from "../domain/account";
import { needsPerson } from "../domain/trust/setupTests";
import type { ConnectionRecord, DestinationRecord, SetupState } from "../records/account";
import type { SetupFindings } from "../records/setupTests";

/** Why a connection is not connected, and what to do, in words for people; empty for one that is. */
export function connectionProblems(account: Account, connection: ConnectionRecord): readonly string[] {
  const { id, setupState, setupFindings } = connection;
  if (setupState !== "connected" && needsPerson(account, connection)) {
    return ["Nobody has authorized it yet. A Connect Card, or Authorize on this page, does that."];
  }
  return problemsOf(setupState, setupFindings, `/v1/connections/${id}/test`);
}

/** Why a destination is not connected, and what to do, in words for people; empty for one that is. */
export function destinationProblems({
  id,
  setupStatus,
  setupFindings,
}: DestinationRecord): readonly string[] {
  return problemsOf(setupStatus, setupFindings, `/v1/destinations/${id}/test`);
}

function problemsOf(state: SetupState, findings: SetupFindings | undefined, testPath: string): string[] {
  if (state === "connected") return [];
  const again = `POST ${testPath} runs them`;
  if (findings === undefined && state === "incomplete")
    return [`Its setup tests have not run yet: ${again}.`];
  if (findings === undefined || findings.failed.length === 0) {
    return [`It worked before, and does not any more. Its setup tests may say why: ${again}.`];
  }
  const failed = findings.failed.map(({ title, message = "" }) =>
    message === "" ? `The setup test ${title} failed.` : `The setup test ${title} failed: ${message}`,
  );
  return [...failed, `The setup tests ran at ${findings.testedAt}. Once that is put right, ${again} again.`];
}
