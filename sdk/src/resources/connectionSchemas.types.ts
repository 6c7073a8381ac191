import type { CurrentRowFilter, RowFilter, TargetDataType } from "./rowFilters.types";

/** What happens to schemas, tables and columns that appear in the source later. */
export type SchemaChangeHandling = "ALLOW_ALL" | "ALLOW_COLUMNS" | "BLOCK_ALL" | (string & {});

/** How rows that were deleted or changed in the source are kept. */
export type TableSyncMode = "SOFT_DELETE" | "HISTORY" | "LIVE" | (string & {});

/** Why an element cannot be switched. */
export type LockReason = "SYSTEM_TABLE" | "SYSTEM_COLUMN" | "DELETED" | "OTHER" | (string & {});

/** Which schemas, tables and columns of a connection are synced. Names are the source's: case-sensitive, of any characters. */
export interface ConnectionSchemaConfig {
  schemaChangeHandling?: SchemaChangeHandling;

  /** Whether schemas and tables that appear later are synced; true with `ALLOW_ALL`. */
  enableNewByDefault?: boolean;

  /** Whether tables can have row filters; absent where the account or the connection does not have the feature. */
  rowFilteringSupported?: boolean;
  schemas: Record<string, SchemaConfig>;
}

/** One schema of the source. */
export interface SchemaConfig {
  nameInDestination?: string;
  enabled?: boolean;
  tables?: Record<string, TableConfig>;
}

/** One table of the source. */
export interface TableConfig {
  nameInDestination?: string;
  enabled?: boolean;
  enabledPatchSettings?: EnabledPatchSettings;

  /** Whether columns of this table can be switched at all. */
  supportsColumnsConfig?: boolean;
  supportsHistoryMode?: boolean;

  /** Absent where it cannot be chosen. */
  syncMode?: TableSyncMode;

  /** Absent where all rows are synced. */
  rowFilter?: CurrentRowFilter;

  /** The table that it is grouped under, if any. */
  parentTable?: string;

  /** Only the columns that somebody has set; `retrieveColumns` has them all. */
  columns?: Record<string, ColumnConfig>;
}

/** One column of the source. */
export interface ColumnConfig {
  nameInDestination?: string;
  enabled?: boolean;

  /** Whether the destination gets a hash in place of the value. */
  hashed?: boolean;
  isPrimaryKey?: boolean;

  /** What the column is in the destination; absent where Fivetran decides. */
  targetDataType?: TargetDataType;
  enabledPatchSettings?: EnabledPatchSettings;
}

/** Whether `enabled` can be changed. */
export interface EnabledPatchSettings {
  allowed?: boolean;

  /** Only where it is not allowed. */
  reasonCode?: LockReason;

  /** Only with the reason code `OTHER`. */
  reason?: string;
}

/** Columns of one table, all of them. */
export interface TableColumns {
  columns: Record<string, ColumnConfig>;
}

/** Settings for a connection's schemas. Elements that are not named stay as they are. */
export interface SchemaConfigUpdate {
  schemaChangeHandling?: SchemaChangeHandling;

  /** Whether the types of columns in the destination stay as they are when the source's change. */
  isTypeLocked?: boolean;
  schemas?: Record<string, SchemaUpdate>;
}

/** Settings for schemas that Fivetran has not read yet. Elements that turn out not to exist are ignored. */
export interface SchemaConfigPrecreation {
  schemas: Record<string, SchemaUpdate>;
  schemaChangeHandling?: SchemaChangeHandling;
}

/** What is to be set on one schema. */
export interface SchemaUpdate {
  enabled?: boolean;
  tables?: Record<string, TableUpdate>;
}

/** What is to be set on one table. */
export interface TableUpdate {
  enabled?: boolean;
  syncMode?: TableSyncMode;

  /**
   * Replaces the row filter as a whole; null removes it. Fivetran itself removes a filter when a column that it names, or the table, is
   * disabled, or such a column is hashed.
   */
  rowFilter?: RowFilter | null;
  columns?: Record<string, ColumnUpdate>;
}

/** What is to be set on one column. */
export interface ColumnUpdate {
  enabled?: boolean;
  hashed?: boolean;
  isPrimaryKey?: boolean;

  /** What the column becomes in the destination; null leaves it to Fivetran again. */
  targetDataType?: TargetDataType | null;
}

/** What a reload does to what it finds. */
export interface ReloadOptions {
  /** `PRESERVE` keeps what is chosen; `EXCLUDE` disables all schemas and tables. @default "PRESERVE" here */
  excludeMode?: "PRESERVE" | "EXCLUDE" | (string & {});
}

/** Which columns to drop, by the names of their schemas and tables. */
export interface ColumnsToDrop {
  schemas: Record<string, { tables: Record<string, { columns: string[] }> }>;
}

/** What a resync of tables takes. */
export interface ResyncTablesOptions {
  /** A resync loads all history again: it takes long, costs rows, and overwrites what is in the destination. */
  confirm: true;

  /** Names of tables by name of schema. */
  schemas: Record<string, string[]>;
}
