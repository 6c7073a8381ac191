import type { ConnectionRecord, TablesBySchema } from "../../records/account";
import type { Account } from "../account";
import { putConnection } from "../connections/connections";
import { hasState } from "../services";
import { announce } from "../webhooks/announce";
import { canSync } from "./schedule";
import { startSync } from "./syncs";

/**
 * Reads the history of these tables again, or of everything, which also begins a cursor state anew (UNPROVEN). Starts at once, or,
 * for a connection that cannot sync now, when it can.
 */
export function resync(
  account: Account,
  connection: ConnectionRecord,
  tables: TablesBySchema | undefined,
): ConnectionRecord {
  tell(account, connection, tables);
  const marked: ConnectionRecord = {
    ...connection,
    ...(tables === undefined
      ? {
          isHistoricalSync: true,
          resyncTables: undefined,
          resyncWarnedAt: undefined,
          ...(hasState(connection.service) ? { state: {}, stateIsCommitted: undefined } : {}),
        }
      : {
          resyncTables: mergeTables(connection.resyncTables ?? {}, tables),
          resyncWarnedAt: account.clock.timestamp(),
        }),
    isResyncDue: true,
  };
  return canSync(marked) ? startSync(account, marked) : putConnection(account, marked);
}

function tell(
  account: Account,
  { id: connectionId, groupId }: ConnectionRecord,
  tables: TablesBySchema | undefined,
): void {
  if (tables === undefined) {
    announce(account, { event: "resync_connector", connectionId, groupId });
    return;
  }
  for (const [schema, names] of Object.entries(tables)) {
    for (const table of names) {
      announce(account, { event: "resync_table", connectionId, groupId, data: { schema, table } });
    }
  }
}

function mergeTables(before: TablesBySchema, added: TablesBySchema): TablesBySchema {
  const schemas = new Set([...Object.keys(before), ...Object.keys(added)]);
  const tablesOf = (tables: TablesBySchema, schema: string): readonly string[] =>
    Object.hasOwn(tables, schema) ? (tables[schema] ?? []) : [];
  return Object.fromEntries(
    [...schemas].map((schema) => [
      schema,
      [...new Set([...tablesOf(before, schema), ...tablesOf(added, schema)])],
    ]),
  );
}
