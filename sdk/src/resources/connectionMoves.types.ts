/**
 * What a moved connection does with data: `CONTINUE` keeps its cursor, `BACKFILL` loads all history again, and
 * `CONTINUE_WITH_DATA` also moves what is loaded, from Snowflake's own tables to a lakehouse only.
 */
export type SyncBehavior = "CONTINUE" | "BACKFILL" | "CONTINUE_WITH_DATA" | (string & {});

/** Where a connection is to be moved, and how. */
export interface ConnectionMoveOptions {
  /** The group to move it to. */
  destinationGroupId: string;

  /** Fivetran does not document what holds without it: say it. */
  syncBehavior?: SyncBehavior;

  /**
   * Says that everything was prepared for a connection whose credentials belong to its group, such as an AWS external
   * id or the group's service account. Fivetran refuses to move such a connection without it.
   */
  forceMove?: boolean;
}

/** A move that was done, or has begun. */
export interface ConnectionMove {
  connectionId?: string;
  sourceGroupId?: string;
  destinationGroupId?: string;
  syncBehavior?: SyncBehavior;

  /** RFC 3339, in UTC; null while a job does it. */
  movedAt?: string | null;

  /** What `connectionMoves.retrieve` takes; only with `CONTINUE_WITH_DATA`. */
  jobId?: string;
}

/** States known today; Fivetran may add others. */
export type MoveJobStatus = "PENDING" | "IN_PROGRESS" | "SUCCESS" | "FAILED" | (string & {});

/** A job that moves a connection with its data. */
export interface ConnectionMoveJob {
  id: string;
  status?: MoveJobStatus;
  connectionId?: string;
  sourceGroupId?: string;
  destinationGroupId?: string;

  /** RFC 3339, in UTC. */
  createdAt?: string;

  /** RFC 3339, in UTC; null before it has started. */
  startedAt?: string | null;

  /** RFC 3339, in UTC; null before it has ended. */
  completedAt?: string | null;

  /** Null where it did not fail. */
  errorMessage?: string | null;
}
