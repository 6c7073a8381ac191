/** What a program would declare of a schema config that exists: the policy, and every element that is not as the policy has it. */
import type {
  ColumnConfig,
  ConnectionSchemaConfig,
  SchemaConfig as LiveSchema,
  TableConfig,
} from "@pulumi-fivetran/sdk";
import { problemsWithRowFilter, TARGET_DATA_TYPES } from "@pulumi-fivetran/sdk/words";
import type { Notice } from "../../contract";
import { POLICIES } from "../../fields/schemaConfig";
import { formatPath } from "../../values/propertyPath";
import type { NamedSchemas, SchemaChangeHandling, SchemaConfigInputs } from "./wants/inputs";

type NamedTables = NonNullable<NamedSchemas[string]["tables"]>;
type NamedFilter = Exclude<NonNullable<NamedTables[string]["rowFilter"]>, string>;
type NamedColumns = NonNullable<NamedTables[string]["columns"]>;

/** What the policy gives to what nobody has named. */
interface Defaults {
  /** Of schemas and tables. */
  readonly tables: boolean;
  readonly columns: boolean;
}

export interface DeclaredSchemas {
  readonly inputs: SchemaConfigInputs;
  readonly notices: readonly Notice[];
}

/** Elements that the policy decides about are left out: naming them all would take over what Fivetran adds later, and read like a dump. */
export function declaredSchemas(connectorId: string, live: ConnectionSchemaConfig): DeclaredSchemas {
  const policy = POLICIES.find((each): each is SchemaChangeHandling => each === live.schemaChangeHandling);
  const defaults = {
    tables: live.schemaChangeHandling === "ALLOW_ALL",
    columns: live.schemaChangeHandling !== "BLOCK_ALL",
  };
  const notices: Notice[] = [];
  const entries = Object.entries(live.schemas).flatMap(([name, schema]) => {
    const named = namedSchema(schema, defaults, ["schemas", name], notices);
    return named === undefined ? [] : [[name, named] as const];
  });
  const schemas: NamedSchemas = Object.fromEntries(entries);
  return {
    inputs: {
      connectorId,
      ...(policy === undefined ? {} : { schemaChangeHandling: policy }),
      ...(entries.length === 0 ? {} : { schemas }),
    },
    notices,
  };
}

function namedSchema(
  { enabled, tables = {} }: LiveSchema,
  defaults: Defaults,
  path: readonly string[],
  notices: Notice[],
): NamedSchemas[string] | undefined {
  const named = Object.entries(tables).flatMap(([name, table]) => {
    const found = namedTable(table, defaults, [...path, "tables", name], notices);
    return found === undefined ? [] : [[name, found] as const];
  });
  const isNamed = enabled !== undefined && (enabled !== defaults.tables || named.length > 0);
  if (!isNamed && named.length === 0) return undefined;
  const inner: NamedTables = Object.fromEntries(named);
  return { ...(isNamed ? { enabled } : {}), ...(named.length === 0 ? {} : { tables: inner }) };
}

function namedTable(
  table: TableConfig,
  defaults: Defaults,
  path: readonly string[],
  notices: Notice[],
): NamedTables[string] | undefined {
  const { enabled, syncMode, columns = {} } = table;
  const rowFilter = declaredFilter(table.rowFilter);
  if (table.rowFilter !== undefined && rowFilter === undefined)
    notices.push(unsaid([...path, "rowFilter"], "has a row filter of a form that is not documented"));
  const named = Object.entries(columns).flatMap(([name, column]) => {
    const found = namedColumn(column, defaults, [...path, "columns", name], notices);
    return found === undefined ? [] : [[name, found] as const];
  });
  // Soft deletes are what Fivetran does where nobody has chosen.
  const mode = (["HISTORY", "LIVE"] as const).find((each) => each === syncMode);
  const hasMore = named.length > 0 || mode !== undefined || rowFilter !== undefined;
  const isLocked = table.enabledPatchSettings?.allowed === false;
  // A named column would pull a table in that is switched off.
  const isNamed = enabled !== undefined && !isLocked && (enabled !== defaults.tables || hasMore);
  if (!isNamed && !hasMore) return undefined;
  const inner: NamedColumns = Object.fromEntries(named);
  return {
    ...(isNamed ? { enabled } : {}),
    ...(mode === undefined ? {} : { syncMode: mode }),
    ...(rowFilter === undefined ? {} : { rowFilter }),
    ...(named.length === 0 ? {} : { columns: inner }),
  };
}

function namedColumn(
  { enabled, hashed, targetDataType: live, enabledPatchSettings }: ColumnConfig,
  defaults: Defaults,
  path: readonly string[],
  notices: Notice[],
): NamedColumns[string] | undefined {
  const targetDataType = TARGET_DATA_TYPES.find((each) => each === live);
  if (live !== undefined && targetDataType === undefined)
    notices.push(unsaid([...path, "targetDataType"], "has a data type that is not documented"));
  const isLocked = enabledPatchSettings?.allowed === false;
  const named = {
    ...(enabled !== undefined && !isLocked && enabled !== defaults.columns ? { enabled } : {}),
    ...(hashed === true ? { hashed } : {}),
    ...(targetDataType === undefined ? {} : { targetDataType }),
  };
  return Object.keys(named).length === 0 ? undefined : named;
}

/** Undefined for a filter that a program cannot declare: incomplete, or of a newer form. */
function declaredFilter(live: TableConfig["rowFilter"]): NamedFilter | undefined {
  if (live === undefined) return undefined;
  const clauses = (live.columnClauses ?? []).map(({ values = [], ...clause }) =>
    values.length === 0 ? clause : { ...clause, values },
  );
  const filter = { ...live, columnClauses: clauses };
  // The check holds it to the type.
  return problemsWithRowFilter(filter, () => false).length === 0 ? (filter as NamedFilter) : undefined;
}

function unsaid(path: readonly string[], what: string): Notice {
  const message = `${formatPath(path.slice(0, -1))} ${what}, which SchemaConfig cannot declare; it stays as it is`;
  return { severity: "warning", path, message };
}
