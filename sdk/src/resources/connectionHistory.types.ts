/** How a sync ended. Known today; Fivetran may add others. */
export type SyncResult =
  | "COMPLETED"
  | "FAILURE"
  | "CANCELED"
  | "INCOMPLETE"
  | "RESCHEDULED"
  | "PAUSED"
  | (string & {});

/** One sync of a connection. */
export interface SyncHistoryEntry {
  syncId: string;

  /** ISO 8601, in UTC; null for a sync that has not started. */
  start?: string | null;

  /** ISO 8601, in UTC; null while it runs. */
  end?: string | null;
  status?: SyncResult;

  /** Why it did not complete. */
  reason?: string;
  stages?: SyncStages;
}

/** How much data went through each stage of a sync. */
export interface SyncStages {
  /** What was read from the source. */
  extract?: SyncStage;

  /** What was prepared for loading. */
  process?: SyncStage;

  /** What was written to the destination. */
  load?: SyncStage;
}

/** One stage of a sync. */
export interface SyncStage {
  /** Megabytes; null where Fivetran did not count. */
  volume?: number | null;
}

/** Which syncs are asked for: those within a window of at most 7 days that begins at most 7 days ago. */
export interface SyncHistoryWindow {
  /** A date, or ISO 8601 text such as `2026-01-01T00:00:00Z`. @default an hour before `endTime` */
  startTime?: Date | string;

  /** A date, or ISO 8601 text. @default an hour after `startTime`; without both, now */
  endTime?: Date | string;
}

/** What is wrong with one table of a connection, or with the connection. */
export interface TableWarnings {
  /** Schema in the destination; absent where the warnings are about no table. */
  schema?: string;

  /** Table in the destination; absent where the warnings are about no table. */
  table?: string;
  warnings?: TableWarning[];
}

/** One warning about a connection. */
export interface TableWarning {
  /** The type by which `dismissWarnings` names it, such as `resync_table_warning`. */
  code?: string;
  message?: string;
  errorMessage?: string;

  /** RFC 3339, in UTC. */
  createdAt?: string;
}
