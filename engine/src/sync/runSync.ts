import type { DestinationTable } from "../contract/destination";
import type { SourceTable, TableName } from "../contract/table";
import { beginSyncSpans, withSpans } from "../observe/syncSpans";
import type { PlannedTable, SyncJob, TableResult } from "./job";
import { syncTable, type TableCounts } from "./syncTable";

/** What one sync has done, table by table. */
export interface SyncResult {
  readonly tables: readonly TableResult[];
}

/**
 * Syncs all tables of a connection, one after another. A table that fails stops no other; an error of the source or the destination as
 * a whole, and a cancellation, end the sync.
 */
export async function runSync(job: SyncJob): Promise<SyncResult> {
  const spans = await beginSyncSpans(job.connection);
  try {
    const result = await syncTables({ ...job, observer: withSpans(job.observer, spans) });
    spans?.end();
    return result;
  } catch (error) {
    spans?.end(error);
    throw error;
  }
}

async function syncTables(job: SyncJob): Promise<SyncResult> {
  job.folder.clear();
  try {
    const tables = await job.source.discover(job.signal);
    const existing = await job.destination.describe();
    const results: TableResult[] = [];
    for (const table of tables) {
      job.signal.throwIfAborted();
      const result = await syncOne(job, table, existing);
      if (result !== undefined) results.push(result);
    }
    return { tables: results };
  } finally {
    job.folder.clear();
  }
}

async function syncOne(
  job: SyncJob,
  table: SourceTable,
  existing: readonly DestinationTable[],
): Promise<TableResult | undefined> {
  const counts: TableCounts = { rows: 0, deleted: 0, bytes: 0, batches: 0, rejected: 0 };
  const started = job.now();
  let planned: PlannedTable | undefined;
  let error: Error | undefined;
  try {
    planned = job.plan(table);
    if (planned === undefined) return undefined;
    job.observer.onTableStart?.(table);
    await syncTable(job, planned, tableNamed(existing, planned.plan.destination), counts);
  } catch (reason) {
    job.signal.throwIfAborted();
    error = reason instanceof Error ? reason : new Error(String(reason));
  }
  const result: TableResult = {
    table: { schema: table.schema, table: table.table },
    destination: planned?.plan.destination,
    ...counts,
    milliseconds: job.now() - started,
    error,
  };
  job.observer.onTableEnd?.(result);
  return result;
}

function tableNamed(tables: readonly DestinationTable[], wanted: TableName): DestinationTable | undefined {
  return tables.find(({ schema, table }) => schema === wanted.schema && table === wanted.table);
}
