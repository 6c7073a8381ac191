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

/**
 * The whole schema config: every known schema and table, and of the columns those that a user ever set.
 *
 * @param rowFiltering whether its tables can have row filters; undefined where the account has none
 */
export function schemaConfigView(
  connection: ConnectionRecord,
  config: SchemaConfigRecord,
  discovery: DiscoveryRecord | undefined,
  rowFiltering: boolean | undefined,
): Record<string, unknown> {
  const names = Object.keys(discovery === undefined ? config.schemas : discovery.schemas);
  return {
    enable_new_by_default: config.schemaChangeHandling === "ALLOW_ALL",
    schema_change_handling: config.schemaChangeHandling,
    row_filtering_supported: rowFiltering,
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
        tableView(
          connection,
          table,
          entry(choice?.tables, table),
          entry(found?.tables, table) ?? UNREAD_TABLE,
        ),
      ]),
    ),
  };
}

function tableView(
  connection: ConnectionRecord,
  name: string,
  choice: TableChoice | undefined,
  found: DiscoveredTable,
): unknown {
  const columns = Object.entries(choice?.columns ?? {});
  return {
    name_in_destination: inDestination(connection, name),
    enabled: isEnabled(choice, found),
    enabled_patch_settings: patchSettings(found.lock),
    supports_columns_config: found.supportsColumnsConfig,
    supports_history_mode: found.supportsHistoryMode,
    sync_mode: choice?.syncMode ?? found.syncMode,
    row_filter: choice?.rowFilter ?? undefined,
    parent_table: found.parentTable,
    columns: Object.fromEntries(
      columns.map(([column, chosen]) => [
        column,
        columnView(connection, column, chosen, entry(found.columns, column) ?? UNREAD_COLUMN),
      ]),
    ),
  };
}

/** All columns of a table as the source has them now. */
export function columnsView(
  connection: ConnectionRecord,
  source: TableShape,
  found: DiscoveredTable | undefined,
  choice: TableChoice | undefined,
  policy: SchemaChangeHandling,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(source.columns).map(([name, shape]) => {
      const column = currentColumn(entry(found?.columns, name), shape, policy) ?? UNREAD_COLUMN;
      return [name, columnView(connection, name, entry(choice?.columns, name), column)];
    }),
  );
}

function columnView(
  connection: ConnectionRecord,
  name: string,
  choice: ColumnChoice | undefined,
  found: DiscoveredColumn,
): unknown {
  return {
    name_in_destination: inDestination(connection, name),
    enabled: isEnabled(choice, found),
    hashed: choice?.hashed ?? false,
    is_primary_key: choice?.isPrimaryKey ?? found.isPrimaryKey ?? false,
    target_data_type: choice?.targetDataType ?? undefined,
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
  if (namingOf(connection.service) === "schemaPrefix")
    return inDestination(connection, `${connection.schema}_${name}`);
  return inDestination(connection, connection.naming["schema"] ?? connection.schema);
}

/** Fivetran's naming rules, roughly: lower case, and `_` for what is neither letter nor digit. The source's names may be kept instead. */
export function inDestination(
  { destinationSchemaNames }: Pick<ConnectionRecord, "destinationSchemaNames">,
  name: string,
): string {
  if (destinationSchemaNames === "SOURCE_NAMING") return name;
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}_]/gu, "_");
}
