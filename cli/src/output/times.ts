/** Times and durations as people read them. */

const UNITS: readonly (readonly [string, number])[] = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
];

/** The two largest units of a duration: `2d 4h`, `5m 10s`, `0s`. */
export function durationText(ms: number): string {
  let left = Math.max(0, Math.round(ms / 1_000) * 1_000);
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(left / size);
    left -= amount * size;
    if (amount > 0) parts.push(`${amount}${unit}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? "0s" : parts.join(" ");
}

/** How long ago a time was, by its largest unit: `3h ago`; `in 5m` for one that comes. */
export function agoText(time: number, now: number): string {
  const [largest = "0s"] = durationText(Math.abs(now - time)).split(" ");
  return time > now ? `in ${largest}` : `${largest} ago`;
}

/** A moment, in UTC: `2026-11-30 06:25 UTC`. */
export function momentText(time: number | Date): string {
  const text = new Date(time).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}

/** A time as `--json` has it: RFC 3339 with milliseconds, in UTC; as it came where it cannot be read, and null where there is none. */
export function timeText(time: string | null | undefined): string | null {
  if (time === null || time === undefined || time === "") return null;
  const read = new Date(time);
  return Number.isNaN(read.getTime()) ? time : read.toISOString();
}
