import type { Database } from "../../duckdb/database";
import { isNested, logicalDuckType } from "../../duckdb/logicalType";
import { textLiteral } from "../../duckdb/segmentRows";
import { quoteName } from "../../sql/quoting";
import { type ColumnType, typeNamed } from "../../types/columnType";
import type { DataFile, FileFormat } from "./tableFiles";
import { factsOf, factsSql, typeOfTexts, typeOfTimes } from "./textTypes";

/** A column of files, with the expressions that read it from a row of `rowsOf`. */
export interface FileColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Its value in DuckDB's type, or as text where it is text in the file. */
  readonly value: string;
}

/** Of an object in a JSON file. DuckDB sets aside twice as much for each of its threads. */
const LARGEST_OBJECT_BYTES = 16 * 1024 * 1024;

/** A table expression that reads one file, as it is written. */
export function rowsOf(file: DataFile): string {
  const path = textLiteral(file.path);
  switch (file.format) {
    case "csv":
      return `read_csv(${path}, all_varchar = true, header = true, allow_quoted_nulls = false, sample_size = -1)`;
    case "ndjson":
      return `read_json_objects(${path}, format = 'auto', maximum_object_size = ${LARGEST_OBJECT_BYTES})`;
    case "parquet":
      return `read_parquet(${path})`;
  }
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
  const facts = names.map((name, index) => factsSql(quoteName(name), index)).join(", ");
  const [row = {}] = await database.query<Record<string, unknown>>(`SELECT ${facts} FROM ${rowsOf(file)}`);
  return names.flatMap((name, index) => {
    const type = typeOfTexts(factsOf(row, index));
    return type === undefined ? [] : [{ name, type, value: quoteName(name) }];
  });
}

async function columnNames(database: Database, file: DataFile): Promise<string[]> {
  const columns = await database.query<{ column_name: string }>(`DESCRIBE SELECT * FROM ${rowsOf(file)}`);
  return columns.map(({ column_name }) => column_name);
}

interface JsonKind {
  readonly key: string;
  readonly kinds: string;
  readonly [fact: string]: unknown;
}

/** Keys in the order of their first appearance. A text that looks like a number stays text: the file says that it is one. */
async function jsonColumns(database: Database, file: DataFile): Promise<FileColumn[]> {
  const rows = await database.query<JsonKind>(
    `WITH objects AS (SELECT json, row_number() OVER () AS row FROM ${rowsOf(file)}),
     keys AS (SELECT unnest(json_keys(json)) AS key, json, row FROM objects),
     found AS (SELECT key, row, json_type(value) AS kind, value ->> '$' AS text
       FROM (SELECT key, row, json_extract(json, '/' || replace(replace(key, '~', '~0'), '/', '~1')) AS value FROM keys))
     SELECT key, string_agg(DISTINCT kind, ',') AS kinds, ${factsSql("text", "t")}
     FROM found WHERE kind <> 'NULL' GROUP BY key ORDER BY min(row), key`,
  );
  return rows.map((row) => ({
    name: row.key,
    type: jsonType(row),
    value: `json_extract_string(json, ${textLiteral(`/${row.key.replaceAll("~", "~0").replaceAll("/", "~1")}`)})`,
  }));
}

function jsonType(row: JsonKind): ColumnType {
  const kinds = new Set(row.kinds.split(","));
  const all = (...wanted: string[]): boolean => [...kinds].every((kind) => wanted.includes(kind));
  const facts = factsOf(row, "t");
  if (all("BOOLEAN")) return typeNamed("BOOLEAN");
  if (all("OBJECT", "ARRAY")) return typeNamed("JSON");
  if (all("VARCHAR")) return typeOfTimes(facts) ?? typeNamed("STRING");
  if (all("BIGINT", "UBIGINT", "HUGEINT", "DOUBLE")) return typeOfTexts(facts) ?? typeNamed("STRING");
  return typeNamed("STRING");
}

async function parquetColumns(database: Database, file: DataFile): Promise<FileColumn[]> {
  const columns = await database.query<{ column_name: string; column_type: string }>(
    `DESCRIBE SELECT * FROM ${rowsOf(file)}`,
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
