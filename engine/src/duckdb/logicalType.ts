import { type ColumnType, decimalOrText, typeNamed } from "../types/columnType";

const TYPES: Readonly<Record<string, ColumnType>> = {
  BOOLEAN: typeNamed("BOOLEAN"),
  TINYINT: typeNamed("SHORT"),
  SMALLINT: typeNamed("SHORT"),
  UTINYINT: typeNamed("SHORT"),
  INTEGER: typeNamed("INT"),
  USMALLINT: typeNamed("INT"),
  BIGINT: typeNamed("LONG"),
  UINTEGER: typeNamed("LONG"),
  UBIGINT: { name: "DECIMAL", precision: 20, scale: 0 },
  FLOAT: typeNamed("FLOAT"),
  DOUBLE: typeNamed("DOUBLE"),
  DATE: typeNamed("NAIVE_DATE"),
  TIME: typeNamed("NAIVE_TIME"),
  TIMESTAMP: typeNamed("NAIVE_DATETIME"),
  TIMESTAMP_S: typeNamed("NAIVE_DATETIME"),
  TIMESTAMP_MS: typeNamed("NAIVE_DATETIME"),
  "TIMESTAMP WITH TIME ZONE": typeNamed("UTC_DATETIME"),
  BLOB: typeNamed("BINARY"),
  JSON: typeNamed("JSON"),
};

/** Whether a type of DuckDB holds several values: it becomes JSON, by `to_json`. */
export function isNested(duckTypeName: string): boolean {
  return /^(?:STRUCT|MAP|UNION)\(|\]$/.test(duckTypeName);
}

/** The logical type of a type of DuckDB. What has no counterpart is text, as DuckDB writes it: UUID, INTERVAL, HUGEINT, TIMESTAMP_NS. */
export function logicalDuckType(duckTypeName: string): ColumnType {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(duckTypeName);
  if (decimal !== null) return decimalOrText(Number(decimal[1]), Number(decimal[2]));
  return isNested(duckTypeName) ? typeNamed("JSON") : (TYPES[duckTypeName] ?? typeNamed("STRING"));
}
