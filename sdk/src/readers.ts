import type { ConnectionSummary, SyncState } from "./resources/connections.types";

/** Whether a sync of the connection runs now. */
export function isSyncing(connection: Pick<ConnectionSummary, "status">): boolean {
  return connection.status?.syncState === "syncing";
}

/** Whether the connection is paused: no sync starts. One that is being stopped may still run. */
export function isPaused(connection: Pick<ConnectionSummary, "paused">): boolean {
  return connection.paused === true;
}

/** What the connection's sync is doing; undefined where Fivetran does not say. */
export function syncStateOf(connection: Pick<ConnectionSummary, "status">): SyncState | undefined {
  return connection.status?.syncState;
}

/** When a sync of the connection last ended well; undefined when none has. */
export function lastSuccessOf(connection: Pick<ConnectionSummary, "succeededAt">): Date | undefined {
  return timeOf(connection.succeededAt);
}

/** When a sync of the connection last failed; undefined when none has. */
export function lastFailureOf(connection: Pick<ConnectionSummary, "failedAt">): Date | undefined {
  return timeOf(connection.failedAt);
}

/** Whether the sync that ended last failed. */
export function hasFailed(connection: Pick<ConnectionSummary, "succeededAt" | "failedAt">): boolean {
  const failure = lastFailureOf(connection);
  const success = lastSuccessOf(connection);
  return failure !== undefined && (success === undefined || failure > success);
}

/** When a sync that was put off is tried again; undefined when none was. */
export function rescheduledTimeOf(connection: Pick<ConnectionSummary, "status">): Date | undefined {
  return timeOf(connection.status?.rescheduledFor);
}

function timeOf(text: string | null | undefined): Date | undefined {
  if (typeof text !== "string") return undefined;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
