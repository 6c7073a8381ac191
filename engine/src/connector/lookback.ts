import { parseDuration } from "@pulumi-fivetran/sdk/words";

const UNITS: Readonly<Record<string, string>> = { second: "s", minute: "m", hour: "h", day: "d" };

/**
 * Reads a duration as people write it: `24 hours`, `1 day`, or `1h30m`.
 *
 * @returns milliseconds; undefined for anything else
 */
export function parseLookback(text: string): number | undefined {
  const short = text
    .trim()
    .replaceAll(
      /(\d)\s*(second|minute|hour|day)s?\b\s*/gi,
      (_, digit: string, unit: string) => `${digit}${UNITS[unit.toLowerCase()] ?? ""}`,
    );
  return parseDuration(short);
}
