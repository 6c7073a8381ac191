import { type ColumnType, decimalOrText, typeNamed } from "../../types/columnType";
import { textOfValue } from "../../types/rowValue";
import { type ExactNumber, isExactNumber, type JsonValue } from "./exactJson";
import { binaryText, dateText, naiveText, timeText, utcText } from "./jsonTimes";

/** Places after the point that a column gets: in steps, so that a column is not widened with each number. */
const SCALES = [2, 4, 9, 18] as const;
/** Digits of the largest LONG. */
const LONG_DIGITS = 19;

/**
 * The type of a value without a declared one; undefined for null. A text is text, whatever it looks like. A number with a point is
 * DECIMAL, which holds a LONG too.
 */
export function typeOfJson(value: JsonValue): ColumnType | undefined {
  if (value === null) return undefined;
  if (typeof value === "boolean") return typeNamed("BOOLEAN");
  if (typeof value === "string") return typeNamed("STRING");
  return typeof value === "number" || isExactNumber(value) ? typeOfNumber(value) : typeNamed("JSON");
}

function typeOfNumber(value: number | ExactNumber): ColumnType {
  const text = plainNumber(value);
  if (text === undefined) return typeNamed("STRING");
  const [whole = "", places = ""] = text.replace("-", "").split(".");
  if (places === "") return isLong(text) ? typeNamed("LONG") : decimalOrText(Math.max(whole.length, 38), 0);
  const scale = SCALES.find((each) => each >= places.length);
  return scale === undefined || whole.length > LONG_DIGITS
    ? decimalOrText(whole.length + places.length, places.length)
    : { name: "DECIMAL", precision: LONG_DIGITS + scale, scale };
}

function isLong(text: string): boolean {
  return BigInt(text) === BigInt.asIntN(64, BigInt(text));
}

/** The longest number that is written without an exponent. */
const MOST_PLACES = 60;

/** A number without an exponent, and without zeros that mean nothing; undefined for one that would be too long. */
function plainNumber(value: number | ExactNumber): string | undefined {
  const written = typeof value === "number" ? String(value) : value.rawJSON;
  const [, sign = "", whole = "", places = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written) ?? [];
  const shift = Number(exponent);
  if (whole === "" || Math.abs(shift) > MOST_PLACES) return undefined;
  const point = whole.length + shift;
  const digits = `${"0".repeat(Math.max(0, 1 - point))}${whole}${places}`.padEnd(point, "0");
  const at = Math.max(point, 1);
  const before = digits.slice(0, at).replace(/^0+(?=\d)/, "");
  const behind = digits.slice(at).replace(/0+$/, "");
  const text = behind === "" ? before : `${before}.${behind}`;
  return text === "0" ? text : sign + text;
}

/** The canonical text of a value in a column; undefined for a value that the type does not hold exactly. */
export function textOfJson(type: ColumnType, value: JsonValue): string | null | undefined {
  if (value === null) return null;
  switch (type.name) {
    case "BOOLEAN":
      return typeof value === "boolean" ? String(value) : undefined;
    case "JSON":
      return wellFormed(JSON.stringify(value));
    case "STRING":
    case "XML":
      return wellFormed(typeof value === "string" ? value : JSON.stringify(value));
    case "SHORT":
    case "INT":
    case "LONG":
      return inRange(type.name, numberText(value));
    case "DECIMAL":
      return decimalText(type, numberText(value));
    case "FLOAT":
    case "DOUBLE":
      return typeof value === "number" ? (textOfValue(type, value) ?? undefined) : undefined;
    default:
      return typeof value === "string" ? TEXTS[type.name](value) : undefined;
  }
}

const TEXTS = {
  UTC_DATETIME: utcText,
  NAIVE_DATETIME: naiveText,
  NAIVE_DATE: dateText,
  NAIVE_TIME: timeText,
  BINARY: binaryText,
} as const;

/** Half of a surrogate pair is no character, and could not be written as UTF-8. */
function wellFormed(text: string): string | undefined {
  return text.isWellFormed() ? text : undefined;
}

/** APIs write numbers as texts too, so that nobody rounds them. */
function numberText(value: JsonValue): string | undefined {
  if (typeof value === "string")
    return /^-?\d+(?:\.\d+)?$/.test(value) ? plainNumber({ rawJSON: value }) : undefined;
  return typeof value === "number" || isExactNumber(value) ? plainNumber(value) : undefined;
}

const BITS = { SHORT: 16, INT: 32, LONG: 64 } as const;

function inRange(name: keyof typeof BITS, text: string | undefined): string | undefined {
  if (text === undefined || text.includes(".")) return undefined;
  return BigInt.asIntN(BITS[name], BigInt(text)) === BigInt(text) ? text : undefined;
}

function decimalText(
  { precision, scale }: { readonly precision: number; readonly scale: number },
  text: string | undefined,
): string | undefined {
  if (text === undefined) return undefined;
  const [whole = "", places = ""] = text.replace("-", "").split(".");
  return places.length <= scale && whole.replace(/^0$/, "").length <= precision - scale ? text : undefined;
}
