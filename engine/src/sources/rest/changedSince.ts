import type { RestEndpoint } from "../../connector/restOptions";
import type { Position } from "../../contract/source";
import type { ReadMode } from "../../contract/tablePlan";
import { EngineError } from "../../errors";
import { utcText } from "./jsonTimes";
import { textOfJson } from "./jsonTypes";
import type { RecordColumns, RecordValues } from "./recordColumns";
import { compareTexts } from "./recordFilter";

/** The parameter that asks for what has changed since a position. Without a position, and in a full read, it is `start`. */
export function changedSince(
  { incremental }: RestEndpoint,
  mode: ReadMode | undefined,
  position: Position | undefined,
): Readonly<Record<string, string>> {
  if (incremental === undefined) return {};
  const { parameter, start, format = "asIs" } = incremental;
  if (mode?.kind !== "incremental" || position === undefined)
    return start === undefined ? {} : { [parameter]: start };
  const from =
    mode.lookbackMs === 0 && format === "asIs" ? position : earlier(position, mode.lookbackMs, incremental);
  return { [parameter]: from };
}

function earlier(
  position: Position,
  lookbackMs: number,
  { cursor, format = "asIs" }: NonNullable<RestEndpoint["incremental"]>,
): string {
  const isNumber = /^\d+(?:\.\d+)?$/.test(position);
  const time = isNumber
    ? Number(position) * (format === "epochSeconds" ? 1000 : 1)
    : Date.parse(isoOf(position));
  if (!Number.isFinite(time) || (isNumber && format === "asIs"))
    throw new EngineError(
      "The cursor is no date, so that there is nothing a time before it.",
      { column: cursor },
      "Leave `sync.lookback` out, or set `incremental.format` of the endpoint.",
    );
  const before = Math.max(0, time - lookbackMs);
  switch (format) {
    case "epochSeconds":
      return String(Math.floor(before / 1000));
    case "epochMilliseconds":
      return String(before);
    case "asIs":
      return new Date(time - lookbackMs).toISOString();
  }
}

/** `2026-01-02 03:04:05+00` as a date of JavaScript. */
function isoOf(text: string): string {
  return text.replace(" ", "T").replace(/([+-]\d{2})$/, "$1:00");
}

/** The later one of a position and a record's cursor, as the API writes it. */
export function laterPosition(
  mode: ReadMode,
  columns: RecordColumns,
  values: RecordValues | undefined,
  position: Position | undefined,
): Position | undefined {
  if (mode.kind !== "incremental") return position;
  const value = values?.get(mode.cursor) ?? null;
  const found = typeof value === "string" ? value : textOfJson(columns.typeOf(mode.cursor), value);
  if (found === null || found === undefined) return position;
  return position === undefined || compareCursors(found, position) > 0 ? found : position;
}

/** Numbers by their value, dates by their time, other texts by their characters. */
function compareCursors(left: string, right: string): number {
  const [number, time] = [{ name: "DECIMAL", precision: 38, scale: 0 }, { name: "UTC_DATETIME" }] as const;
  if ([left, right].every((each) => /^-?\d+(?:\.\d+)?$/.test(each)))
    return compareTexts(number, left, right, "");
  const [first, second] = [utcText(left), utcText(right)];
  if (first !== undefined && second !== undefined) return compareTexts(time, first, second, "");
  return left < right ? -1 : left > right ? 1 : 0;
}
