import type { ConnectorSettings } from "../connector/buildJob";
import type { RowCondition } from "../contract/tablePlan";
import { EngineError } from "../errors";
import type { FilterToApply, SchemasToMove, SyncToRun, TableToMove } from "./serverSync";

type SchemaSettings = NonNullable<ConnectorSettings["schema"]>;

/** The settings of a pipeline in code that does what the server's connection says. */
export function settingsOf(
  { connection, naming }: SyncToRun,
  schemas: SchemasToMove,
  ends: Pick<ConnectorSettings, "source" | "destination">,
): ConnectorSettings {
  return {
    id: connection.id,
    ...ends,
    schema: {
      naming,
      // The server has decided about everything that the source has. What it does not know is not moved.
      handling: "BLOCK_ALL",
      // As Fivetran does, a sync goes on when a column has been dropped or re-typed.
      allowBreaking: true,
      schemas: rulesOf(schemas),
    },
  };
}

/** What holds for schemas, tables and columns, in the engine's words. */
export function rulesOf(schemas: SchemasToMove): NonNullable<SchemaSettings["schemas"]> {
  return mapEntries(schemas, ({ enabled, tables = {} }) => ({
    enabled,
    tables: mapEntries(tables, tableOf),
  }));
}

/** History mode is not there yet: such a table is synced as in soft-delete mode. */
function tableOf({ syncMode, rowFilter, ...rules }: TableToMove): TableSettings {
  return {
    ...rules,
    ...(syncMode === "LIVE" ? { syncMode } : {}),
    ...(rowFilter === undefined || rowFilter === null
      ? {}
      : {
          filter: rowFilter.column_clauses.map(conditionOf),
          filterMatch: rowFilter.operator === "OR" ? "any" : "all",
        }),
  };
}

type TableSettings = NonNullable<NonNullable<SchemaSettings["schemas"]>[string]["tables"]>[string];
type Condition = NonNullable<TableSettings["filter"]>[number];

const OPERATORS: Readonly<Record<string, RowCondition["is"]>> = {
  EQUALS: "=",
  NOT_EQUALS: "!=",
  LESS: "<",
  LESS_OR_EQUALS: "<=",
  GREATER: ">",
  GREATER_OR_EQUALS: ">=",
  STARTS_WITH: "startsWith",
  CONTAINS: "contains",
  IN: "in",
  IS_NULL: "isNull",
  IS_NOT_NULL: "isNotNull",
};

function conditionOf({ column, operator, values }: FilterToApply["column_clauses"][number]): Condition {
  const is = OPERATORS[operator];
  if (is === undefined)
    throw new EngineError(`The row filter's operator ${operator} is not known here.`, { column });
  if (is === "in") return { column, is, values: [...values] };
  const [value] = values;
  return value === undefined ? { column, is } : { column, is, value };
}

/** Own entries only: a table may be called `__proto__`. */
function mapEntries<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
