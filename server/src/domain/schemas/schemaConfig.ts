import type { DiscoveryRecord, SchemaChoices } from "../../records/schemaConfig";
import type { Lock } from "../../records/sourceShape";
import { given } from "../given";

/**
 * Whether an element is synced: as users chose, unless the source has locked it since. What has left the source keeps the choice, for
 * when it comes back.
 */
export function isEnabled(
  choice: { readonly enabled?: boolean | undefined } | undefined,
  found: { readonly enabled: boolean; readonly lock?: Lock | undefined },
): boolean {
  const isLocked = found.lock !== undefined && found.lock.reasonCode !== "DELETED";
  return isLocked ? found.enabled : (choice?.enabled ?? found.enabled);
}

/** A name that users chose may be `constructor`; only own entries count. */
export function entry<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
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

/**
 * The choices of a reload that enables or disables everything: all schemas, and all tables that are not locked. Columns stay as they
 * are.
 */
export function chooseAll(
  choices: SchemaChoices,
  discovery: DiscoveryRecord,
  enabled: boolean,
): SchemaChoices {
  const update = Object.fromEntries(
    Object.entries(discovery.schemas).map(([name, schema]) => {
      const open = Object.entries(schema.tables).filter(([, table]) => table.lock === undefined);
      return [name, { enabled, tables: Object.fromEntries(open.map(([table]) => [table, { enabled }])) }];
    }),
  );
  return mergeChoices(choices, update);
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
