import type { SourceColumn, SourceTable } from "../contract/table";
import type { PlannedColumn, ReadMode, RowCondition, TablePlan } from "../contract/tablePlan";
import { EngineError } from "../errors";
import { collidingNames, destinationName, type Naming, SYSTEM_COLUMNS } from "../names/naming";
import { type ColumnRules, columnRules, type SchemaRules, type TableRules, tableRules } from "./schemaRules";

/** What holds for all tables of a connection. */
export interface PlanOptions {
  readonly rules: SchemaRules;
  readonly naming: Naming;
  /** The destination's schema for a source's schema. */
  readonly destinationSchema: (sourceSchema: string) => string;
  readonly mode: (table: SourceTable) => ReadMode;
  readonly keySweep: boolean;
}

/** What is told of a table in history mode. */
export const NO_HISTORY =
  "History mode is not there yet. Choose SOFT_DELETE, which keeps rows that have gone, or LIVE, which removes them.";

/**
 * How a table is moved; undefined where the rules leave it out.
 *
 * @throws EngineError for rules that cannot be followed: a blocked key, a hashed cursor, names that collide
 */
export function planTable(table: SourceTable, options: PlanOptions): TablePlan | undefined {
  const rules = tableRules(options.rules, table.schema, table.table);
  if (rules === undefined) return undefined;
  if (table.failure !== undefined) throw table.failure;
  if (rules.syncMode === "HISTORY") throw new EngineError(NO_HISTORY, { table });
  const chosen = table.columns.flatMap((column) => {
    const found = columnRules(options.rules, rules, column);
    return found === undefined ? [] : [{ column, rules: found }];
  });
  const keys = keyOf(table, rules);
  const columns = chosen.map((each) => plannedColumn(each.column, each.rules, options.naming, keys));
  const mode = options.mode(table);
  checkKey(table, keys, columns);
  checkNames(table, columns, options.naming);
  checkMode(table, mode, columns);
  checkFilter(table, rules);
  return {
    source: { schema: table.schema, table: table.table },
    destination: {
      schema: options.destinationSchema(table.schema),
      table: destinationName(options.naming, table.table),
    },
    columns,
    keyless: keys.size === 0,
    ownKey: isOwnKey(table, keys),
    mode,
    filter: { match: rules.filterMatch ?? "all", conditions: rules.filter ?? [] },
    keySweep: options.keySweep && mode.kind === "incremental" && keys.size > 0,
    deletes: rules.syncMode === "LIVE" ? "live" : "soft",
  };
}

function keyOf(table: SourceTable, rules: TableRules): Set<string> {
  const declared = Object.entries(rules.columns ?? {}).filter(
    ([, { isPrimaryKey }]) => isPrimaryKey === true,
  );
  return new Set(
    declared.length > 0
      ? declared.map(([name]) => name)
      : table.columns.filter(({ primaryKey }) => primaryKey).map(({ name }) => name),
  );
}

function isOwnKey(table: SourceTable, keys: ReadonlySet<string>): boolean {
  const own = table.columns.filter(({ primaryKey }) => primaryKey).map(({ name }) => name);
  return own.length > 0 && own.every((name) => keys.has(name));
}

function plannedColumn(
  column: SourceColumn,
  { hashed = false }: ColumnRules,
  naming: Naming,
  keys: ReadonlySet<string>,
): PlannedColumn {
  return {
    source: column.name,
    name: destinationName(naming, column.name),
    type: hashed ? { name: "STRING" } : column.type,
    hashed,
    key: keys.has(column.name),
  };
}

function checkKey(table: SourceTable, keys: ReadonlySet<string>, columns: readonly PlannedColumn[]): void {
  for (const key of keys)
    if (!columns.some(({ source }) => source === key))
      throw new EngineError(
        "The column is part of the key, and is blocked or not there.",
        { table, column: key },
        "Enable it (hash it where its values must not arrive), or take another key.",
      );
  if (columns.length === 0)
    throw new EngineError("All columns are blocked.", { table }, "Enable a column, or disable the table.");
}

function checkNames(table: SourceTable, columns: readonly PlannedColumn[], naming: Naming): void {
  const sources = columns.map(({ source }) => source);
  for (const [name, all] of collidingNames(naming, sources))
    throw new EngineError(
      `The columns ${all.join(", ")} would all be called ${name}.`,
      { table },
      "Block all but one of them, or use SOURCE_NAMING.",
    );
  for (const { name, source } of columns)
    if ((SYSTEM_COLUMNS as readonly string[]).includes(name.toLowerCase()))
      throw new EngineError(
        `${name} is the name of a column that the engine adds.`,
        { table, column: source },
        "Block the column.",
      );
}

function checkMode(table: SourceTable, mode: ReadMode, columns: readonly PlannedColumn[]): void {
  if (mode.kind === "full") return;
  const column = columns.find(({ source }) => source === mode.cursor);
  if (column === undefined || column.hashed)
    throw new EngineError(
      "The cursor has to be a column that is moved as it is: how far a table was read is kept in the destination.",
      { table, column: mode.cursor },
      "Enable it without a hash, choose another cursor, or read the table in full.",
    );
}

/** A filter may name a blocked column: it is compared at the source and does not arrive. */
function checkFilter(table: SourceTable, { filter = [] }: TableRules): void {
  for (const condition of filter) {
    const { column } = condition;
    if (!table.columns.some(({ name }) => name === column))
      throw new EngineError("The row filter names a column that is not there.", { table, column });
    const problem = problemWith(condition);
    if (problem !== undefined) throw new EngineError(`The row filter ${problem}.`, { table, column });
  }
}

function problemWith({ is, value, values }: RowCondition): string | undefined {
  if (is === "in")
    return value === undefined && (values?.length ?? 0) > 0 ? undefined : "`in` needs `values`";
  if (values !== undefined) return `\`${is}\` takes no \`values\``;
  const takesValue = is !== "isNull" && is !== "isNotNull";
  if (takesValue === (value !== undefined)) return undefined;
  return `\`${is}\` ${takesValue ? "needs a value" : "takes no value"}`;
}
