export type SyncBehavior = "CONTINUE" | "BACKFILL" | "CONTINUE_WITH_DATA";

/** A job that moves a connection with its data to another group. */
export interface MoveJobRecord {
  readonly id: string;
  readonly connectionId: string;
  readonly sourceGroupId: string;
  readonly destinationGroupId: string;
  /** With its data, where a record does not say. */
  readonly behavior?: SyncBehavior | undefined;
  readonly status: "PENDING" | "IN_PROGRESS" | "SUCCESS" | "FAILED";
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly errorMessage: string | null;
}
