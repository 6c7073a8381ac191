import { currentColumn } from "../domain/schemas/discoverSchemas";
import { entry, isEnabled } from "../domain/schemas/schemaConfig";
import { namingOf } from "../facts/services";
import type { ConnectionRecord, SchemaConfigRecord } from "../records/account";
import type {
  ColumnChoice,
  DiscoveredColumn,
  DiscoveredTable,
  DiscoveryRecord,
  SchemaChangeHandling,
  SchemaChoice,
  TableChoice,
} from "../records/schemaConfig";
import type { Lock, TableShape } from "../records/sourceShape";

/** The state of a pre-created element until the source is read. */
const UNREAD_TABLE: DiscoveredTable = {
  enabled: true,
  supportsColumnsConfig: true,
  supportsHistoryMode: true,
  columns: {},
};
const UNREAD_COLUMN: DiscoveredColumn = { enabled: true };

/** The whole schema config: every known schema and table, and of the columns those that a user ever set. */
export function schemaConfigView(
  connection: ConnectionRecord,
  config: SchemaConfigRecord,
  discovery: DiscoveryRecord | undefined,
): Record<string, unknown> {
  const names = Object.keys(discovery === undefined ? config.schemas : discovery.schemas);
  return {
    enable_new_by_default: config.schemaChangeHandling === "ALLOW_ALL",
    schema_change_handling: config.schemaChangeHandling,
    schemas: Object.fromEntries(
      names.map((name) => [name, schemaView(connection, name, entry(config.schemas, name), discovery)]),
    ),
  };
}

function schemaView(
  connection: ConnectionRecord,
  name: string,
  choice: SchemaChoice | undefined,
  discovery: DiscoveryRecord | undefined,
): unknown {
  const found = entry(discovery?.schemas, name);
  const tables = Object.keys(found === undefined ? (choice?.tables ?? {}) : found.tables);
  return {
    name_in_destination: schemaInDestination(connection, name),
    enabled: choice?.enabled ?? found?.enabled ?? true,
    tables: Object.fromEntries(
      tables.map((table) => [
        table,
        tableView(table, entry(choice?.tables, table), entry(found?.tables, table) ?? UNREAD_TABLE),
      ]),
    ),
  };
}

function tableView(name: string, choice: TableChoice | undefined, found: DiscoveredTable): unknown {
  const columns = Object.entries(choice?.columns ?? {});
  return {
    name_in_destination: inDestination(name),
    enabled: isEnabled(choice, found),
    enabled_patch_settings: patchSettings(found.lock),
    supports_columns_config: found.supportsColumnsConfig,
    supports_history_mode: found.supportsHistoryMode,
    sync_mode: choice?.syncMode ?? found.syncMode,
    columns: Object.fromEntries(
      columns.map(([column, chosen]) => [
        column,
        columnView(column, chosen, entry(found.columns, column) ?? UNREAD_COLUMN),
      ]),
    ),
  };
}

/** All columns of a table as the source has them now. */
export function columnsView(
  source: TableShape,
  found: DiscoveredTable | undefined,
  choice: TableChoice | undefined,
  policy: SchemaChangeHandling,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(source.columns).map(([name, shape]) => {
      const column = currentColumn(entry(found?.columns, name), shape, policy) ?? UNREAD_COLUMN;
      return [name, columnView(name, entry(choice?.columns, name), column)];
    }),
  );
}

function columnView(name: string, choice: ColumnChoice | undefined, found: DiscoveredColumn): unknown {
  return {
    name_in_destination: inDestination(name),
    enabled: isEnabled(choice, found),
    hashed: choice?.hashed ?? false,
    is_primary_key: choice?.isPrimaryKey ?? found.isPrimaryKey ?? false,
    enabled_patch_settings: patchSettings(found.lock),
  };
}

/** The reason in words is shown for `OTHER` only. */
function patchSettings(lock: Lock | undefined): unknown {
  if (lock === undefined) return { allowed: true };
  return {
    allowed: false,
    reason_code: lock.reasonCode,
    reason: lock.reasonCode === "OTHER" ? (lock.reason ?? "") : undefined,
  };
}

/** A database's schemas are prefixed; any other service has one schema, named as its connection says. */
export function schemaInDestination(connection: ConnectionRecord, name: string): string {
  if (namingOf(connection.service) === "schemaPrefix") return inDestination(`${connection.schema}_${name}`);
  return inDestination(connection.naming["schema"] ?? connection.schema);
}

/** The naming rules, roughly: lower case, and `_` for what is neither letter nor digit. */
export function inDestination(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}_]/gu, "_");
}
