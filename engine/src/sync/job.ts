import type { Destination } from "../contract/destination";
import type { Batch, Source } from "../contract/source";
import type { SourceTable, TableName } from "../contract/table";
import type { TablePlan } from "../contract/tablePlan";
import type { KnownColumns, SchemaChange, SchemaPolicy } from "../plan/evolve";
import type { Salt } from "../privacy/hashing";
import type { SegmentFolder } from "../segments/segmentFolder";

/** One table's part of a sync. */
export interface TableResult {
  /** At the source. */
  readonly table: TableName;
  readonly destination: TableName | undefined;
  readonly rows: number;
  readonly deleted: number;
  /** Of staged rows. */
  readonly bytes: number;
  readonly batches: number;
  /** Records that went into the table of errors. */
  readonly rejected: number;
  readonly milliseconds: number;
  /** Why the table was not synced to its end. What was committed before stays. */
  readonly error: Error | undefined;
}

/** A transform of one table's rows. */
export interface PlannedTransform {
  /** The plan that rows are written by. */
  readonly plan: () => Promise<TablePlan>;
  readonly run: (output: TablePlan, batches: AsyncIterable<Batch>) => AsyncIterable<Batch>;
}

/** A plan with what it does not say of its table. */
export interface PlannedTable {
  readonly plan: TablePlan;
  readonly known: KnownColumns;
  /** Changes rows between the source and the destination. */
  readonly transform?: PlannedTransform | undefined;
}

/** What a sync tells while it runs. */
export interface SyncObserver {
  readonly onTableStart?: ((table: TableName) => void) | undefined;
  /** After each commit, with the sums of the table so far. */
  readonly onProgress?: ((progress: { table: TableName; rows: number; bytes: number }) => void) | undefined;
  readonly onTableEnd?: ((result: TableResult) => void) | undefined;
  readonly onSchemaChange?: ((change: SchemaChange) => void) | undefined;
}

/** Everything that one sync of one connection needs. */
export interface SyncJob {
  /** Whose sync it is, for traces. */
  readonly connection?: string | undefined;
  readonly source: Source;
  readonly destination: Destination;
  /** A table that is not to be moved has no plan. */
  readonly plan: (table: SourceTable) => PlannedTable | undefined;
  readonly policy: SchemaPolicy;
  readonly salt: Salt;
  readonly folder: SegmentFolder;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly observer: SyncObserver;
}
