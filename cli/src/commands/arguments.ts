/** How values on the command line are read. What they throw is a wrong call, exit code 2. */
import { parseDuration } from "@pulumi-fivetran/sdk/words";
import { InvalidArgumentError } from "commander";

/** @returns milliseconds */
export function durationArgument(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined || ms <= 0)
    throw new InvalidArgumentError("Write a duration such as 90s, 30m, 6h or 1d12h.");
  return ms;
}

/** @returns a whole number of at least 1 */
export function countArgument(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("Write a whole number above 0.");
  return Number(text);
}

/** Adds each use of an option that may be given several times. */
export function listArgument(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** @returns milliseconds since 1970 */
export function timeArgument(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(time))
    throw new InvalidArgumentError("Write a time such as 2026-01-31 or 2026-01-31T09:00:00Z.");
  return time;
}
