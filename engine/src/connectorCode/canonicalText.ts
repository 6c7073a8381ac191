/** Values of Connector SDK rows as the canonical text of their types, which every destination reads. */
import type { ColumnType } from "../types/columnType";
import { isExactNumber } from "./exactJson";

/** Python's words for numbers that JSON has none for. */
const ODD_NUMBERS: Readonly<Record<string, string>> = {
  nan: "NaN",
  inf: "Infinity",
  "-inf": "-Infinity",
};

/** @returns how a column's values become text; a value that does not fit its type is refused by the destination, which names its place */
export function toCanonicalText(type: ColumnType): (value: unknown) => string | null {
  switch (type.name) {
    case "JSON":
      return (value) => (value === null || value === undefined ? null : JSON.stringify(value));
    case "BINARY":
      return (value) =>
        typeof value === "string" ? `\\x${Buffer.from(value, "base64").toString("hex")}` : plain(value);
    case "FLOAT":
    case "DOUBLE":
      return (value) => {
        const text = plain(value);
        return text === null ? null : (ODD_NUMBERS[text] ?? text);
      };
    default:
      return plain;
  }
}

function plain(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (isExactNumber(value)) return value.rawJSON;
  return typeof value === "boolean" ? String(value) : JSON.stringify(value);
}
