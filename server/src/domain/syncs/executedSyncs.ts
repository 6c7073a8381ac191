import { namingOf } from "../../facts/services";
import type { ConnectionRecord, DestinationRecord } from "../../records/account";
import type { DiscoveryRecord, SchemaChoices } from "../../records/schemaConfig";
import type { SourceShape } from "../../records/sourceShape";
import type { RunningSync } from "../../records/syncs";
import type { ExecutedConnection, ExecutedDestination, ExecutedEnd, ExecutedSync } from "../../syncExecutor";
import type { Account } from "../account";
import { putConnection } from "../connections/connections";
import { given } from "../given";
import { discoverSource } from "../schemas/discovery";
import { entry, isEnabled } from "../schemas/schemaConfig";
import { addShape } from "../schemas/sourceShape";
import { withoutSeals } from "../seal";
import { type CodeAccess, executedCode } from "./executedCode";
import { keepSync, sumsOf, syncOf } from "./history";
import { endSync } from "./syncs";

export type { CodeAccess } from "./executedCode";

/**
 * A connection as its executor is told of it.
 *
 * @param code how its own code is reached, where the server lets such code run
 */
export function executedConnection(
  account: Account,
  connection: ConnectionRecord,
  code?: CodeAccess,
): ExecutedConnection {
  const { id, service, groupId, schema, config } = connection;
  const destination = account.state.get("destinations", groupId);
  return {
    id,
    service,
    groupId,
    schema,
    groupName: groupName(account, groupId),
    isPrefix: namingOf(service) === "schemaPrefix",
    destinationService: destination?.service,
    config: withoutSeals(config),
    destinationConfig: withoutSeals(destination?.config ?? {}),
    code: code === undefined ? undefined : executedCode(account, connection, code),
  };
}

/** A destination as its executor is told of it. */
export function executedDestination(
  account: Account,
  { id, service, config }: DestinationRecord,
): ExecutedDestination {
  return { id, service, groupName: groupName(account, id), config: withoutSeals(config) };
}

function groupName(account: Account, groupId: string): string {
  return account.state.get("groups", groupId)?.name ?? groupId;
}

/** A running sync as its executor is to do it. */
export function executedSync(
  account: Account,
  connection: ConnectionRecord,
  number: number,
  code?: CodeAccess,
): ExecutedSync {
  const config = account.state.get("schemaConfigs", connection.id);
  const discovery = account.state.get("discoveries", connection.id);
  return {
    connection: executedConnection(account, connection, code),
    number,
    naming: connection.destinationSchemaNames ?? "FIVETRAN_NAMING",
    resync: connection.isHistoricalSync && number > 1 ? "all" : connection.resyncTables,
    drops: config?.drops ?? [],
    handling: config?.schemaChangeHandling ?? "ALLOW_ALL",
    schemas: effectiveChoices(config?.schemas ?? {}, discovery),
  };
}

/** The executor has looked at the source: what is new in it is decided about before anything is moved. */
export function discoverExecuted(account: Account, id: string, shape: SourceShape): SchemaChoices {
  const connection = account.state.get("connections", id);
  if (connection === undefined) return {};
  addShape(account, { connectionId: id }, shape);
  const { schemas } = discoverSource(account, connection);
  return effectiveChoices(schemas, account.state.get("discoveries", id));
}

/** Every element with what holds for it now. */
function effectiveChoices(choices: SchemaChoices, discovery: DiscoveryRecord | undefined): SchemaChoices {
  if (discovery === undefined) return choices;
  return mapEntries(discovery.schemas, (found, schemaName) => {
    const schema = entry(choices, schemaName);
    return {
      enabled: isEnabled(schema, found),
      tables: mapEntries(found.tables, (foundTable, tableName) => {
        const table = entry(schema?.tables, tableName);
        return {
          enabled: isEnabled(table, foundTable),
          syncMode: table?.syncMode ?? foundTable.syncMode,
          rowFilter: table?.rowFilter,
          columns: mapEntries(foundTable.columns, (foundColumn, columnName) => {
            const column = entry(table?.columns, columnName);
            const isPrimaryKey = column?.isPrimaryKey;
            return { hashed: column?.hashed, isPrimaryKey, enabled: isEnabled(column, foundColumn) };
          }),
        };
      }),
    };
  });
}

function mapEntries<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}

/** The data has been moved, or not: the running sync ends with that. One that was stopped meanwhile has ended already. */
export function endExecutedSync(account: Account, id: string, number: number, end: ExecutedEnd): void {
  const connection = account.state.get("connections", id);
  const running = connection?.runningSync;
  if (connection === undefined || running?.number !== number) return;
  if (end.shape !== undefined) addShape(account, { connectionId: id }, end.shape);
  const { reason, details } = end;
  const rule: RunningSync["rule"] = {
    outcome: end.outcome,
    reason,
    state: end.state,
    tasks:
      end.outcome === "FAILED"
        ? [{ code: "sync_failed", message: reason ?? "The sync has failed.", ...given({ details }) }]
        : [],
    warnings: (end.warnings ?? []).map((message) => ({ code: "connector_warning", message })),
  };
  const sync = syncOf(account, id, number);
  if (sync !== undefined)
    keepSync(account, {
      ...sync,
      ...sumsOf(end.tables),
      tables: end.tables,
    });
  putConnection(account, { ...connection, runningSync: { ...running, rule } });
  endSync(account, id);
}
