import type { RowCondition } from "../contract/tablePlan";

/** What a pipeline declares of one column. */
export interface ColumnRules {
  readonly enabled?: boolean | undefined;
  readonly hashed?: boolean | undefined;
  /** Takes the place of the source's own key, for the whole table, once one column sets it to true. */
  readonly isPrimaryKey?: boolean | undefined;
}

/** What a pipeline declares of one table. */
export interface TableRules {
  readonly enabled?: boolean | undefined;
  /** `SOFT_DELETE` (default) marks rows that have gone, `LIVE` removes them. `HISTORY` is not there yet, and fails the table. */
  readonly syncMode?: "SOFT_DELETE" | "LIVE" | "HISTORY" | undefined;
  readonly columns?: Readonly<Record<string, ColumnRules>> | undefined;
  /** Only rows that meet these are moved. */
  readonly filter?: readonly RowCondition[] | undefined;
  /** `all` of the conditions (default), or `any` of them. */
  readonly filterMatch?: "all" | "any" | undefined;
}

/** What a pipeline declares of one schema. */
export interface SourceSchemaRules {
  readonly enabled?: boolean | undefined;
  readonly tables?: Readonly<Record<string, TableRules>> | undefined;
}

/** What becomes of schemas, tables and columns that the rules do not name, as in Fivetran's `schema_change_handling`. */
export type SchemaHandling = "ALLOW_ALL" | "ALLOW_COLUMNS" | "BLOCK_ALL";

/** What a pipeline declares of its schema: the meaning of Fivetran's schema config. */
export interface SchemaRules {
  readonly handling: SchemaHandling;
  readonly schemas: Readonly<Record<string, SourceSchemaRules>>;
}

/** What the rules say of a table; own properties only, so that a table may be called `constructor`. */
export function tableRules(rules: SchemaRules, schema: string, table: string): TableRules | undefined {
  const ofSchema = own(rules.schemas, schema);
  const ofTable = own(ofSchema?.tables ?? {}, table);
  const enabled = (ofSchema?.enabled ?? true) && (ofTable?.enabled ?? rules.handling === "ALLOW_ALL");
  return enabled ? (ofTable ?? {}) : undefined;
}

/** What the rules say of a column; undefined for a blocked one. */
export function columnRules(
  rules: SchemaRules,
  table: TableRules,
  column: { readonly name: string; readonly primaryKey: boolean },
): ColumnRules | undefined {
  const found = own(table.columns ?? {}, column.name);
  // As in Fivetran, a column of the source's key cannot be blocked by a policy.
  const enabled = found?.enabled ?? (column.primaryKey || rules.handling !== "BLOCK_ALL");
  return enabled ? (found ?? {}) : undefined;
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
