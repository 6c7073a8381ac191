import { formatTable } from "../contract/table";
import { EngineError } from "../errors";
import type { SyncResult } from "../sync/runSync";
import type { SyncRecord } from "./connectorFolder";

/** How one try of a sync ended. */
export interface Outcome {
  readonly result: SyncResult;
  readonly error: Error | undefined;
}

/** When and how often a sync was tried. */
export interface SyncAttempt {
  readonly sync: number;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly ended: number;
  readonly tries: number;
  readonly canceled: boolean;
}

/** What the history keeps of a sync. */
export function recordOf(about: SyncAttempt, { result, error }: Outcome): SyncRecord {
  const sum = (pick: (table: SyncResult["tables"][number]) => number): number =>
    result.tables.reduce((total, table) => total + pick(table), 0);
  return {
    sync: about.sync,
    startedAt: new Date(about.started).toISOString(),
    endedAt: new Date(about.ended).toISOString(),
    status: error === undefined ? "SUCCESSFUL" : about.canceled ? "CANCELED" : "FAILED",
    tries: about.tries,
    rows: sum(({ rows }) => rows),
    deleted: sum(({ deleted }) => deleted),
    bytes: sum(({ bytes }) => bytes),
    durationMs: about.ended - about.started,
    tables: result.tables.map((table) => ({
      table: formatTable(table.table),
      rows: table.rows,
      deleted: table.deleted,
      bytes: table.bytes,
      durationMs: table.milliseconds,
      ...(table.rejected === 0 ? {} : { rejected: table.rejected }),
      ...(table.error === undefined ? {} : { error: table.error.message }),
    })),
    ...(error === undefined ? {} : { error: error.message }),
  };
}

/** The error of a sync whose tables have failed, all of them in one. */
export function failureOf({ tables }: SyncResult): Error | undefined {
  const failed = tables.flatMap(({ error }) => (error === undefined ? [] : [error]));
  if (failed.length < 2) return failed[0];
  return new EngineError(
    `${failed.length} tables have failed:\n${failed.map(({ message }) => `- ${message}`).join("\n")}`,
  );
}
