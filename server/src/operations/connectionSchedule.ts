import { z } from "zod";
import { given } from "../domain/given";
import { isCron } from "../domain/transformations/schedule";
import { weekday } from "../domain/transformations/scheduleModel";
import type { ConnectionRecord } from "../records/account";
import type { ConnectionSchedule } from "../records/connectionSchedule";
import type { Weekday } from "../records/transformations";
import { isSyncFrequency } from "./syncFrequency";

/** What each type of schedule cannot do without (UNPROVEN that the service demands it). */
const NEEDED = { INTERVAL: "interval", TIME_OF_DAY: "time_of_day", CRON: "cron", MANUAL: undefined } as const;

const MINUTES_OF_A_DAY = 1440;

export const connectionSchedule = z
  .object({
    schedule_type: z.enum(["INTERVAL", "TIME_OF_DAY", "CRON", "MANUAL"]),
    // Which lengths the service takes is documented nowhere.
    interval: z.int().positive().nullish(),
    time_of_day: z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d(?::00)?$/)
      .nullish(),
    days_of_week: z.array(weekday).nullish(),
    cron: z.string().refine(isCron).nullish(),
  })
  .superRefine((schedule, context) => {
    const needed = NEEDED[schedule.schedule_type];
    if (needed === undefined || (schedule[needed] ?? null) !== null) return;
    context.addIssue({ code: "invalid_type", expected: "nonoptional", path: [needed], input: undefined });
  });

interface ScheduleSettings {
  readonly schedule?: z.infer<typeof connectionSchedule> | null | undefined;
  readonly sync_frequency?: number | null | undefined;
  readonly daily_sync_time?: string | null | undefined;
  readonly schedule_type?: "auto" | "manual" | null | undefined;
}

type Scheduled = Pick<ConnectionRecord, "schedule" | "syncFrequency" | "dailySyncTime" | "scheduleType">;

/**
 * Lays what is sent over a schedule. The two ways to say it hold each other up to date: a schedule goes before the older settings that
 * come with it and sets them as far as they can say the same, and older settings that come alone end it (all of it UNPROVEN).
 */
export function mergeSchedule(before: Scheduled, body: ScheduleSettings): Scheduled {
  const older: Scheduled = {
    schedule: undefined,
    syncFrequency: body.sync_frequency ?? before.syncFrequency,
    dailySyncTime: body.daily_sync_time ?? before.dailySyncTime,
    scheduleType: body.schedule_type ?? before.scheduleType,
  };
  if (body.schedule) return scheduledAs(older, body.schedule);
  const isEnded =
    body.schedule === null ||
    [body.sync_frequency, body.daily_sync_time, body.schedule_type].some((sent) => (sent ?? null) !== null);
  return isEnded ? older : { ...older, schedule: before.schedule };
}

function scheduledAs(older: Scheduled, sent: z.infer<typeof connectionSchedule>): Scheduled {
  const { schedule_type: type, interval, time_of_day: timeOfDay, days_of_week: days, cron } = sent;
  const schedule: ConnectionSchedule = {
    schedule_type: type,
    ...given({
      interval: interval ?? undefined,
      time_of_day: timeOfDay ?? undefined,
      days_of_week: days ?? undefined,
      cron: cron ?? undefined,
    }),
  };
  const scheduled: Scheduled = { ...older, schedule, scheduleType: type === "MANUAL" ? "manual" : "auto" };
  if (type === "INTERVAL") return { ...scheduled, syncFrequency: interval ?? older.syncFrequency };
  if (type !== "TIME_OF_DAY") return scheduled;
  const hour = timeOfDay?.slice(0, 5);
  return {
    ...scheduled,
    syncFrequency: MINUTES_OF_A_DAY,
    dailySyncTime: hour?.endsWith(":00") === true ? hour : older.dailySyncTime,
  };
}

const EVERY_DAY: readonly Weekday[] = weekday.options;

/**
 * A connection's schedule as it is answered, in the newer form, whichever it was said in: that every answer has it, and that a time of
 * day has all days where none were sent, is documented for neither (UNPROVEN).
 */
export function scheduleView({
  schedule,
  syncFrequency,
  dailySyncTime,
  scheduleType,
}: Scheduled): ConnectionSchedule {
  const said = schedule ?? inNewerForm({ syncFrequency, dailySyncTime, scheduleType });
  return said.schedule_type === "TIME_OF_DAY" && (said.days_of_week ?? []).length === 0
    ? { ...said, days_of_week: EVERY_DAY }
    : said;
}

/** The older settings as they are answered: a cron expression has no frequency, and others than those of a list cannot be said. */
export function olderScheduleView(scheduled: Scheduled): Record<string, unknown> {
  const { schedule, syncFrequency, dailySyncTime, scheduleType } = scheduled;
  return {
    sync_frequency:
      schedule?.schedule_type === "CRON" || !isSyncFrequency(syncFrequency) ? null : syncFrequency,
    // Kept through other frequencies, shown for the daily one only.
    daily_sync_time: syncFrequency === MINUTES_OF_A_DAY ? dailySyncTime : undefined,
    schedule_type: scheduleType,
  };
}

function inNewerForm({
  syncFrequency,
  dailySyncTime,
  scheduleType,
}: Omit<Scheduled, "schedule">): ConnectionSchedule {
  if (scheduleType === "manual") return { schedule_type: "MANUAL" };
  return syncFrequency === MINUTES_OF_A_DAY && dailySyncTime !== undefined
    ? { schedule_type: "TIME_OF_DAY", time_of_day: dailySyncTime }
    : { schedule_type: "INTERVAL", interval: syncFrequency };
}
