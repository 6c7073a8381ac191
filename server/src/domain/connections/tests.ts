import type { ConnectionRecord } from "../../records/account";
import type { SetupTest } from "../../records/setupTests";
import type { Trust } from "../../records/trust";
import type { Account } from "../account";
import { findingsOf, setupStateAfter, testConnection, trustConnectionHost } from "../trust/setupTests";
import { announce } from "../webhooks/announce";
import { putConnection } from "./connections";

export interface TestedConnection {
  readonly connection: ConnectionRecord;
  /** Undefined when no tests ran. */
  readonly tests?: readonly SetupTest[] | undefined;
}

/**
 * Runs the setup tests of a connection, new or changed, and keeps it with the state they leave.
 *
 * @param trusting what its host shows is trusted first, of these kinds
 * @param found what the setup tests of the real thing, or of its own code, came to, where its data is really moved
 */
export function testAndKeep(
  account: Account,
  subject: ConnectionRecord,
  trusting: readonly Trust[] = [],
  found?: readonly SetupTest[],
): TestedConnection {
  trustConnectionHost(account, subject, trusting);
  const tests = testConnection(account, subject, found);
  const setupState = setupStateAfter(tests, subject.setupState);
  const connection = putConnection(account, {
    ...subject,
    setupState,
    setupFindings: findingsOf(account, tests),
  });
  announce(account, {
    event: setupState === "connected" ? "connection_successful" : "connection_failure",
    connectionId: connection.id,
    groupId: connection.groupId,
    data: { status: setupState },
  });
  return { connection, tests };
}

/** A person authorizes a connection in a browser, which is tested at once. */
export function authorize(account: Account, connection: ConnectionRecord): void {
  testAndKeep(account, { ...connection, authorized: true });
}
