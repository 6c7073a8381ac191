import { createHash } from "node:crypto";
import type { SyncRecord } from "../../records/syncs";
import type { SyncedTable } from "../../syncExecutor";
import type { Account } from "../account";

/** The maximum number of syncs that are kept of a connection. */
const KEPT = 50;

/** The last syncs of a connection, newest first. */
export function syncsOf(account: Account, connectionId: string): SyncRecord[] {
  const last = account.state.get("connections", connectionId)?.syncCount ?? 0;
  const found: SyncRecord[] = [];
  for (let number = last; number > Math.max(last - KEPT, 0); number--) {
    const sync = account.state.get("syncs", keyOf(connectionId, number));
    if (sync !== undefined) found.push(sync);
  }
  return found;
}

/** Each replaces the one that came that number of syncs before it. */
export function keepSync(account: Account, sync: SyncRecord): void {
  account.state.put("syncs", keyOf(sync.connectionId, sync.number), sync);
}

export function syncOf(account: Account, connectionId: string, number: number): SyncRecord | undefined {
  return account.state.get("syncs", keyOf(connectionId, number));
}

/** What a sync has moved in all. */
export function sumsOf(tables: readonly SyncedTable[]): { readonly rows: number; readonly bytes: number } {
  return {
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    bytes: tables.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

export function forgetSyncs(account: Account, connectionId: string): void {
  for (let number = 0; number < KEPT; number++) account.state.remove("syncs", keyOf(connectionId, number));
}

/** What events call a sync, in the form of a UUID. It follows from its number, so that it needs no place. */
export function syncIdOf({ connectionId, number }: Pick<SyncRecord, "connectionId" | "number">): string {
  const hex = createHash("sha256").update(`${connectionId}/${number}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

function keyOf(connectionId: string, number: number): string {
  return `${connectionId}/${number % KEPT}`;
}
