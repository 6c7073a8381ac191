import type { Database } from "../../duckdb/database";
import { isNested, logicalDuckType } from "../../duckdb/logicalType";
import { textLiteral } from "../../duckdb/segmentRows";
import { EngineError } from "../../errors";
import { quoteName } from "../../sql/quoting";
import { type ColumnType, typeNamed } from "../../types/columnType";
import type { DataFile, FileFormat } from "./tableFiles";
import { factsOf, factsSql, type TextFacts, typeOfTexts, typeOfTimes } from "./textTypes";

/** A column of files, with the expressions that read it from a row of `rowsOf`. */
export interface FileColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Its value in DuckDB's type, or as text where it is text in the file. */
  readonly value: string;
}

/** Of a row in a file of text. DuckDB sets aside twice as much for each of its threads. */
const LARGEST_ROW_BYTES = 16 * 1024 * 1024;
const USUAL_ROW_BYTES = 2 * 1024 * 1024;

/**
 * A table expression that reads one file, as it is written.
 *
 * @param keys For JSON: the members that stand in the list `texts`. An object is parsed once for all of them.
 */
export function rowsOf(file: DataFile, keys: readonly string[]): string {
  const path = textLiteral(file.path);
  switch (file.format) {
    case "csv":
      return `read_csv(${path}, all_varchar = true, header = true, allow_quoted_nulls = false, sample_size = -1, ${lineRoom(file)})`;
    case "ndjson":
      return `(SELECT json_extract_string(json, ${pointersOf(keys)}) AS texts FROM ${objectsOf(file)})`;
    case "parquet":
      return `read_parquet(${path})`;
  }
}

function objectsOf({ path, bytes }: DataFile): string {
  const largest = Math.min(LARGEST_ROW_BYTES, Math.max(USUAL_ROW_BYTES, bytes + 1024));
  return `read_json_objects(${textLiteral(path)}, format = 'auto', maximum_object_size = ${largest})`;
}

function pointersOf(keys: readonly string[]): string {
  const pointers = keys.map((key) => textLiteral(`/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`));
  return `[${pointers.join(", ")}]::VARCHAR[]`;
}

/** No row is longer than its file. */
function lineRoom({ bytes }: DataFile): string {
  const longest = Math.min(LARGEST_ROW_BYTES, Math.max(USUAL_ROW_BYTES, bytes + 1024));
  return `max_line_size = ${longest}, buffer_size = ${Math.max(16 * USUAL_ROW_BYTES, 2 * longest)}`;
}

/** Reads the columns of a file with the types that hold all its values. A column without a value is not there. */
export async function columnsOf(database: Database, file: DataFile): Promise<FileColumn[]> {
  const readers: Readonly<Record<FileFormat, typeof csvColumns>> = {
    csv: csvColumns,
    ndjson: jsonColumns,
    parquet: parquetColumns,
  };
  return await readers[file.format](database, file);
}

async function csvColumns(database: Database, file: DataFile): Promise<FileColumn[]> {
  const names = await columnNames(database, file);
  if (names.length === 0) return [];
  const facts = names.map((name, index) => factsSql(shortened(quoteName(name)), index)).join(", ");
  const [row = {}] = await database.query<Record<string, unknown>>(
    `SELECT ${facts} FROM ${rowsOf(file, [])}`,
  );
  return names.flatMap((name, index) => {
    const type = typeOfTexts(factsOf(row, index));
    return type === undefined ? [] : [{ name, type, value: quoteName(name) }];
  });
}

async function columnNames(database: Database, file: DataFile): Promise<string[]> {
  const columns = await database.query<{ column_name: string }>(`DESCRIBE SELECT * FROM ${rowsOf(file, [])}`);
  return columns.map(({ column_name }) => column_name);
}

/** No number or date has more characters: a longer text is not looked at, and not copied. */
const LONGEST_TYPED = 100;

function shortened(text: string): string {
  return `CASE WHEN strlen(${text}) > ${LONGEST_TYPED} THEN 'x' ELSE ${text} END`;
}

