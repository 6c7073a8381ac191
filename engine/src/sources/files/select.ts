import type { PlannedColumn, RowCondition, RowFilter } from "../../contract/tablePlan";
import { textLiteral } from "../../duckdb/segmentRows";
import { fromText, toText } from "../../duckdb/types";
import { EngineError } from "../../errors";
import type { Salt } from "../../privacy/hashing";
import type { ColumnType } from "../../types/columnType";
import { type FileColumn, rowsOf } from "./fileColumns";
import type { DataFile } from "./tableFiles";

/** Columns that a table of several files gets, as Fivetran's file connectors add them. */
export const FILE_COLUMNS = ["_file", "_line", "_modified"] as const;

export interface FileSelect {
  readonly file: DataFile;
  /** The file's own columns. */
  readonly columns: ReadonlyMap<string, FileColumn>;
  /** Types of the table's columns over all its files. */
  readonly types: ReadonlyMap<string, ColumnType>;
  readonly planned: readonly PlannedColumn[];
  readonly filter: RowFilter;
  readonly salt: Salt;
}

/** The SELECT of a file's rows as canonical texts `c0`, `c1`, …, hashed and without what is blocked. */
export function selectFile(select: FileSelect): string {
  const list = select.planned.map((column, index) => `${plannedText(select, column)} AS c${index}`);
  const { match, conditions } = select.filter;
  const filter = conditions.map((condition) => conditionOf(select, condition));
  const where = filter.length === 0 ? "" : ` WHERE ${filter.join(match === "any" ? " OR " : " AND ")}`;
  return `SELECT ${list.join(", ")} FROM (SELECT *, row_number() OVER () AS "_fivetran_line" FROM ${rowsOf(select.file, [...select.columns.keys()])})${where}`;
}

function plannedText(select: FileSelect, { source, hashed }: PlannedColumn): string {
  const text = textOf(select, source);
  return hashed ? `sha256(${textLiteral(select.salt.text)} || (${text}))` : text;
}

/** A column that this file does not have is NULL. */
function textOf({ file, columns, types }: FileSelect, name: string): string {
  const column = columns.get(name);
  if (column === undefined) return ownText(file, name);
  const type = types.get(name) ?? column.type;
  if (file.format === "parquet") return toText(column.type, column.value);
  return type.name === "STRING" || type.name === "JSON"
    ? column.value
    : toText(type, fromText(type, column.value));
}

function ownText(file: DataFile, name: string): string {
  switch (name) {
    case "_file":
      return textLiteral(file.name);
    case "_line":
      return `"_fivetran_line"::VARCHAR`;
    case "_modified":
      return `make_timestamptz(${Math.round(file.modified * 1000)})::VARCHAR`;
    default:
      return "NULL::VARCHAR";
  }
}

function conditionOf(select: FileSelect, { column, is, value = "", values = [] }: RowCondition): string {
  const text = `(${textOf(select, column)})`;
  const type = select.types.get(column);
  if (type === undefined)
    throw new EngineError("The row filter names a column that is not there.", { column });
  switch (is) {
    case "isNull":
      return `${text} IS NULL`;
    case "isNotNull":
      return `${text} IS NOT NULL`;
    case "startsWith":
    case "contains":
      return `${is === "startsWith" ? "starts_with" : "contains"}(${text}, ${textLiteral(value)})`;
    case "in":
      return `${fromText(type, text)} IN (${values.map((each) => literalOf(type, each, column)).join(", ")})`;
    default:
      return `${fromText(type, text)} ${is === "!=" ? "<>" : is} ${literalOf(type, value, column)}`;
  }
}

const NUMBERS = new Set<ColumnType["name"]>(["SHORT", "INT", "LONG", "DECIMAL", "FLOAT", "DOUBLE"]);

/** A number is compared as it is: as one of the column's type, 9.5 would be 10. */
function literalOf(type: ColumnType, value: string, column: string): string {
  if (!NUMBERS.has(type.name)) return fromText(type, textLiteral(value));
  if (/^-?\d+(?:\.\d+)?$/.test(value)) return value;
  throw new EngineError(`The row filter compares a number with ${JSON.stringify(value)}.`, { column });
}
