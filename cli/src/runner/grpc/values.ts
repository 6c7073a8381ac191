/** Values of the partner protocol as JSON texts and types of columns. */
import type { PartnerColumn, Timestamp, Value, ValueKind } from "./protocol";

/** A column without a declared type has that of its first value. */
const TYPES: Readonly<Record<Exclude<ValueKind, "null">, string>> = {
  bool: "BOOLEAN",
  short: "SHORT",
  int: "INT",
  long: "LONG",
  float: "FLOAT",
  double: "DOUBLE",
  naive_date: "NAIVE_DATE",
  naive_time: "NAIVE_TIME",
  naive_datetime: "NAIVE_DATETIME",
  utc_datetime: "UTC_DATETIME",
  decimal: "DECIMAL(38,9)",
  binary: "BINARY",
  string: "STRING",
  json: "JSON",
  xml: "XML",
};

/** Each within the next. */
const NUMBERS = ["SHORT", "INT", "LONG", "FLOAT", "DOUBLE"];

/** @throws Error for a value of a kind that a newer protocol has */
export function typeOf({ inner }: Value): string | undefined {
  if (inner === "null") return undefined;
  const type = inner === undefined ? undefined : TYPES[inner];
  if (type === undefined) throw new Error("a value has a kind that this client does not know");
  return type;
}

export function widerType(held: string, found: string): string {
  if (held === found) return held;
  const [one, other] = [NUMBERS.indexOf(held), NUMBERS.indexOf(found)];
  if (one < 0 || other < 0) return "STRING";
  const wider = NUMBERS[Math.max(one, other)] ?? held;
  // A 32-bit number with a fraction does not hold a whole number of 64 bits.
  return wider === "FLOAT" ? "DOUBLE" : wider;
}

/** Undefined for a column whose type is left to its values. */
export function declaredType({ type = "UNSPECIFIED", params }: PartnerColumn): string | undefined {
  if (type === "UNSPECIFIED") return undefined;
  if (type !== "DECIMAL") return type;
  const { precision = 38, scale = 9 } = params?.decimal ?? {};
  return `DECIMAL(${precision},${scale})`;
}

/** The text of a value within a line of JSON. */
export function jsonOf(value: Value): string {
  const { inner = "null" } = value;
  const held = value[inner];
  switch (inner) {
    case "null":
      return "null";
    case "bool":
      return String(held === true);
    // Digits as they came: a number of 64 bits is not one of JavaScript's.
    case "short":
    case "int":
    case "long":
      return String(held ?? 0);
    case "float":
    case "double":
      return numberText(Number(held ?? 0));
    case "binary":
      return `"${Buffer.from(held as Uint8Array).toString("base64")}"`;
    case "json":
      return documentText(String(held ?? ""));
    case "naive_date":
      return `"${timeOf(held as Timestamp).slice(0, 10)}"`;
    case "naive_time":
      return `"${timeOf(held as Timestamp).slice(11)}"`;
    case "naive_datetime":
      return `"${timeOf(held as Timestamp)}"`;
    case "utc_datetime":
      return `"${timeOf(held as Timestamp)}Z"`;
    default:
      return JSON.stringify(String(held ?? ""));
  }
}

/** JSON has no word for these; the destination reads them from text. */
function numberText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? "-0" : String(value);
  return Number.isNaN(value) ? '"nan"' : value > 0 ? '"inf"' : '"-inf"';
}

/** On one line, since a line is a row; text that is no JSON is a JSON text. */
function documentText(text: string): string {
  try {
    JSON.parse(text);
    // Line feeds stand only between the parts of a document: within its texts they are escaped.
    return text.replace(/[\r\n]+/g, " ");
  } catch {
    return JSON.stringify(text);
  }
}

/** `2026-01-02T03:04:05.678901`, in UTC. */
function timeOf({ seconds = "0", nanos = 0 }: Timestamp): string {
  const whole = new Date(Number(seconds) * 1000).toISOString().replace(/\.\d{3}Z$/, "");
  return `${whole}.${String(Math.floor(nanos / 1000)).padStart(6, "0")}`;
}
