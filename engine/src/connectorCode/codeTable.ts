/** A table of Connector SDK code by the rules of its connection: what of it is moved, where to, and in which form. */
import type { SourceTable } from "../contract/table";
import type { TablePlan } from "../contract/tablePlan";
import { EngineError } from "../errors";
import { destinationName, type Naming } from "../names/naming";
import { planTable } from "../plan/planTable";
import type { SchemaRules } from "../plan/schemaRules";
import { type ColumnType, decimalOrText, parseType } from "../types/columnType";
import type { CodeTable } from "./contract";

export interface CodeRules {
  readonly rules: SchemaRules;
  readonly naming: Naming;
  /** The connection's name: the schema of tables that name none, and before the names of others. */
  readonly schema: string;
  /** Whether a table is wanted in history mode, which the engine does not have for rows of code. */
  readonly hasHistory: (schema: string, table: string) => boolean;
}

/** The table as a source has it. */
export function sourceTableOf(
  { table, schema, columns, primaryKey }: CodeTable,
  connection: string,
): SourceTable {
  return {
    schema: schema ?? connection,
    table,
    columns: Object.entries(columns).map(([name, type]) => ({
      name,
      type: columnTypeOf(type),
      primaryKey: primaryKey.includes(name),
      sourceType: type,
    })),
  };
}

/** Unknown types are text, which holds whatever comes. */
function columnTypeOf(type: string): ColumnType {
  const decimal = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(type);
  return decimal === null
    ? (parseType(type) ?? { name: "STRING" })
    : decimalOrText(Number(decimal[1]), Number(decimal[2]));
}

/**
 * How the table is moved; undefined where the rules leave it out, or nothing of it is known yet but its name.
 *
 * @throws EngineError for rules that cannot be followed
 */
export function planCodeTable(table: CodeTable, of: CodeRules): TablePlan | undefined {
  const source = sourceTableOf(table, of.schema);
  const isDescribed = table.primaryKey.every((name) => Object.hasOwn(table.columns, name));
  if (source.columns.length === 0 || !isDescribed) return undefined;
  const plan = planTable(source, {
    rules: of.rules,
    naming: of.naming,
    destinationSchema: (schema) =>
      schema === of.schema ? of.schema : `${of.schema}_${destinationName(of.naming, schema)}`,
    mode: () => ({ kind: "full" }),
    keySweep: false,
  });
  if (plan !== undefined && of.hasHistory(source.schema, source.table))
    throw new EngineError(
      "The table is set to history mode, which rows of Connector SDK code are not written in here.",
      { table: source },
      "Set its sync mode to SOFT_DELETE or LIVE.",
    );
  return plan;
}
