import type { Account } from "../domain/account";
import { syncIdOf, syncsOf } from "../domain/syncs/history";
import { dismissWarnings, RESYNC_WARNING } from "../domain/syncs/warnings";
import { errors } from "../errors";
import { messages } from "../messages";
import type { ConnectionRecord } from "../records/account";
import type { Alert, SyncRecord, SyncStatus } from "../records/syncs";
import { connectionOf } from "./find";
import { type Operation, operation, pageSource } from "./operation";
import { inDestination, schemaInDestination } from "./schemaConfigView";

const said = messages.syncHistory;

const HOUR_MS = 60 * 60 * 1000;
const LONGEST_MS = 7 * 24 * HOUR_MS;

/** What the past syncs of a connection came to, and what they warn of. */
export const syncHistory: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/connections/{connectionId}/sync-history",
    run: (account, { params, query }) => {
      const { id } = connectionOf(account, params.connectionId);
      const { fromMs, toMs } = windowOf(account, query);
      // That a sync counts by its start, and the newest comes first, is UNPROVEN.
      const found = syncsOf(account, id).filter(({ startedAt }) => {
        const startMs = Date.parse(startedAt);
        return startMs >= fromMs && startMs <= toMs;
      });
      return { message: said.listed, pages: pageSource(found, syncView) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/connections/{connectionId}/warnings",
    run: (account, { params }) => ({
      message: said.warnings,
      data: { items: warningsByTable(connectionOf(account, params.connectionId)) },
    }),
  }),
  operation({
    method: "DELETE",
    path: "/v1/connections/{connectionId}/warnings/{warningType}",
    run: (account, { params }) => {
      const connection = connectionOf(account, params.connectionId);
      if (!dismissWarnings(account, connection, params.warningType))
        throw errors.notFound(said.unknownWarning(params.warningType));
      return { message: said.dismissed(params.warningType, connection.id) };
    },
  }),
];

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** `duration`, which the document calls deprecated without a unit, is not looked at. */
function windowOf(
  account: Account,
  { start_time: startText, end_time: endText }: Readonly<Record<string, string>>,
): Window {
  const now = account.clock.now();
  const start = startText === undefined ? undefined : timeIn("start_time", startText);
  const end = endText === undefined ? undefined : timeIn("end_time", endText);
  const toMs = end ?? (start === undefined ? now : start + HOUR_MS);
  const fromMs = start ?? toMs - HOUR_MS;
  if (fromMs >= toMs) throw errors.invalidInput(said.endsBeforeStart);
  if (toMs - fromMs > LONGEST_MS) throw errors.invalidInput(said.tooLong);
  if (start !== undefined && now - start > LONGEST_MS) throw errors.invalidInput(said.tooOld);
  return { fromMs, toMs };
}

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

function timeIn(name: string, text: string): number {
  const time = ISO.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw errors.invalidInput(messages.fieldInvalid(name));
  return time;
}

/** What the document calls a sync that still runs is UNPROVEN. */
const STATUS: Readonly<Record<SyncStatus, string>> = {
  RUNNING: "INCOMPLETE",
  SUCCESSFUL: "COMPLETED",
  FAILED: "FAILURE",
  CANCELED: "CANCELED",
  RESCHEDULED: "RESCHEDULED",
};

const BYTES_OF_A_MEGABYTE = 1_000_000;

/** Of each stage how much it has handled, in MB; null where no data was really moved. */
function stagesOf({ bytes }: SyncRecord): unknown {
  const volume = bytes === undefined ? null : bytes / BYTES_OF_A_MEGABYTE;
  return { extract: { volume }, process: { volume }, load: { volume } };
}

function syncView(sync: SyncRecord): unknown {
  return {
    sync_id: syncIdOf(sync),
    start: sync.startedAt,
    end: sync.endedAt,
    status: STATUS[sync.status],
    reason: sync.reason,
    stages: stagesOf(sync),
  };
}

/** Those of one table together, in the order of their first. */
function warningsByTable(connection: ConnectionRecord): unknown[] {
  const byTable = new Map<string, Alert[]>();
  for (const warning of allWarnings(connection)) {
    const table = JSON.stringify([warning.schema, warning.table]);
    byTable.set(table, [...(byTable.get(table) ?? []), warning]);
  }
  return [...byTable.values()].map((warnings) => ({
    schema: warnings[0]?.schema,
    table: warnings[0]?.table,
    warnings: warnings.map(({ code, message, details, createdAt }) => ({
      code,
      message,
      error_message: details,
      created_at: createdAt ?? connection.createdAt,
    })),
  }));
}

function allWarnings(connection: ConnectionRecord): readonly Alert[] {
  const { warnings, resyncTables = {}, resyncWarnedAt: createdAt } = connection;
  if (createdAt === undefined) return warnings;
  const ofTables = Object.entries(resyncTables).flatMap(([schema, tables]) =>
    tables.map((table) => ({
      code: RESYNC_WARNING,
      message: "Resync Table Warning",
      schema: schemaInDestination(connection, schema),
      table: inDestination(connection, table),
      createdAt,
    })),
  );
  return [...warnings, ...ofTables];
}
