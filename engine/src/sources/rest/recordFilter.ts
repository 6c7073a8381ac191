import type { RowCondition } from "../../contract/tablePlan";
import { EngineError } from "../../errors";
import type { ColumnType } from "../../types/columnType";

/** Whether a value in the canonical text of its type meets a condition. */
export function meets(
  { is, value = "", values = [], column }: RowCondition,
  type: ColumnType,
  text: string | null,
): boolean {
  if (is === "isNull") return text === null;
  if (text === null) return false;
  if (is === "isNotNull") return true;
  if (is === "startsWith") return text.startsWith(value);
  if (is === "contains") return text.includes(value);
  if (is === "in") return values.some((each) => compareTexts(type, text, each, column) === 0);
  const order = compareTexts(type, text, value, column);
  switch (is) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

const NUMBERS = new Set<ColumnType["name"]>(["SHORT", "INT", "LONG", "DECIMAL", "FLOAT", "DOUBLE"]);
const TIMES = new Set<ColumnType["name"]>(["NAIVE_DATE", "NAIVE_DATETIME", "UTC_DATETIME"]);

/** Below zero where `left` comes first. */
export function compareTexts(type: ColumnType, left: string, right: string, column: string): number {
  if (NUMBERS.has(type.name)) {
    if (!/^-?\d+(?:\.\d+)?$/.test(right))
      throw new EngineError(`The row filter compares a number with ${JSON.stringify(right)}.`, { column });
    return compareNumbers(left, right);
  }
  if (TIMES.has(type.name)) return microseconds(left) - microseconds(right);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Numbers of any length, as they are written. */
function compareNumbers(left: string, right: string): number {
  if (/[eNI]/.test(left)) return Number(left) - Number(right);
  const places = Math.max(placesOf(left), placesOf(right));
  const difference = scaled(left, places) - scaled(right, places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function placesOf(number: string): number {
  return number.split(".")[1]?.length ?? 0;
}

function scaled(number: string, places: number): bigint {
  const [whole = "", behind = ""] = number.split(".");
  return BigInt(whole + behind.padEnd(places, "0"));
}

/** Since 1970; a date without a zone counts as UTC. */
function microseconds(text: string): number {
  const [, seconds = "", fraction = "", zone = ""] =
    /^([\d-]+(?:[T ][\d:]+)?)(?:\.(\d+))?(.*)$/.exec(text) ?? [];
  const offset = /^[+-]\d{2}$/.test(zone) ? `${zone}:00` : zone;
  const time = Date.parse(seconds.length > 10 ? `${seconds.replace(" ", "T")}${offset || "Z"}` : seconds);
  return time * 1000 + Number(fraction.padEnd(6, "0").slice(0, 6) || "0");
}
