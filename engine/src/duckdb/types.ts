import type { ColumnType } from "../types/columnType";

const TYPE_SQL: Readonly<Record<Exclude<ColumnType["name"], "DECIMAL">, string>> = {
  BOOLEAN: "BOOLEAN",
  SHORT: "SMALLINT",
  INT: "INTEGER",
  LONG: "BIGINT",
  FLOAT: "FLOAT",
  DOUBLE: "DOUBLE",
  NAIVE_DATE: "DATE",
  NAIVE_TIME: "TIME",
  NAIVE_DATETIME: "TIMESTAMP",
  UTC_DATETIME: "TIMESTAMPTZ",
  BINARY: "BLOB",
  JSON: "JSON",
  XML: "VARCHAR",
  STRING: "VARCHAR",
};

/** The name of a type in DuckDB. */
export function duckType(type: ColumnType): string {
  return type.name === "DECIMAL" ? `DECIMAL(${type.precision},${type.scale})` : TYPE_SQL[type.name];
}

/**
 * Converts canonical text to a type; what does not fit is an error, never NULL. DuckDB drops `BC` behind a date without a word, and
 * reads `(BC)` right behind the date.
 *
 * @param failing Whether what does not fit becomes NULL, to find the row that it is in.
 */
export function fromText(type: ColumnType, text: string, failing = false): string {
  const cast = (value: string): string => `${failing ? "TRY_CAST" : "CAST"}(${value} AS ${duckType(type)})`;
  switch (type.name) {
    case "STRING":
    case "XML":
      return text;
    case "BINARY":
      return `unhex(substr(${text}, 3))`;
    case "NAIVE_DATE":
    case "NAIVE_DATETIME":
    case "UTC_DATETIME":
      return cast(
        `CASE WHEN ${text} LIKE '% BC' THEN regexp_replace(${text}, '^(\\S+)(.*) BC$', '\\1 (BC)\\2') ELSE ${text} END`,
      );
    default:
      return cast(text);
  }
}

/** The canonical text of a value: what `fromText` reads, as every source writes it. */
export function toText(type: ColumnType, value: string): string {
  switch (type.name) {
    case "STRING":
    case "XML":
    case "JSON":
      return `${value}::VARCHAR`;
    case "BINARY":
      return `'\\x' || lower(hex(${value}))`;
    case "NAIVE_DATE":
    case "NAIVE_DATETIME":
    case "UTC_DATETIME":
      return `regexp_replace(${value}::VARCHAR, '^(\\S+) \\(BC\\)(.*)$', '\\1\\2 BC')`;
    case "FLOAT":
    case "DOUBLE":
      return `CASE ${value}::VARCHAR WHEN 'nan' THEN 'NaN' WHEN 'inf' THEN 'Infinity' WHEN '-inf' THEN '-Infinity' ELSE regexp_replace(${value}::VARCHAR, '\\.0$', '') END`;
    default:
      return `${value}::VARCHAR`;
  }
}
