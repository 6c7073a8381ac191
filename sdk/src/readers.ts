import type { ConnectionSummary, SyncState } from "./resources/connections.types";

/** Whether a sync of the connection runs now. */
export function isSyncing(connection: Pick<ConnectionSummary, "status">): boolean {
  return connection.status.syncState === "syncing";
}

/** Whether the connection is paused: no sync starts. One that is being stopped may still run. */
export function isPaused(connection: Pick<ConnectionSummary, "paused">): boolean {
  return connection.paused;
}

/** What the connection's sync is doing. */
export function syncStateOf(connection: Pick<ConnectionSummary, "status">): SyncState {
  return connection.status.syncState;
}

/** When a sync of the connection last ended well; undefined when none has. */
export function lastSuccessOf(connection: Pick<ConnectionSummary, "succeededAt">): Date | undefined {
  if (typeof connection.succeededAt !== "string") return undefined;
  const time = new Date(connection.succeededAt);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
