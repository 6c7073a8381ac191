import type { Segment } from "../segments/segment";
import type { ColumnType } from "../types/columnType";
import type { Position } from "./source";
import type { DestinationColumn, TableName } from "./table";

/** How far a table has been written. It is kept in the destination, and changes only together with rows. */
export interface TableState {
  /** Number of the last commit of this table, from 1; 0 before the first. */
  readonly batch: number;
  readonly position: Position | undefined;
  /** `_fivetran_synced` of the newest sync, in microseconds since 1970; 0 before the first. */
  readonly syncedAt: number;
  /** Whether a sync of this table has ended. Until then the next one begins anew. */
  readonly complete: boolean;
}

/** A table that the engine made in a destination. */
export interface DestinationTable extends TableName {
  /** Without system columns. */
  readonly columns: readonly DestinationColumn[];
  /** The columns of the key; `["_fivetran_id"]` without one. */
  readonly key: readonly string[];
  readonly state: TableState;
}

/** A change of a table's columns. Columns are added and widened, never removed or narrowed, unless the program says so. */
export type Alteration =
  | { readonly kind: "add"; readonly column: DestinationColumn }
  | { readonly kind: "widen"; readonly name: string; readonly from: ColumnType; readonly to: ColumnType }
  | { readonly kind: "drop"; readonly name: string };

/** What one commit does, all of it or nothing. */
export interface Commit {
  readonly table: TableName;
  readonly columns: readonly DestinationColumn[];
  readonly key: readonly string[];
  /** Of the segment's rows; undefined for a commit without rows. */
  readonly segment: Segment | undefined;
  /**
   * `upsert`: each row replaces the row of its key; the last of a key stands. `insert`: the same where no key can be there yet.
   * `sweepKeys`: rows whose key is not in the segment have gone. `sweepOlder`: rows that this sync has not written have gone.
   */
  readonly action: "upsert" | "insert" | "sweepKeys" | "sweepOlder" | "none";
  readonly deletes: "soft" | "live";
  /** Whether the table is emptied first: what an unfinished first load left. */
  readonly truncate: boolean;
  readonly before: TableState;
  readonly after: TableState;
}

/** Rows that a commit wrote, and that it found to have gone. */
export interface CommitCounts {
  readonly written: number;
  readonly deleted: number;
}

/**
 * A system that data is written to. It changes only tables that the engine made for this connection, which stand in its own state;
 * `create` of a table that is there already is an error.
 */
export interface Destination {
  /** The tables of this connection. */
  describe(): Promise<readonly DestinationTable[]>;
  create(table: TableName, columns: readonly DestinationColumn[], key: readonly string[]): Promise<void>;
  alter(table: TableName, alterations: readonly Alteration[]): Promise<void>;
  /** Removes all rows, and forgets how far the table was read. */
  truncate(table: TableName): Promise<void>;
  /** @throws StateMovedError where `before` is not what the destination has: another engine is at work */
  commit(commit: Commit): Promise<CommitCounts>;
  /** Ends what is going on, and lets others have the destination. */
  close(): Promise<void>;
}
