import { given } from "./given";
import type { ColumnShape, Lock, SourceShape, SyncMode, TableShape } from "./sourceShape";

/** What happens to schemas, tables and columns that appear after set-up; a change of it moves nothing that is known already. */
export type SchemaChangeHandling = "ALLOW_ALL" | "ALLOW_COLUMNS" | "BLOCK_ALL";

export interface ColumnChoice {
  readonly enabled?: boolean | undefined;
  readonly hashed?: boolean | undefined;
  readonly isPrimaryKey?: boolean | undefined;
}

export interface TableChoice {
  readonly enabled?: boolean | undefined;
  readonly syncMode?: SyncMode | undefined;
  readonly columns?: Readonly<Record<string, ColumnChoice>> | undefined;
}

export interface SchemaChoice {
  readonly enabled?: boolean | undefined;
  readonly tables?: Readonly<Record<string, TableChoice>> | undefined;
}

/** Choices by schema name. They are sparse: what no user ever set is not in them. */
export type SchemaChoices = Readonly<Record<string, SchemaChoice>>;

/** `enabled` is what holds while no user chose: the policy's decision when the element first appeared. */
export interface DiscoveredColumn {
  readonly enabled: boolean;
  readonly lock?: Lock | undefined;
  readonly isPrimaryKey?: boolean | undefined;
}

export interface DiscoveredTable {
  readonly enabled: boolean;
  readonly lock?: Lock | undefined;
  readonly supportsColumnsConfig: boolean;
  readonly supportsHistoryMode: boolean;
  readonly syncMode?: SyncMode | undefined;
  readonly columns: Readonly<Record<string, DiscoveredColumn>>;
}

export interface DiscoveredSchema {
  readonly enabled: boolean;
  readonly tables: Readonly<Record<string, DiscoveredTable>>;
}

/** Every element that any reload has found, in the source's order; what has left the source is locked as `DELETED`. */
export interface DiscoveryRecord {
  readonly schemas: Readonly<Record<string, DiscoveredSchema>>;
}

const DELETED: Lock = { reasonCode: "DELETED" };
const PRIMARY_KEY: Lock = {
  reasonCode: "OTHER",
  reason: "The column does not support exclusion as it is a Primary Key",
};

/** A name that users chose may be `constructor`; only own entries count. */
export function entry<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Reads the source again: keeps what was known, adds what is new as the policy says, locks what is gone. */
export function discover(
  known: DiscoveryRecord | undefined,
  shape: SourceShape,
  policy: SchemaChangeHandling,
): DiscoveryRecord {
  const isNewEnabled = policy === "ALLOW_ALL";
  const schemas = merge(known?.schemas, shape.schemas, (before, found) => ({
    enabled: before?.enabled ?? isNewEnabled,
    tables: merge(before?.tables, found?.tables ?? {}, (oldTable, foundTable) =>
      discoverTable(oldTable, foundTable, isNewEnabled, policy),
    ),
  }));
  return { schemas };
}

function discoverTable(
  before: DiscoveredTable | undefined,
  found: TableShape | undefined,
  isNewEnabled: boolean,
  policy: SchemaChangeHandling,
): DiscoveredTable {
  // A column is new to a user only in a table that was there before it: the columns of a new table follow the table.
  const isNewColumnEnabled = before === undefined || policy !== "BLOCK_ALL";
  const columns = merge(before?.columns, found?.columns ?? {}, (oldColumn, foundColumn) =>
    discoverColumn(oldColumn, foundColumn, isNewColumnEnabled),
  );
  if (found === undefined) {
    return {
      supportsColumnsConfig: true,
      supportsHistoryMode: true,
      enabled: false,
      ...before,
      columns,
      lock: DELETED,
    };
  }
  return {
    enabled: found.lock === undefined ? (before?.enabled ?? isNewEnabled) : (found.enabled ?? true),
    lock: found.lock,
    supportsColumnsConfig: found.supportsColumnsConfig ?? true,
    supportsHistoryMode: found.supportsHistoryMode ?? true,
    syncMode: found.syncMode,
    columns,
  };
}

function discoverColumn(
  before: DiscoveredColumn | undefined,
  found: ColumnShape | undefined,
  isNewEnabled: boolean,
): DiscoveredColumn {
  if (found === undefined) return { enabled: false, ...before, lock: DELETED };
  const lock = lockOf(found);
  const enabled = lock === undefined ? (before?.enabled ?? isNewEnabled) : (found.enabled ?? true);
  return { enabled, lock, isPrimaryKey: found.isPrimaryKey };
}

