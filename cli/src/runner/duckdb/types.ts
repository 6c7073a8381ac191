/** Types of columns: Fivetran's, DuckDB's, and which holds both of two. */

const TYPES: Readonly<Record<string, string>> = {
  BOOLEAN: "BOOLEAN",
  SHORT: "SMALLINT",
  INT: "INTEGER",
  LONG: "BIGINT",
  FLOAT: "FLOAT",
  DOUBLE: "DOUBLE",
  NAIVE_DATE: "DATE",
  NAIVE_TIME: "TIME",
  NAIVE_DATETIME: "TIMESTAMP",
  UTC_DATETIME: "TIMESTAMP WITH TIME ZONE",
  BINARY: "BLOB",
  JSON: "JSON",
  STRING: "VARCHAR",
  XML: "VARCHAR",
};

/** DuckDB's type, as its catalogue names it, for a column's type. */
export function duckDbType(type: string): string {
  if (type.startsWith("DECIMAL")) return type;
  const known = TYPES[type];
  if (known === undefined) throw new Error(`there is no column type '${type}'`);
  return known;
}

/** Each within the next. */
const NUMBERS = ["SMALLINT", "INTEGER", "BIGINT", "FLOAT", "DOUBLE"];
const TIMES = ["DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE"];
/** Digits before the point that a whole number needs. */
const DIGITS: Readonly<Record<string, number>> = { SMALLINT: 5, INTEGER: 10, BIGINT: 19 };
const MAX_DIGITS = 38;

/** The narrowest of DuckDB's types that holds values of both; text where nothing else does. Never narrower than either. */
export function widerType(held: string, found: string): string {
  if (held === found) return held;
  for (const order of [NUMBERS, TIMES]) {
    const [one, other] = [order.indexOf(held), order.indexOf(found)];
    if (one < 0 || other < 0) continue;
    const wider = order[Math.max(one, other)] ?? held;
    // A 32-bit number with a fraction does not hold a whole number of 64 bits.
    return wider === "FLOAT" ? "DOUBLE" : wider;
  }
  const [one, other] = [decimal(held), decimal(found)];
  if (one !== undefined && other !== undefined) {
    const scale = Math.max(one.scale, other.scale);
    const before = Math.max(one.before, other.before);
    if (before + scale <= MAX_DIGITS) return `DECIMAL(${before + scale},${scale})`;
    return "DOUBLE";
  }
  const isFraction = (type: string): boolean => type === "FLOAT" || type === "DOUBLE";
  if ((one !== undefined && isFraction(found)) || (other !== undefined && isFraction(held))) return "DOUBLE";
  return "VARCHAR";
}

function decimal(type: string): { before: number; scale: number } | undefined {
  const digits = DIGITS[type];
  if (digits !== undefined) return { before: digits, scale: 0 };
  const match = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(type);
  if (match === null) return undefined;
  return { before: Number(match[1]) - Number(match[2]), scale: Number(match[2]) };
}

/** How a column is read from a line of JSON: binary comes as base64, all else as DuckDB reads it. */
export function jsonType(type: string): string {
  return type === "BLOB" ? "VARCHAR" : type;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
