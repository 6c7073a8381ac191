import type { ConnectionSchedule } from "../../records/connectionSchedule";
import type { TransformationSchedule } from "../../records/transformations";
import { nextRunMs } from "../transformations/schedule";

/**
 * The next time of a timetable; undefined for a schedule that has none, since it counts from the last sync or waits to be told.
 *
 * @param offsetMs of the destination's time zone, which the time of a day is meant in
 */
export function nextTimeMs(
  schedule: ConnectionSchedule | undefined,
  afterMs: number,
  offsetMs: number,
): number | undefined {
  const { schedule_type: type, time_of_day, days_of_week, cron } = schedule ?? {};
  if (type === "CRON" && cron !== undefined) {
    return nextRunMs({ schedule_type: type, cron: [cron] }, afterMs);
  }
  if (type !== "TIME_OF_DAY") return undefined;
  const timetable: TransformationSchedule = { schedule_type: type, time_of_day, days_of_week };
  const localMs = nextRunMs(timetable, afterMs + offsetMs);
  return localMs === undefined ? undefined : localMs - offsetMs;
}

/** How long lies between the next two times of a timetable; undefined for a schedule that has none. */
export function timetableGapMs(
  schedule: ConnectionSchedule | undefined,
  afterMs: number,
): number | undefined {
  const nextMs = nextTimeMs(schedule, afterMs, 0);
  const overnextMs = nextMs === undefined ? undefined : nextTimeMs(schedule, nextMs, 0);
  return nextMs === undefined || overnextMs === undefined ? undefined : overnextMs - nextMs;
}
