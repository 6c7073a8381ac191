import type { Position } from "../../contract/source";
import type { PlannedColumn, RowCondition, TablePlan } from "../../contract/tablePlan";
import { EngineError } from "../../errors";
import { quoteName, quoteTable, quoteText } from "../../sql/quoting";
import { type CatalogType, textExpression } from "./columnTypes";
import type { CatalogTable } from "./discover";

/** The session's setting that holds the salt: a COPY takes no parameters, and its text is seen by others. */
export const SALT_SETTING = "fivetran_engine.salt";

/** The SELECT of a table's rows: blocked columns are not in it, hashed ones are hashed in it. */
export function selectRows(table: CatalogTable, plan: TablePlan, position: Position | undefined): string {
  const list = plan.columns.map((column) => expressionOf(table, column));
  const conditions = filterOf(plan);
  let order = "";
  if (plan.mode.kind === "incremental") {
    const cursor = quoteName(plan.mode.cursor);
    if (position !== undefined) conditions.push(changedSince(table, plan.mode, position));
    order = ` ORDER BY ${cursor} NULLS FIRST`;
  }
  return `SELECT ${list.join(", ")} FROM ${quoteTable(table)}${whereOf(conditions)}${order}`;
}

/** The SELECT of the keys of all rows, to find those that have gone. */
export function selectKeys(table: CatalogTable, plan: TablePlan): string {
  const list = plan.columns.filter(({ key }) => key).map((column) => expressionOf(table, column));
  return `SELECT ${list.join(", ")} FROM ${quoteTable(table)}${whereOf(filterOf(plan))}`;
}

function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
}

function filterOf({ filter: { match, conditions } }: TablePlan): string[] {
  if (conditions.length === 0) return [];
  return [`(${conditions.map(conditionOf).join(match === "any" ? " OR " : " AND ")})`];
}

function expressionOf(table: CatalogTable, { source, hashed }: PlannedColumn): string {
  const text = textExpression(typeOf(table, source), quoteName(source));
  if (!hashed) return text;
  return `encode(sha256(convert_to(current_setting('${SALT_SETTING}') || (${text})::text, 'UTF8')), 'hex')`;
}

function typeOf(table: CatalogTable, column: string): CatalogType {
  const type = table.types.get(column);
  if (type === undefined)
    throw new EngineError("The column has gone since the tables were discovered.", { table, column });
  return type;
}

function conditionOf({ column, is, value = "", values = [] }: RowCondition): string {
  const name = quoteName(column);
  switch (is) {
    case "isNull":
      return `${name} IS NULL`;
    case "isNotNull":
      return `${name} IS NOT NULL`;
    case "startsWith":
      return `starts_with(${name}::text, ${quoteText(value)})`;
    case "contains":
      return `position(${quoteText(value)} in ${name}::text) > 0`;
    case "in":
      return `${name} IN (${values.map(quoteText).join(", ")})`;
    default:
      return `${name} ${is === "!=" ? "<>" : is} ${quoteText(value)}`;
  }
}

const DATE_TYPES = new Set(["date", "timestamp", "timestamptz"]);

/**
 * Rows whose cursor is not before the position; equal ones are read again, since others may have been written with the same value. Rows
 * without a value are always read: nothing says whether they have changed.
 */
function changedSince(
  table: CatalogTable,
  mode: { readonly cursor: string; readonly lookbackMs: number },
  position: Position,
): string {
  const name = quoteName(mode.cursor);
  const literal = quoteText(position);
  const type = typeOf(table, mode.cursor).name;
  const from =
    mode.lookbackMs > 0 && DATE_TYPES.has(type)
      ? `${literal}::${type} - interval '${mode.lookbackMs} milliseconds'`
      : literal;
  return `(${name} >= ${from} OR ${name} IS NULL)`;
}
