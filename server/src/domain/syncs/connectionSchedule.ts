import type { ConnectionSchedule } from "../../records/connectionSchedule";
import type { Weekday } from "../../records/transformations";
import { nextRunMs, nextStartOfDayMs } from "../transformations/schedule";

const MINUTE_MS = 60_000;

/**
 * The next time of a schedule that names times or days; undefined for one that has none, since it counts from the last sync or waits
 * to be told.
 *
 * @param afterMs for an interval, when the last sync began
 * @param offsetMs of the destination's time zone, which times of a day and days are meant in
 */
export function nextTimeMs(
  schedule: ConnectionSchedule | undefined,
  afterMs: number,
  offsetMs: number,
): number | undefined {
  const { schedule_type: type, interval, time_of_day, days_of_week, cron } = schedule ?? {};
  if (type === "CRON" && cron !== undefined) {
    return nextRunMs({ schedule_type: type, cron: [cron] }, afterMs);
  }
  const localMs = afterMs + offsetMs;
  const nextLocalMs =
    type === "TIME_OF_DAY"
      ? nextRunMs({ schedule_type: type, time_of_day, days_of_week }, localMs)
      : type === "INTERVAL" && interval !== undefined && (days_of_week ?? []).length > 0
        ? nextIntervalMs(interval, days_of_week ?? [], localMs)
        : undefined;
  return nextLocalMs === undefined ? undefined : nextLocalMs - offsetMs;
}

/** An interval that ends on a day without syncs ends with the first day that has some: it begins with a sync (UNPROVEN). */
function nextIntervalMs(interval: number, days: readonly Weekday[], afterMs: number): number | undefined {
  return nextStartOfDayMs(days, afterMs + interval * MINUTE_MS);
}

/** How long lies between the next two times of a schedule that names times or days; undefined for one that has none. */
export function timetableGapMs(
  schedule: ConnectionSchedule | undefined,
  afterMs: number,
): number | undefined {
  const nextMs = nextTimeMs(schedule, afterMs, 0);
  const overnextMs = nextMs === undefined ? undefined : nextTimeMs(schedule, nextMs, 0);
  return nextMs === undefined || overnextMs === undefined ? undefined : overnextMs - nextMs;
}