function lockOf(column: ColumnShape): Lock | undefined {
  return column.lock ?? (column.isPrimaryKey === true ? PRIMARY_KEY : undefined);
}

/**
 * A column as it is now: as discovered, or, for one that appeared in the source after the last reload, as the next reload would
 * find it. Undefined when neither knows it.
 */
export function currentColumn(
  known: DiscoveredColumn | undefined,
  found: ColumnShape | undefined,
  policy: SchemaChangeHandling,
): DiscoveredColumn | undefined {
  if (known === undefined && found === undefined) return undefined;
  return discoverColumn(known, found, policy !== "BLOCK_ALL");
}

/**
 * At the first discovery, pre-created choices are applied as far as they can be; what names nothing, or an element that is locked,
 * is dropped without a word.
 */
export function applicableChoices(choices: SchemaChoices, discovery: DiscoveryRecord): SchemaChoices {
  return keep(choices, (name, schema) => {
    const found = entry(discovery.schemas, name);
    if (found === undefined) return undefined;
    const tables = keep(schema.tables ?? {}, (tableName, table) => {
      const foundTable = entry(found.tables, tableName);
      if (foundTable === undefined) return undefined;
      const columns = keep(table.columns ?? {}, (columnName, column) => {
        const foundColumn = entry(foundTable.columns, columnName);
        if (foundColumn === undefined || !foundTable.supportsColumnsConfig) return undefined;
        return foundColumn.lock === undefined ? column : { ...column, enabled: undefined };
      });
      return foundTable.lock === undefined
        ? { ...table, columns }
        : { ...table, enabled: undefined, columns };
    });
    return { ...schema, tables };
  });
}

/** Lays an update over the choices: what the update does not name stays. */
export function mergeChoices(choices: SchemaChoices, update: SchemaChoices): SchemaChoices {
  return overlay(choices, update, (before, change) => ({
    ...before,
    ...given(change),
    tables: overlay(before?.tables ?? {}, change.tables ?? {}, (oldTable, tableChange) => ({
      ...oldTable,
      ...given(tableChange),
      columns: overlay(oldTable?.columns ?? {}, tableChange.columns ?? {}, (oldColumn, columnChange) => ({
        ...oldColumn,
        ...given(columnChange),
      })),
    })),
  }));
}

/** The choices of a reload that excludes everything: all schemas, and all tables that are not locked. Columns stay as they are. */
export function excludeAll(choices: SchemaChoices, discovery: DiscoveryRecord): SchemaChoices {
  const update = Object.fromEntries(
    Object.entries(discovery.schemas).map(([name, schema]) => {
      const open = Object.entries(schema.tables).filter(([, table]) => table.lock === undefined);
      return [
        name,
        { enabled: false, tables: Object.fromEntries(open.map(([table]) => [table, { enabled: false }])) },
      ];
    }),
  );
  return mergeChoices(choices, update);
}

/** One entry for each name of either side, the known names first. */
function merge<K, F, R>(
  known: Readonly<Record<string, K>> | undefined,
  found: Readonly<Record<string, F>>,
  combine: (known: K | undefined, found: F | undefined) => R,
): Record<string, R> {
  const names = new Set([...Object.keys(known ?? {}), ...Object.keys(found)]);
  return Object.fromEntries(
    [...names].map((name) => [name, combine(entry(known, name), entry(found, name))]),
  );
}

function keep<T>(
  record: Readonly<Record<string, T>>,
  map: (name: string, value: T) => T | undefined,
): Record<string, T> {
  const kept: [string, T][] = [];
  for (const [name, value] of Object.entries(record)) {
    const mapped = map(name, value);
    if (mapped !== undefined) kept.push([name, mapped]);
  }
  return Object.fromEntries(kept);
}

function overlay<T>(
  before: Readonly<Record<string, T>>,
  changes: Readonly<Record<string, T>>,
  combine: (before: T | undefined, change: T) => T,
): Record<string, T> {
  const changed = Object.entries(changes).map(
    ([name, change]) => [name, combine(entry(before, name), change)] as const,
  );
  return Object.fromEntries([...Object.entries(before), ...changed]);
}
