const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** `2026-11-21 09:30:00`, in UTC like all times of the API. */
export function dateAndTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

/** `09:30:00`. */
export function timeOfDay(rfc3339: string): string {
  return rfc3339.slice(11, 19);
}

/** `12 min ago`, `in 3 h`, `now`. */
export function relative(ms: number, nowMs: number): string {
  const distance = Math.abs(nowMs - ms);
  if (distance < 1000) return "now";
  return ms <= nowMs ? `${duration(distance)} ago` : `in ${duration(distance)}`;
}

/** In the largest unit that has at least one of it: `250 ms`, `45 s`, `12 min`, `3 h`, `9 d`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${Math.floor(ms / 1000)} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  return `${Math.floor(ms / DAY_MS)} d`;
}

/** How often a connection syncs: minutes as the API has them, in words. */
export function frequency(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? "every day" : `every ${minutes / 1440} days`;
  if (minutes % 60 === 0) return minutes === 60 ? "every hour" : `every ${minutes / 60} hours`;
  return `every ${minutes} minutes`;
}
