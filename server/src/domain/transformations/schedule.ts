import { Cron } from "croner";
import type { TransformationSchedule, Weekday } from "../../records/transformations";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** As `getUTCDay` counts. */
const WEEKDAYS: readonly Weekday[] = [
  "SUNDAY",
  "MONDAY",
  "TUESDAY",
  "WEDNESDAY",
  "THURSDAY",
  "FRIDAY",
  "SATURDAY",
];

/**
 * When a schedule starts a run next, after a time; both in milliseconds since 1970. Undefined for one that waits for syncs instead,
 * that says too little, or whose time never comes.
 *
 * @param afterMs for an interval, when the last one began
 * @param notBeforeMs runs before this time are passed over
 */
export function nextRunMs(
  schedule: TransformationSchedule,
  afterMs: number,
  notBeforeMs = Number.NEGATIVE_INFINITY,
): number | undefined {
  const { interval, time_of_day: timeOfDay, days_of_week: weekdays = [], cron: patterns = [] } = schedule;
  // The time itself may be one.
  const fromMs = Math.max(afterMs, notBeforeMs - 1);
  switch (schedule.schedule_type) {
    case "INTEGRATED":
      return undefined;
    case "INTERVAL":
      return interval === undefined ? undefined : nextIntervalMs(interval * MINUTE_MS, afterMs, notBeforeMs);
    case "TIME_OF_DAY":
      return timeOfDay === undefined ? undefined : nextTimeOfDayMs(timeOfDay, weekdays, fromMs);
    case "CRON":
      return nextCronMs(patterns, fromMs);
  }
}

/** Five fields: minute, hour, day of the month, month, day of the week. */
export function isCron(pattern: string): boolean {
  try {
    cron(pattern);
    return true;
  } catch {
    return false;
  }
}

function nextIntervalMs(periodMs: number, afterMs: number, notBeforeMs: number): number {
  const passedOver = Math.max(Math.ceil((notBeforeMs - afterMs) / periodMs) - 1, 0);
  return afterMs + (passedOver + 1) * periodMs;
}

function nextTimeOfDayMs(
  timeOfDay: string,
  weekdays: readonly Weekday[],
  afterMs: number,
): number | undefined {
  const [hours = 0, minutes = 0] = timeOfDay.split(":").map(Number);
  const midnightMs = Math.floor(afterMs / DAY_MS) * DAY_MS;
  for (let day = 0; day <= WEEKDAYS.length; day++) {
    const timeMs = midnightMs + day * DAY_MS + (hours * 60 + minutes) * MINUTE_MS;
    if (timeMs > afterMs && isIncluded(weekdays, timeMs)) return timeMs;
  }
  return undefined;
}

/** The time itself when its day is one of these, else the midnight with which the next of them begins. */
export function nextStartOfDayMs(weekdays: readonly Weekday[], timeMs: number): number | undefined {
  return isIncluded(weekdays, timeMs) ? timeMs : nextTimeOfDayMs("00:00", weekdays, timeMs);
}

/** None is every day. */
function isIncluded(weekdays: readonly Weekday[], timeMs: number): boolean {
  const weekday = WEEKDAYS[new Date(timeMs).getUTCDay()];
  return weekdays.length === 0 || (weekday !== undefined && weekdays.includes(weekday));
}

/** The earliest time of several patterns. */
function nextCronMs(patterns: readonly string[], afterMs: number): number | undefined {
  const times = patterns
    .map((pattern) => cron(pattern).nextRun(new Date(afterMs))?.getTime())
    .filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}

function cron(pattern: string): Cron {
  return new Cron(pattern, { mode: "5-part", timezone: "UTC", paused: true });
}
