import type {
  ColumnChoice,
  ColumnPath,
  DiscoveredColumn,
  DiscoveryRecord,
  SchemaChoices,
} from "../../records/schemaConfig";
import type { Account } from "../account";
import { entry, isEnabled } from "./schemaConfig";

/** Marks blocked columns of a connection: the next sync drops them. */
export function markDrops(account: Account, connectionId: string, paths: readonly ColumnPath[]): void {
  const config = account.state.get("schemaConfigs", connectionId);
  if (config === undefined) return;
  const added = paths.filter((path) => config.drops?.some((drop) => isSame(drop, path)) !== true);
  if (added.length === 0) return;
  account.state.put("schemaConfigs", connectionId, { ...config, drops: [...(config.drops ?? []), ...added] });
}

/**
 * Drops what is marked and still blocked (one that was enabled again since stays, UNPROVEN). A column that has left the source is
 * forgotten then: it is nowhere any more.
 *
 * @returns how many were dropped
 */
export function dropMarked(account: Account, connectionId: string): number {
  const { state } = account;
  const config = state.get("schemaConfigs", connectionId);
  const discovery = state.get("discoveries", connectionId);
  if (config?.drops === undefined || discovery === undefined) return 0;
  const { drops, ...rest } = config;
  const dropped = drops.filter((path) => {
    const found = columnAt(discovery, path);
    return found !== undefined && !isEnabled(choiceAt(config.schemas, path), found);
  });
  const gone = dropped.filter((path) => columnAt(discovery, path)?.lock?.reasonCode === "DELETED");
  state.put("schemaConfigs", connectionId, { ...rest, schemas: without(rest.schemas, gone) });
  if (gone.length > 0) state.put("discoveries", connectionId, { schemas: without(discovery.schemas, gone) });
  return dropped.length;
}

/** Forgets what was found of columns, or what was chosen for them. */
function without<T extends object>(
  schemas: Readonly<Record<string, T>>,
  gone: readonly ColumnPath[],
): Record<string, T> {
  const copy = structuredClone(schemas) as Record<string, T & Tables>;
  for (const { schema, table, column } of gone) {
    const columns = entry(entry(copy, schema)?.tables, table)?.columns;
    if (columns !== undefined) Reflect.deleteProperty(columns, column);
  }
  return copy;
}

/** What both have in common. */
interface Tables {
  readonly tables?: Readonly<Record<string, { readonly columns?: object | undefined }>> | undefined;
}

function columnAt(
  { schemas }: DiscoveryRecord,
  { schema, table, column }: ColumnPath,
): DiscoveredColumn | undefined {
  return entry(entry(entry(schemas, schema)?.tables, table)?.columns, column);
}

function choiceAt(schemas: SchemaChoices, { schema, table, column }: ColumnPath): ColumnChoice | undefined {
  return entry(entry(entry(schemas, schema)?.tables, table)?.columns, column);
}

function isSame(one: ColumnPath, other: ColumnPath): boolean {
  return one.schema === other.schema && one.table === other.table && one.column === other.column;
}
