import type { Commit, DestinationTable, TableState } from "../contract/destination";
import type { Batch } from "../contract/source";
import { type DestinationColumn, formatTable, type SourceTable } from "../contract/table";
import type { TablePlan } from "../contract/tablePlan";
import { EngineError } from "../errors";
import { evolve, type SchemaChange } from "../plan/evolve";
import type { PlannedTable, SyncJob } from "./job";
import { writeRejected } from "./rejectedRows";

const NEW: TableState = { batch: 0, position: undefined, syncedAt: 0, complete: false };

/** What a table's sync has done so far. */
export interface TableCounts {
  rows: number;
  deleted: number;
  bytes: number;
  batches: number;
  /** Records that went into the table of errors. */
  rejected: number;
}

/**
 * Syncs one table. Each batch is committed with the position behind it and the number of the commit, so that a sync which ends anywhere
 * goes on, or begins anew, without a row lost or doubled.
 */
export async function syncTable(
  job: SyncJob,
  planned: PlannedTable,
  existing: DestinationTable | undefined,
  counts: TableCounts,
): Promise<void> {
  const { transform } = planned;
  const output = transform === undefined ? planned.plan : await transform.plan();
  const prepared = await prepareTable(job, { ...planned, plan: output }, existing);
  const writer = new TableWriter(job, prepared, existing?.state ?? NEW, counts);
  // What a transform reads is its own matter; else only what is written is read.
  const plan = transform === undefined ? prepared.plan : planned.plan;
  const batches = job.source.read({
    plan,
    position: plan.mode.kind === "incremental" ? writer.state.position : undefined,
    salt: job.salt,
    folder: job.folder,
    signal: job.signal,
    replan: async (table) => await replan(job, planned, table, writer),
  });
  const rows = takeRejected(job, plan, batches, writer.syncedAt, counts);
  for await (const batch of transform?.run(prepared.plan, rows) ?? rows) {
    job.signal.throwIfAborted();
    await writer.write(batch);
  }
  await writer.finish();
  await job.source.acknowledge(plan, writer.state.position);
}

/** Commits the records of each batch that could not become rows, before its rows: they are not read again once those stand. */
async function* takeRejected(
  job: SyncJob,
  { destination: { schema } }: TablePlan,
  batches: AsyncIterable<Batch>,
  syncedAt: number,
  counts: TableCounts,
): AsyncGenerator<Batch> {
  for await (const batch of batches) {
    if (batch.rejected !== undefined)
      counts.rejected += await writeRejected(job, schema, batch.rejected, syncedAt);
    yield batch;
  }
}

/** The plan for columns that have come while rows were read. */
async function replan(
  job: SyncJob,
  before: PlannedTable,
  table: SourceTable,
  writer: TableWriter,
): Promise<TablePlan> {
  if (before.transform !== undefined)
    throw new EngineError(
      "A column has come, or become wider, while rows were read, and the transform has begun without it.",
      { table },
      "Declare the columns and their types in the source's `columns`.",
    );
  const planned = job.plan(table);
  const { destination } = before.plan;
  const existing = (await job.destination.describe()).find(
    (each) => each.schema === destination.schema && each.table === destination.table,
  );
  if (planned === undefined || existing === undefined)
    throw new EngineError("The table has gone from the destination while rows were read.", { table });
  const prepared = await prepareTable(job, planned, existing);
  writer.goOnWith(prepared);
  return prepared.plan;
}

interface PreparedTable {
  /** With the columns that are moved. */
  readonly plan: TablePlan;
  readonly columns: readonly DestinationColumn[];
  readonly key: readonly string[];
  /** A transform may return a key twice. */
  readonly transformed: boolean;
}

/** Makes the table, or changes its columns as the policy says. */
async function prepareTable(
  job: SyncJob,
  { plan, known, transform }: PlannedTable,
  existing: DestinationTable | undefined,
): Promise<PreparedTable> {
  const key = plan.keyless
    ? ["_fivetran_id"]
    : plan.columns.filter((column) => column.key).map(({ name }) => name);
  if (existing === undefined) {
    const columns = plan.columns.map(({ name, type }) => ({ name, type }));
    await job.destination.create(plan.destination, columns, key);
    tell(job, {
      table: formatTable(plan.source),
      column: "",
      kind: "tableCreated",
      breaking: false,
      action: "applied",
    });
    return { plan, columns, key, transformed: transform !== undefined };
  }
  const evolution = evolve(plan, existing, job.policy, known);
  await job.destination.alter(plan.destination, evolution.alterations);
  for (const change of evolution.changes) tell(job, change);
  return {
    plan: { ...plan, columns: evolution.columns.map((each) => each.planned) },
    columns: evolution.columns.map((each) => each.column),
    key,
    transformed: transform !== undefined,
  };
}

function tell(job: SyncJob, change: SchemaChange): void {
  job.observer.onSchemaChange?.(change);
}

/** Writes the batches of one table, one commit each. */
class TableWriter {
  readonly #job: SyncJob;
  #table: PreparedTable;
  readonly #counts: TableCounts;
  /** Later than that of the sync before, whatever the clock says: what this sync has not written is found by it. */
  readonly syncedAt: number;
  /** Whether no key of this read can be in the table. */
  readonly #inserts: boolean;
  #truncates: boolean;
  state: TableState;

  constructor(job: SyncJob, table: PreparedTable, state: TableState, counts: TableCounts) {
    this.#job = job;
    this.#table = table;
    this.#counts = counts;
    this.state = state;
    this.syncedAt = Math.max(Math.round(job.now() * 1000), state.syncedAt + 1);
    const { plan } = table;
    // What an unfinished first load left is written anew; a load by a cursor goes on instead.
    this.#truncates = !state.complete && state.batch > 0 && plan.mode.kind === "full";
    this.#inserts =
      !state.complete &&
      (state.batch === 0 || this.#truncates) &&
      job.source.keysAreUnique &&
      plan.ownKey &&
      !table.transformed;
  }

  /** The batches that follow have other columns. */
  goOnWith(table: PreparedTable): void {
    this.#table = table;
  }

  async write({ kind, segment, position }: Batch): Promise<void> {
    const action = kind === "keys" ? "sweepKeys" : this.#inserts ? "insert" : "upsert";
    await this.#commit({ action, segment, position, complete: this.state.complete });
    this.#counts.bytes += segment.bytes;
    this.#counts.batches += 1;
    this.#job.folder.remove(segment);
    const { rows, bytes } = this.#counts;
    this.#job.observer.onProgress?.({ table: this.#table.plan.source, rows, bytes });
  }

  /** Behind the last row: what a full read has not seen has gone. */
  async finish(): Promise<void> {
    const { plan } = this.#table;
    const sweeps = plan.mode.kind === "full" && this.state.complete;
    await this.#commit({
      action: sweeps ? "sweepOlder" : "none",
      segment: undefined,
      position: this.state.position,
      complete: true,
    });
  }

  async #commit(
    part: Pick<Commit, "action" | "segment"> & Pick<TableState, "position" | "complete">,
  ): Promise<void> {
    const { plan, columns, key } = this.#table;
    const after: TableState = {
      batch: this.state.batch + 1,
      position: part.position,
      syncedAt: this.syncedAt,
      complete: part.complete,
    };
    const counts = await this.#job.destination.commit({
      table: plan.destination,
      columns,
      key,
      segment: part.segment,
      action: part.action,
      deletes: plan.deletes,
      truncate: this.#truncates,
      before: this.state,
      after,
    });
    this.#truncates = false;
    this.state = after;
    this.#counts.rows += counts.written;
    this.#counts.deleted += counts.deleted;
  }
}
