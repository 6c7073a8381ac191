import type { DestinationRecord } from "../records/account";
import type { SetupTest } from "../records/setupTests";
import type { Trust } from "../records/trust";
import type { Account } from "./account";
import { putDestination } from "./destinations";
import { findingsOf, setupStateAfter, testDestination, trustDestinationHost } from "./trust/setupTests";

/**
 * Runs the setup tests of a destination, new or changed, and keeps it with the state they leave.
 *
 * @param trusting what its host shows is trusted first, of these kinds
 * @param found what the setup tests of the real thing came to, where data is really moved
 */
export function testDestinationAndKeep(
  account: Account,
  subject: DestinationRecord,
  trusting: readonly Trust[],
  found: readonly SetupTest[] | undefined,
): { readonly destination: DestinationRecord; readonly tests: readonly SetupTest[] } {
  trustDestinationHost(account, subject, trusting);
  const tests = testDestination(account, subject, found);
  const destination = putDestination(account, {
    ...subject,
    setupStatus: setupStateAfter(tests, subject.setupStatus),
    setupFindings: findingsOf(account, tests),
  });
  return { destination, tests };
}
