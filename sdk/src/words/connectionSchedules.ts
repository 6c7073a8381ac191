import type { Day } from "./days";
import { DAYS, formatDays, parseDays } from "./days";
import type { Parsed } from "./parsed";
import { DAY_MINUTES, formatInterval, formatTimeOfDay, parseSchedule, parseTimeOfDay } from "./schedules";

/** When a connection syncs, in the form that the API has since September 2026. */
export interface ConnectionScheduleForm {
  readonly scheduleType: "INTERVAL" | "TIME_OF_DAY" | "CRON" | "MANUAL";

  /** Minutes, for `INTERVAL`. */
  readonly interval?: number;

  /** On the 24-hour clock, such as `09:00`, for `TIME_OF_DAY`. */
  readonly timeOfDay?: string;

  /** For `INTERVAL` and `TIME_OF_DAY`; absent for every day. */
  readonly daysOfWeek?: readonly Day[];

  /** Five fields, for `CRON`. */
  readonly cron?: string;
}

/** The same in the older form, as far as it can be said there. */
export interface OlderScheduleForm {
  readonly scheduleType?: string;

  /** Minutes. */
  readonly syncFrequency?: number;

  /** A full hour, with 1440 minutes only. */
  readonly dailySyncTime?: string;
}

/** The intervals that the older form takes, in minutes. */
export const OLDER_INTERVALS: readonly number[] = [1, 5, 15, 30, 60, 120, 180, 360, 480, 720, DAY_MINUTES];

const EXAMPLES =
  "'every hour on weekdays', 'every 6 hours', 'daily at 09:00', 'monday and thursday at 06:00', 'cron 0 6 * * 1-5' or 'manual'";

/**
 * Reads `manual`, `every 15 minutes`, `every hour on weekdays`, `daily at 09:00`, `monday and thursday at 06:00`, `weekdays at 9:00`,
 * `cron 0 6 * * 1-5`, or a cron expression alone. Upper and lower case and the number of spaces make no difference.
 */
export function parseConnectionSchedule(text: string): Parsed<ConnectionScheduleForm> {
  const words = text.trim().replaceAll(/\s+/g, " ");
  const [, expression] = /^cron (.+)$/i.exec(words) ?? [];
  if (expression !== undefined) return cronOf(expression);
  const [, rhythm = words, days] = /^(every .+|daily(?: at .+)?) on (.+)$/i.exec(words) ?? [];
  const phrase = parseSchedule(rhythm);
  switch (phrase.kind) {
    case "manual":
      return { value: { scheduleType: "MANUAL" } };
    case "cron":
      return cronOf(phrase.expression);
    case "every":
      return onDays(everyMinutes(phrase.minutes), days);
    case "daily":
      return onDays(phrase.time === undefined ? everyMinutes(DAY_MINUTES) : atTime(phrase.time), days);
    case "other":
      return days === undefined ? onNamedDays(words) : notUnderstood;
  }
}

/** Writes a schedule as `parseConnectionSchedule` reads it. */
export function formatConnectionSchedule(schedule: ConnectionScheduleForm): string {
  const { scheduleType, interval = DAY_MINUTES, timeOfDay = "00:00", daysOfWeek = [], cron = "" } = schedule;
  const days = isEveryDay(daysOfWeek) ? undefined : formatDays(daysOfWeek);
  switch (scheduleType) {
    case "MANUAL":
      return "manual";
    case "CRON":
      return `cron ${cron}`;
    case "TIME_OF_DAY":
      return `${days ?? "daily"} at ${timeOfDay}`;
    case "INTERVAL":
      return `${formatInterval(interval)}${days === undefined ? "" : ` on ${days}`}`;
  }
}

/** The older form of a schedule; undefined where that cannot say it: days, cron expressions, minutes, and intervals of other lengths. */
export function olderFormOf(schedule: ConnectionScheduleForm): OlderScheduleForm | undefined {
  const { scheduleType, interval, timeOfDay, daysOfWeek = [] } = schedule;
  if (scheduleType === "MANUAL") return { scheduleType: "manual" };
  if (!isEveryDay(daysOfWeek)) return undefined;
  if (scheduleType === "INTERVAL" && interval !== undefined && OLDER_INTERVALS.includes(interval))
    return { scheduleType: "auto", syncFrequency: interval };
  const time = timeOfDay === undefined ? undefined : parseTimeOfDay(timeOfDay);
  return scheduleType === "TIME_OF_DAY" && time?.minute === 0
    ? { scheduleType: "auto", syncFrequency: DAY_MINUTES, dailySyncTime: formatTimeOfDay(time.hour) }
    : undefined;
}

