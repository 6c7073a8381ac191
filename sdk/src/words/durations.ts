/** From the largest to the smallest, as they are written. */
const UNITS_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const;
const DURATION = /^(?:\d+(?:\.\d+)?[smhd])+$/;

/**
 * Reads a duration in the form of Pulumi's `customTimeouts`: `90s`, `10m`, `1h30m`, `1.5d`.
 *
 * @returns milliseconds; undefined for anything else
 */
export function parseDuration(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  let total = 0;
  for (const [, amount = "0", unit = "s"] of text.matchAll(/(\d+(?:\.\d+)?)([smhd])/g))
    total += Number(amount) * UNITS_MS[unit as keyof typeof UNITS_MS];
  return total;
}

/** Writes milliseconds as `parseDuration` reads them: `1h30m`, `1.5s`, `0s`. */
export function formatDuration(milliseconds: number): string {
  let left = milliseconds;
  let text = "";
  for (const [unit, ms] of Object.entries(UNITS_MS)) {
    const amount = unit === "s" ? left / ms : Math.floor(left / ms);
    left -= amount * ms;
    if (amount > 0) text += `${amount}${unit}`;
  }
  return text === "" ? "0s" : text;
}
