import type {
  DiscoveredColumn,
  DiscoveredSchema,
  DiscoveredTable,
  DiscoveryRecord,
  SchemaChangeHandling,
} from "../../records/schemaConfig";
import type { ColumnShape, Lock, SchemaShape, SourceShape, TableShape } from "../../records/sourceShape";
import { entry } from "./schemaConfig";

const DELETED: Lock = { reasonCode: "DELETED" };
const PRIMARY_KEY: Lock = {
  reasonCode: "OTHER",
  reason: "The column does not support exclusion as it is a Primary Key",
};

/**
 * Discoveries are kept in memory by the shape that they were made from, while both live: reading the same shape again is free, and connections with
 * one source share what is known of it.
 */
const foundIn = new WeakMap<object, object>();
const firstFound = { enabled: new WeakMap<object, object>(), blocked: new WeakMap<object, object>() };

/** Reads the source again: keeps what was known, adds what is new as the policy says, locks what is gone. */
export function readAgain(
  known: DiscoveryRecord | undefined,
  shape: SourceShape,
  policy: SchemaChangeHandling,
): DiscoveryRecord {
  return remember(known, shape, policy, () => ({
    schemas: merge(known?.schemas, shape.schemas, (before, found) => discoverSchema(before, found, policy)),
  }));
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

/** A shape that was read before gives the same discovery; a shape that is new gives one discovery to all its first readers. */
function remember<T extends object>(
  known: T | undefined,
  shape: object,
  policy: SchemaChangeHandling,
  discoverIt: () => T,
): T {
  if (known !== undefined && foundIn.get(known) === shape) return known;
  const first = firstFound[policy === "ALLOW_ALL" ? "enabled" : "blocked"];
  // A discovery that is kept under a shape was made by the same caller, of its own kind.
  const same = known === undefined ? (first.get(shape) as T | undefined) : undefined;
  if (same !== undefined) return same;
  const discovered = discoverIt();
  foundIn.set(discovered, shape);
  if (known === undefined) first.set(shape, discovered);
  return discovered;
}

function discoverSchema(
  before: DiscoveredSchema | undefined,
  found: SchemaShape | undefined,
  policy: SchemaChangeHandling,
): DiscoveredSchema {
  return remember(before, found ?? GONE, policy, () => ({
    enabled: before?.enabled ?? policy === "ALLOW_ALL",
    tables: merge(before?.tables, found?.tables ?? {}, (oldTable, foundTable) =>
      discoverTable(oldTable, foundTable, policy),
    ),
  }));
}

function discoverTable(
  before: DiscoveredTable | undefined,
  found: TableShape | undefined,
  policy: SchemaChangeHandling,
): DiscoveredTable {
  return remember(before, found ?? GONE, policy, () => {
    // A column is new to a user only in a table that was there before it: the columns of a new table follow the table.
    const isNewColumnEnabled = before === undefined || policy !== "BLOCK_ALL";
    const columns = merge(before?.columns, found?.columns ?? {}, (oldColumn, foundColumn) =>
      discoverColumn(oldColumn, foundColumn, isNewColumnEnabled),
    );
    return found === undefined ? goneTable(before, columns) : foundTable(before, found, columns, policy);
  });
}

/** Stands for the shape of what has left the source. */
const GONE = {};

function goneTable(
  before: DiscoveredTable | undefined,
  columns: DiscoveredTable["columns"],
): DiscoveredTable {
  const unknown = { supportsColumnsConfig: true, supportsHistoryMode: true, enabled: false };
  return { ...unknown, ...before, columns, lock: DELETED };
}

function foundTable(
  before: DiscoveredTable | undefined,
  found: TableShape,
  columns: DiscoveredTable["columns"],
  policy: SchemaChangeHandling,
): DiscoveredTable {
  const open = before?.enabled ?? policy === "ALLOW_ALL";
  return {
    enabled: found.lock === undefined ? open : (found.enabled ?? true),
    lock: found.lock,
    supportsColumnsConfig: found.supportsColumnsConfig ?? true,
    supportsHistoryMode: found.supportsHistoryMode ?? true,
    parentTable: found.parentTable,
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
