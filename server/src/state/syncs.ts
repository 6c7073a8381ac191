import type { Account } from "./account";
import { discoverSource } from "./discovery";
import type { ConnectionRecord } from "./records";

/** Syncs take `syncDurationMs` of the account on the server's clock. Schedules do not fire in this version; only triggered syncs run. */
export function startSync(account: Account, connection: ConnectionRecord): void {
  const syncEndsAtMs = account.clock.now() + account.settings.syncDurationMs;
  const running: ConnectionRecord = { ...connection, syncEndsAtMs, rescheduledFor: undefined };
  account.state.put("connections", connection.id, running);
  if (account.settings.syncDurationMs === 0) endSync(account, connection.id);
  else account.agenda.plan("syncEnd", connection.id, syncEndsAtMs);
}

export function endSync(account: Account, id: string): void {
  const connection = account.state.get("connections", id);
  if (connection?.syncEndsAtMs === undefined) return;
  discoverSource(account, connection);
  account.state.put("connections", connection.id, {
    ...connection,
    syncEndsAtMs: undefined,
    isHistoricalSync: false,
    succeededAt: account.clock.timestamp(),
  });
}