/** Keys in the order of their first appearance. A text that looks like a number stays text: the file says that it is one. */
async function jsonColumns(database: Database, file: DataFile): Promise<FileColumn[]> {
  const names = await jsonKeys(database, file);
  if (names.length === 0) return [];
  await refuseRounded(database, file);
  const facts = names.map((_, index) => {
    const kinds = `string_agg(DISTINCT nullif(kinds[${index + 1}], 'NULL'), ',') AS "kinds_${index}"`;
    return `${kinds}, ${factsSql(`texts[${index + 1}]`, index)}`;
  });
  const pointers = pointersOf(names);
  const [row = {}] = await database.query<Record<string, unknown>>(
    `SELECT ${facts.join(", ")} FROM (SELECT json_type(json, ${pointers}) AS kinds,
       list_transform(json_extract_string(json, ${pointers}), lambda text: ${shortened("text")}) AS texts
     FROM ${objectsOf(file)})`,
  );
  const found = names.flatMap((name, index) => {
    const kinds = row[`kinds_${index}`];
    return typeof kinds === "string" ? [{ name, type: jsonType(kinds.split(","), factsOf(row, index)) }] : [];
  });
  return found.map((column, index) => ({ ...column, value: `texts[${index + 1}]` }));
}

async function jsonKeys(database: Database, file: DataFile): Promise<string[]> {
  const rows = await database.query<{ key: string }>(
    `SELECT key FROM (SELECT unnest(keys) AS key, row FROM
       (SELECT json_keys(json) AS keys, row_number() OVER () AS row FROM ${objectsOf(file)}))
     GROUP BY key ORDER BY min(row), key`,
  );
  return rows.map(({ key }) => key);
}

/** A number of JSON that is no whole one, which DuckDB reads as a DOUBLE. */
const NUMBER = "-?[0-9]+(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?";
const TEXT = String.raw`"(?:[^"\\]|\\.)*"`;

/** The digits that a number is made of, wherever its point is. */
function digitsOf(number: string): string {
  return `regexp_replace(regexp_replace(regexp_replace(${number}, '[eE].*$', ''), '[-.]', '', 'g'), '^0+|0+$', '', 'g')`;
}

/**
 * DuckDB would round such a number without a word: its digits are no longer those that were written. Whole numbers of any length are
 * exact, and so is what a program has written for a DOUBLE.
 */
async function refuseRounded(database: Database, file: DataFile): Promise<void> {
  // What is too large for a DOUBLE stays the text that it is.
  const rounded = `regexp_matches(number, '[.eE]') AND isfinite(TRY_CAST(number AS DOUBLE)) AND ${digitsOf("number")} <> ${digitsOf("TRY_CAST(number AS DOUBLE)::VARCHAR")}`;
  const [found] = await database.query<{ row: bigint }>(
    `SELECT min(row) AS row FROM (SELECT row_number() OVER () AS row,
       CASE WHEN regexp_matches(json, '[0-9.]{17}|[eE]-[0-9]{3}')
         THEN len(list_filter(regexp_extract_all(regexp_replace(json, '${TEXT}', '', 'g'), '${NUMBER}'), lambda number: ${rounded}))
         ELSE 0 END AS count
     FROM ${objectsOf(file)}) WHERE count > 0 HAVING count(*) > 0`,
  );
  if (found !== undefined)
    throw new EngineError(
      `The file ${file.name} holds, in object ${found.row}, a number with more digits than a DOUBLE has: it would be rounded.`,
      {},
      "Write it as a text.",
    );
}

function jsonType(found: readonly string[], facts: TextFacts): ColumnType {
  const all = (...wanted: string[]): boolean => found.every((kind) => wanted.includes(kind));
  if (all("BOOLEAN")) return typeNamed("BOOLEAN");
  if (all("OBJECT", "ARRAY")) return typeNamed("JSON");
  if (all("VARCHAR")) return typeOfTimes(facts) ?? typeNamed("STRING");
  if (all("BIGINT", "UBIGINT", "HUGEINT", "DOUBLE")) return typeOfTexts(facts) ?? typeNamed("STRING");
  return typeNamed("STRING");
}

async function parquetColumns(database: Database, file: DataFile): Promise<FileColumn[]> {
  const columns = await database.query<{ column_name: string; column_type: string }>(
    `DESCRIBE SELECT * FROM ${rowsOf(file, [])}`,
  );
  return columns.map(({ column_name: name, column_type: type }) => parquetColumn(name, type));
}

function parquetColumn(name: string, duckTypeName: string): FileColumn {
  const value = quoteName(name);
  return {
    name,
    type: logicalDuckType(duckTypeName),
    value: isNested(duckTypeName) ? `to_json(${value})` : value,
  };
}
