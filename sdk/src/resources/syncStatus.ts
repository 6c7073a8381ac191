import type { Connection, SyncStatus } from "./connections.types";

/** What of a connection is about its syncs. */
const SYNC_STATUS: readonly (keyof SyncStatus)[] = [
  "id",
  "paused",
  "status",
  "succeededAt",
  "failedAt",
  "syncFrequency",
  "scheduleType",
  "dailySyncTime",
  "schedule",
];

/** The part of a connection that is about its syncs. */
export function syncStatusOf(connection: Connection): SyncStatus {
  const said = SYNC_STATUS.filter((name) => connection[name] !== undefined);
  // Each name with its own value; the id is always there.
  return Object.fromEntries(said.map((name) => [name, connection[name]])) as unknown as SyncStatus;
}
