/** The names of logical types, as the Connector SDK has them. */
export const TYPE_NAMES = [
  ...["BOOLEAN", "SHORT", "INT", "LONG", "DECIMAL", "FLOAT", "DOUBLE"],
  ...["NAIVE_DATE", "NAIVE_TIME", "NAIVE_DATETIME", "UTC_DATETIME", "BINARY", "JSON", "XML", "STRING"],
] as const;

/** The logical types without digits to declare. */
export type PlainTypeName =
  | ("BOOLEAN" | "SHORT" | "INT" | "LONG" | "FLOAT" | "DOUBLE" | "NAIVE_DATE" | "NAIVE_TIME")
  | ("NAIVE_DATETIME" | "UTC_DATETIME" | "BINARY" | "JSON" | "XML" | "STRING");

/** The type of a column, independent of source and destination. */
export type ColumnType =
  | { readonly name: PlainTypeName }
  /** Exact: `precision` digits (at most 38), `scale` of them after the point. */
  | { readonly name: "DECIMAL"; readonly precision: number; readonly scale: number };

/** The most digits that an exact number of a destination holds. A number with more is kept as text. */
export const MAX_PRECISION = 38;

/** A type by its name. */
export function typeNamed(name: PlainTypeName): ColumnType {
  return { name };
}

/** An exact number; text where a destination could not hold its digits. */
export function decimalOrText(precision: number, scale: number): ColumnType {
  return precision >= 1 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision
    ? { name: "DECIMAL", precision, scale }
    : { name: "STRING" };
}

/** Writes a type as `parseType` reads it: `LONG`, `DECIMAL(38,10)`. */
export function formatType(type: ColumnType): string {
  return type.name === "DECIMAL" ? `DECIMAL(${type.precision},${type.scale})` : type.name;
}

/** Reads what `formatType` writes; undefined for anything else. */
export function parseType(text: string): ColumnType | undefined {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(text);
  if (decimal !== null) {
    const type = decimalOrText(Number(decimal[1]), Number(decimal[2]));
    return type.name === "DECIMAL" ? type : undefined;
  }
  return text === "DECIMAL" || !(TYPE_NAMES as readonly string[]).includes(text)
    ? undefined
    : { name: text as PlainTypeName };
}

/** Whether two types are one. */
export function sameType(left: ColumnType, right: ColumnType): boolean {
  return formatType(left) === formatType(right);
}
