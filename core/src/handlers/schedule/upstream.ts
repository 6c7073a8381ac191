/** A connection's schedule between our settings and the API, which says it in two forms. */
import type { Connection, ConnectionSchedule } from "@pulumi-fivetran/sdk";
import {
  type ConnectionScheduleForm,
  DAYS,
  formatConnectionSchedule,
  isSameSchedule,
  newerFormOf,
  olderFormOf,
  parseConnectionSchedule,
} from "@pulumi-fivetran/sdk/words";
import type { Notice, Properties } from "../../contract";
import { HandlerError } from "../../errors/problem";

type Live = Pick<Connection, "schedule" | "syncFrequency" | "dailySyncTime" | "scheduleType">;

/**
 * The schedule under the names of our settings. What the older form cannot say has no interval and no time of day here, whatever
 * Fivetran returns for them: a connection that syncs hourly on weekdays is not one that syncs hourly.
 */
export function scheduleUpstream(live: Live): Properties {
  const form = formOf(live);
  if (form === undefined) return {};
  const schedule = wordsOf(live);
  const older = olderFormOf(form);
  if (older === undefined) return { schedule, syncFrequencyMinutes: undefined, dailySyncTime: undefined };
  return {
    schedule,
    scheduleType: live.scheduleType ?? older.scheduleType,
    ...(older.syncFrequency !== undefined && {
      syncFrequencyMinutes: live.syncFrequency ?? older.syncFrequency,
      dailySyncTime: live.dailySyncTime ?? older.dailySyncTime,
    }),
  };
}

/** The schedule in words; undefined where Fivetran says too little of it, or has a type of schedule that is newer than this version. */
export function wordsOf(live: Live): string | undefined {
  const form = formOf(live) ?? olderOf(live);
  if (form === undefined) return undefined;
  const words = formatConnectionSchedule(form);
  const parsed = parseConnectionSchedule(words);
  return "problem" in parsed ? words : formatConnectionSchedule(parsed.value);
}

/** What a request takes for the words that the state keeps. */
export function scheduleOfWords(words: string): ConnectionSchedule {
  const parsed = parseConnectionSchedule(words);
  if ("problem" in parsed)
    throw new HandlerError({ summary: `schedule: ${parsed.problem}`, path: ["schedule"] });
  return scheduleInRequest(parsed.value);
}

export function scheduleInRequest({ daysOfWeek, ...others }: ConnectionScheduleForm): ConnectionSchedule {
  return { ...others, ...(daysOfWeek !== undefined && { daysOfWeek: [...daysOfWeek] }) };
}

/** For a refresh: says which schedule Fivetran has where the declared settings cannot say it, so that the difference can be understood. */
export function scheduleDrift(declared: object, live: Live): Notice[] {
  const { syncFrequencyMinutes, dailySyncTime, scheduleType } = declared as Properties;
  const form = formOf(live);
  if (form === undefined || olderFormOf(form) !== undefined) return [];
  const before = newerFormOf({
    ...(typeof syncFrequencyMinutes === "number" && { syncFrequency: syncFrequencyMinutes }),
    ...(typeof dailySyncTime === "string" && { dailySyncTime }),
    ...(typeof scheduleType === "string" && { scheduleType }),
  });
  if (before === undefined || isSameSchedule(before, form)) return [];
  const message =
    `is '${formatConnectionSchedule(before)}' in the program and '${wordsOf(live) ?? ""}' at Fivetran, which interval and time of day ` +
    "cannot say. The next run sends the program's schedule; to keep Fivetran's, declare it in `schedule`";
  return [{ severity: "warning", path: ["schedule"], message }];
}

function olderOf({ syncFrequency, dailySyncTime, scheduleType }: Live): ConnectionScheduleForm | undefined {
  return newerFormOf({
    ...(syncFrequency !== undefined && syncFrequency !== null && { syncFrequency }),
    ...(dailySyncTime !== undefined && { dailySyncTime }),
    ...(scheduleType !== undefined && { scheduleType }),
  });
}

/** As far as it is whole. */
export function formOf({ schedule }: Live): ConnectionScheduleForm | undefined {
  const { scheduleType, interval, timeOfDay, cron, daysOfWeek = [] } = schedule ?? {};
  const named = DAYS.filter((day) => daysOfWeek.some((each) => each === day));
  const days = named.length === 0 ? {} : { daysOfWeek: named };
  switch (scheduleType) {
    case "MANUAL":
      return { scheduleType: "MANUAL" };
    case "INTERVAL":
      return interval === undefined ? undefined : { scheduleType: "INTERVAL", interval, ...days };
    case "TIME_OF_DAY":
      return timeOfDay === undefined
        ? undefined
        : { scheduleType: "TIME_OF_DAY", timeOfDay: timeOfDay.slice(0, "09:00".length), ...days };
    case "CRON":
      return cron === undefined ? undefined : { scheduleType: "CRON", cron };
    default:
      return undefined;
  }
}