/** The newer form of what the older says; undefined where it says too little. */
export function newerFormOf(older: OlderScheduleForm): ConnectionScheduleForm | undefined {
  const { scheduleType, syncFrequency, dailySyncTime } = older;
  if (scheduleType === "manual") return { scheduleType: "MANUAL" };
  if (syncFrequency === undefined) return undefined;
  return syncFrequency === DAY_MINUTES && dailySyncTime !== undefined
    ? { scheduleType: "TIME_OF_DAY", timeOfDay: dailySyncTime }
    : { scheduleType: "INTERVAL", interval: syncFrequency };
}

/** Whether two schedules mean the same: all days are as good as none, in any order, and `9:00` is `09:00`. */
export function isSameSchedule(one: ConnectionScheduleForm, other: ConnectionScheduleForm): boolean {
  return formatConnectionSchedule(normal(one)) === formatConnectionSchedule(normal(other));
}

/** What of a schedule no source has shown Fivetran to take: an interval that the older form does not have, minutes beside the full hour. */
export function unprovenIn({
  interval,
  timeOfDay,
}: ConnectionScheduleForm): readonly ("interval" | "timeOfDay")[] {
  const minute = timeOfDay === undefined ? 0 : parseTimeOfDay(timeOfDay)?.minute;
  return [
    ...(interval === undefined || OLDER_INTERVALS.includes(interval) ? [] : (["interval"] as const)),
    ...(minute === 0 ? [] : (["timeOfDay"] as const)),
  ];
}

const notUnderstood: Parsed<ConnectionScheduleForm> = { problem: `is not understood; write ${EXAMPLES}` };

/** `monday and thursday at 06:00`, `every monday at 06:00`, `on mondays at 06:00`. */
function onNamedDays(words: string): Parsed<ConnectionScheduleForm> {
  const [, names = words, time] = /^(?:every |on )?(.+?)(?: at (.+))?$/i.exec(words) ?? [];
  const days = parseDays(names);
  if (days === undefined) return notUnderstood;
  if (time === undefined)
    return {
      problem: `needs a time, such as '${formatDays(days)} at 09:00', or a pace, such as 'every hour on ${formatDays(days)}'`,
    };
  return onDays(atTime(time), names);
}

function everyMinutes(minutes: number): Parsed<ConnectionScheduleForm> {
  return Number.isSafeInteger(minutes) && minutes > 0
    ? { value: { scheduleType: "INTERVAL", interval: minutes } }
    : { problem: "must be at least every minute" };
}

function atTime(text: string): Parsed<ConnectionScheduleForm> {
  const time = parseTimeOfDay(text);
  return time === undefined
    ? { problem: `has no time of day at '${text}'; write it as in 'daily at 09:00'` }
    : { value: { scheduleType: "TIME_OF_DAY", timeOfDay: formatTimeOfDay(time.hour, time.minute) } };
}

function cronOf(expression: string): Parsed<ConnectionScheduleForm> {
  const fields = expression.split(" ").length;
  if (fields !== 5)
    return {
      problem: `has a cron expression of ${fields} field${fields === 1 ? "" : "s"}; Fivetran takes five, as in 'cron 0 6 * * 1-5'`,
    };
  return parseSchedule(expression).kind === "cron"
    ? { value: { scheduleType: "CRON", cron: expression } }
    : { problem: `has no cron expression at '${expression}'; write one as in 'cron 0 6 * * 1-5'` };
}

function onDays(
  read: Parsed<ConnectionScheduleForm>,
  names: string | undefined,
): Parsed<ConnectionScheduleForm> {
  if (names === undefined || "problem" in read) return read;
  const days = parseDays(names);
  if (days === undefined)
    return {
      problem: `names no days at '${names}'; write them as in 'every hour on weekdays' or 'monday and thursday at 06:00'`,
    };
  return { value: { ...read.value, ...(days.length < DAYS.length && { daysOfWeek: days }) } };
}

function isEveryDay(days: readonly string[]): boolean {
  return days.length === 0 || DAYS.every((day) => days.includes(day));
}

/** With the time and the expression as they are written here. */
function normal(schedule: ConnectionScheduleForm): ConnectionScheduleForm {
  const time = schedule.timeOfDay === undefined ? undefined : parseTimeOfDay(schedule.timeOfDay.slice(0, 5));
  return {
    ...schedule,
    ...(time !== undefined && { timeOfDay: formatTimeOfDay(time.hour, time.minute) }),
    ...(schedule.cron !== undefined && { cron: schedule.cron.trim().replaceAll(/\s+/g, " ") }),
  };
}
