import type { Salt } from "../privacy/hashing";
import type { Segment } from "../segments/segment";
import type { SegmentFolder } from "../segments/segmentFolder";
import type { SourceTable } from "./table";
import type { TablePlan } from "./tablePlan";

/** How far a table has been read, in the source's own words; it holds no blocked or hashed value. */
export type Position = string;

/** A part of a table. Its rows are committed together with the position behind it. */
export interface Batch {
  readonly segment: Segment;
  /** `rows` are written; `keys` are all keys that exist, of which those not in them have gone. */
  readonly kind: "rows" | "keys";
  readonly position: Position | undefined;
  /** Rows of the table of errors (`sync/rejectedRows.ts`): records that could not become rows. They are committed before the batch. */
  readonly rejected?: Segment | undefined;
}

export interface ReadRequest {
  readonly plan: TablePlan;
  /** Behind the last batch that was committed; undefined for the first read and for each full one. */
  readonly position: Position | undefined;
  readonly salt: Salt;
  /** Where segments are staged. */
  readonly folder: SegmentFolder;
  readonly signal: AbortSignal;
  /**
   * Changes the destination's table for columns that have come, or become wider, since the table was discovered. Batches before it are
   * written. Returns the plan of the batches that follow.
   *
   * @throws EngineError where the policy stops the table
   */
  readonly replan: (table: SourceTable) => Promise<TablePlan>;
}

/**
 * A system that data is read from. A segment of it holds the planned columns in the plan's order, hashed and without blocked ones, in
 * the canonical text of their types (`types/canonicalText.ts`).
 */
export interface Source {
  /** The tables that are there now, with their columns. */
  discover(signal: AbortSignal): Promise<readonly SourceTable[]>;
  /** Reads one table, in whole rows. A segment belongs to the reader of the batch, who removes it. */
  read(request: ReadRequest): AsyncIterable<Batch>;
  /** What was read up to `position` is committed: the source may forget it. Most sources have nothing to do. */
  acknowledge(plan: TablePlan, position: Position | undefined): Promise<void>;
  /** Whether a full read returns a key at most once. Where it does not, the last row of a key stands. */
  readonly keysAreUnique: boolean;
  close(): Promise<void>;
}
