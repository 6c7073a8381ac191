import type { Account } from "./account";
import { discoverSource } from "./discovery";
import type { ConnectionRecord } from "./records";

/**
 * Syncs take `syncDurationMs` of the account on the server's clock. Nothing ticks: a sync that is over is ended before the next
 * request is looked at. Schedules do not fire in this version; only triggered syncs run.
 */
export function startSync(account: Account, connection: ConnectionRecord): void {
  const syncEndsAtMs = account.clock.now() + account.settings.syncDurationMs;
  const running: ConnectionRecord = { ...connection, syncEndsAtMs, rescheduledFor: undefined };
  account.state.put("connections", connection.id, running);
  account.syncing.add(connection.id);
  if (account.settings.syncDurationMs === 0) endSync(account, running);
}

/** Ends every sync whose time has come. */
export function settleSyncs(account: Account): void {
  for (const id of account.syncing) {
    const connection = account.state.get("connections", id);
    if (connection?.syncEndsAtMs === undefined) account.syncing.delete(id);
    else if (connection.syncEndsAtMs <= account.clock.now())
      account.state.transaction(() => endSync(account, connection));
  }
}

function endSync(account: Account, connection: ConnectionRecord): void {
  account.syncing.delete(connection.id);
  discoverSource(account, connection);
  account.state.put("connections", connection.id, {
    ...connection,
    syncEndsAtMs: undefined,
    isHistoricalSync: false,
    succeededAt: account.clock.timestamp(),
  });
}
