import { type ColumnType, decimalOrText, typeNamed } from "../../types/columnType";

/** A column's type as the catalog has it, domains resolved. */
export interface CatalogType {
  /** Name of the base type: `int4`, `_text`, `numeric`. */
  readonly name: string;
  /** `pg_type.typtype`: b base, c composite, e enum, r range, m multirange. */
  readonly kind: string;
  readonly isArray: boolean;
  /** `atttypmod` of the column, or of the domain that it has. */
  readonly modifier: number;
}

const TYPES: Readonly<Record<string, ColumnType>> = {
  bool: typeNamed("BOOLEAN"),
  int2: typeNamed("SHORT"),
  int4: typeNamed("INT"),
  int8: typeNamed("LONG"),
  oid: typeNamed("LONG"),
  float4: typeNamed("FLOAT"),
  float8: typeNamed("DOUBLE"),
  date: typeNamed("NAIVE_DATE"),
  time: typeNamed("NAIVE_TIME"),
  timestamp: typeNamed("NAIVE_DATETIME"),
  timestamptz: typeNamed("UTC_DATETIME"),
  bytea: typeNamed("BINARY"),
  json: typeNamed("JSON"),
  jsonb: typeNamed("JSON"),
  xml: typeNamed("XML"),
};

/** The logical type of a column. Arrays and composites are JSON; what has no type of its own is text, as PostgreSQL writes it. */
export function logicalType(type: CatalogType): ColumnType {
  if (type.isArray || type.kind === "c") return typeNamed("JSON");
  if (type.name === "numeric") return numericType(type.modifier);
  return TYPES[type.name] ?? typeNamed("STRING");
}

/** A numeric without declared digits may have any number of them: it is kept as text. */
function numericType(modifier: number): ColumnType {
  if (modifier < 4) return typeNamed("STRING");
  const precision = ((modifier - 4) >> 16) & 0xffff;
  // Since PostgreSQL 15 a scale may be negative: eleven bits with a sign.
  const scale = (((modifier - 4) & 0x7ff) ^ 1024) - 1024;
  return decimalOrText(precision, scale);
}

/** The expression that reads a column's canonical text, for COPY. `name` is quoted. */
export function textExpression(type: CatalogType, name: string): string {
  if (type.isArray || type.kind === "c") return `to_json(${name})::text`;
  if (type.name === "bool") return `${name}::text`;
  if (type.name === "money") return `${name}::numeric::text`;
  // A cast to text would strip the blanks at its end; the output function keeps them.
  if (type.name === "bpchar") return `CASE WHEN ${name} IS NOT NULL THEN format('%s', ${name}) END`;
  return name;
}
