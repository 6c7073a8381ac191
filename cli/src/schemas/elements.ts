/** A schema config as a list of what it says of each schema, table and column. */
import type { ColumnConfig, ConnectionSchemaConfig, SchemaConfig, TableConfig } from "@pulumi-fivetran/sdk";

/** One schema, table or column. */
export interface Element {
  readonly schema: string;
  readonly table: string | null;
  readonly column: string | null;
  readonly enabled: boolean | null;

  /** Of a table. */
  readonly syncMode: string | null;

  /** Of a column. */
  readonly hashed: boolean | null;
  readonly isPrimaryKey: boolean | null;

  /** Of a table: its name and clauses, as Fivetran has them. */
  readonly rowFilter: unknown;

  /** Why it cannot be switched; null where it can. */
  readonly locked: string | null;
}

/** Properties that can be set, and are compared. */
export const SETTABLE = ["enabled", "syncMode", "hashed", "isPrimaryKey", "rowFilter"] as const;

/** Every element, a schema before its tables and a table before its columns, each by its name. */
export function elementsOf({ schemas }: Pick<ConnectionSchemaConfig, "schemas">): Element[] {
  return sorted(schemas).flatMap(([schema, config]) => [
    schemaElement(schema, config),
    ...sorted(config.tables ?? {}).flatMap(([table, settings]) => [
      tableElement(schema, table, settings),
      ...columnElements(schema, table, settings.columns ?? {}),
    ]),
  ]);
}

export function columnElements(
  schema: string,
  table: string,
  columns: Readonly<Record<string, ColumnConfig>>,
): Element[] {
  return sorted(columns).map(([column, { enabled, hashed, isPrimaryKey, enabledPatchSettings }]) => ({
    ...NOTHING,
    schema,
    table,
    column,
    enabled: enabled ?? null,
    hashed: hashed ?? false,
    isPrimaryKey: isPrimaryKey ?? false,
    locked: lockOf(enabledPatchSettings),
  }));
}

/** `public.orders.email`; a name of its own may hold dots, so it is for people, and not read back. */
export function nameOf({ schema, table, column }: Pick<Element, "schema" | "table" | "column">): string {
  return [schema, table, column].filter((part) => part !== null).join(".");
}

/** The same for two elements only when they are the same one. */
export function keyOf({ schema, table, column }: Pick<Element, "schema" | "table" | "column">): string {
  return JSON.stringify([schema, table, column]);
}

const NOTHING: Element = {
  schema: "",
  table: null,
  column: null,
  enabled: null,
  syncMode: null,
  hashed: null,
  isPrimaryKey: null,
  rowFilter: null,
  locked: null,
};

function schemaElement(schema: string, { enabled }: SchemaConfig): Element {
  return { ...NOTHING, schema, enabled: enabled ?? null };
}

function tableElement(schema: string, table: string, settings: TableConfig): Element {
  const { enabled, syncMode, rowFilter, enabledPatchSettings } = settings;
  return {
    ...NOTHING,
    schema,
    table,
    enabled: enabled ?? null,
    syncMode: syncMode ?? null,
    rowFilter: rowFilter ?? null,
    locked: lockOf(enabledPatchSettings),
  };
}

function lockOf(settings: TableConfig["enabledPatchSettings"]): string | null {
  if (settings?.allowed !== false) return null;
  return settings.reason ?? settings.reasonCode ?? "locked";
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
}
