import type { ColumnType } from "./columnType";

/**
 * A value in a program: numbers for SHORT, INT, FLOAT and DOUBLE, bigint for LONG, booleans for BOOLEAN; everything else is its
 * canonical text, JSON and DECIMAL too, so that nothing is rounded.
 */
export type RowValue = string | number | bigint | boolean | null;

/** The value of a canonical text. */
export function valueOfText(type: ColumnType, text: string | null): RowValue {
  if (text === null) return null;
  switch (type.name) {
    case "BOOLEAN":
      return text === "true" || text === "t";
    case "SHORT":
    case "INT":
    case "FLOAT":
    case "DOUBLE":
      return Number(text);
    case "LONG":
      return BigInt(text);
    default:
      return text;
  }
}

/** The canonical text of a value; undefined for one that is not of the type. */
export function textOfValue(type: ColumnType, value: unknown): string | null | undefined {
  if (value === null || value === undefined) return null;
  switch (type.name) {
    case "BOOLEAN":
      return typeof value === "boolean" ? String(value) : undefined;
    case "SHORT":
    case "INT":
    case "LONG":
      return wholeText(value);
    case "DECIMAL":
      return decimalText(value, type.scale);
    case "FLOAT":
    case "DOUBLE":
      return typeof value === "number" ? (Object.is(value, -0) ? "-0" : String(value)) : undefined;
    case "JSON":
      return jsonText(value);
    case "UTC_DATETIME":
    case "NAIVE_DATETIME":
      return value instanceof Date ? value.toISOString() : plainText(value);
    default:
      return plainText(value);
  }
}

function plainText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function wholeText(value: unknown): string | undefined {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  return typeof value === "string" && /^-?\d+$/.test(value) ? value : undefined;
}

/** More places than the type has would be rounded by the destination. */
function decimalText(value: unknown, scale: number): string | undefined {
  const text = typeof value === "number" || typeof value === "bigint" ? String(value) : value;
  if (typeof text !== "string") return undefined;
  const places = /^-?\d+(?:\.(\d+))?$/.exec(text);
  return places !== null && (places[1] ?? "").length <= scale ? text : undefined;
}

function jsonText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
