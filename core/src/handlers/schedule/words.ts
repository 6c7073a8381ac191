/**
 * A schedule in plain words, `every 15 minutes`, `daily at 09:00`, `manual`: another way to write the numeric settings, which is what
 * the state keeps. A schedule that Fivetran does not have is a failure that names the nearest one.
 */
import {
  DAY_MINUTES,
  formatInterval,
  formatTimeOfDay,
  parseSchedule,
  parseTimeOfDay,
} from "@pulumi-fivetran/sdk/words";
import type { CheckFailure, Properties } from "../../contract";
import { FREQUENCIES } from "../../fields/schedule";
import type { WordsRead } from "../../settings/words";
import { isUnknown, UNKNOWN } from "../../values/unknown";

/** The settings that words stand for, and that must not be given beside them. */
const REPLACED_BY_WORDS = ["syncFrequencyMinutes", "dailySyncTime", "scheduleType"] as const;

type SettingsOfWords = Partial<Record<(typeof REPLACED_BY_WORDS)[number], unknown>>;

/** The result of reading words: settings, or why they cannot be followed. */
export type Reading = { readonly settings: SettingsOfWords } | { readonly failure: string };

/** Puts settings in the place of `schedule`, where it is given. */
export function readScheduleWords(news: Properties): WordsRead {
  const { schedule, ...inputs } = news;
  if (schedule === undefined || schedule === null) return { inputs, failures: [] };
  const doubled = REPLACED_BY_WORDS.filter((name) => inputs[name] !== undefined && inputs[name] !== null);
  const failures = doubled.map(
    (name): CheckFailure => ({
      path: [name],
      reason: "must not be given beside `schedule`, which says it already",
    }),
  );
  const reading = readSchedule(schedule);
  if ("failure" in reading) failures.push({ path: ["schedule"], reason: reading.failure });
  const isPlain = !("failure" in reading) && failures.length === 0;
  return { inputs: isPlain ? { ...inputs, ...reading.settings } : inputs, failures };
}

/** Reads words. Upper and lower case and the number of spaces make no difference. */
export function readSchedule(schedule: unknown): Reading {
  if (isUnknown(schedule)) {
    return { settings: { syncFrequencyMinutes: UNKNOWN, dailySyncTime: UNKNOWN, scheduleType: UNKNOWN } };
  }
  if (typeof schedule !== "string") return { failure: `must be text such as ${EXAMPLES}` };
  const phrase = parseSchedule(schedule);
  switch (phrase.kind) {
    case "manual":
      return { settings: { scheduleType: "manual" } };
    case "daily":
      return dailyAt(phrase.time);
    case "every":
      return everyMinutes(phrase.minutes);
    case "cron":
      return {
        failure: `is a cron expression, which Fivetran takes for transformations only; write ${EXAMPLES}`,
      };
    case "other":
      return { failure: `is not understood; write ${EXAMPLES}` };
  }
}

const EXAMPLES = "'every 15 minutes', 'every 6 hours', 'daily at 09:00' (UTC, a full hour) or 'manual'";

function everyMinutes(minutes: number): Reading {
  if (FREQUENCIES.some((frequency) => frequency === minutes)) {
    return { settings: { scheduleType: "auto", syncFrequencyMinutes: minutes } };
  }
  const below = FREQUENCIES.findLast((frequency) => frequency < minutes);
  const above = FREQUENCIES.find((frequency) => frequency > minutes);
  const near = [below, above].flatMap((frequency) =>
    frequency === undefined ? [] : [`'${formatInterval(frequency)}'`],
  );
  const all = FREQUENCIES.map(formatInterval).join(", ");
  return {
    failure: `is not an interval that Fivetran has; the nearest ${near.length === 1 ? "is" : "are"} ${near.join(" and ")} (all of them: ${all})`,
  };
}

function dailyAt(text: string | undefined): Reading {
  const settings = { scheduleType: "auto", syncFrequencyMinutes: DAY_MINUTES };
  if (text === undefined) return { settings };
  const time = parseTimeOfDay(text);
  if (time === undefined) return { failure: "needs a time such as 'daily at 09:00' (UTC, a full hour)" };
  if (time.minute === 0) return { settings: { ...settings, dailySyncTime: formatTimeOfDay(time.hour) } };
  return {
    failure: `is not a full hour, and Fivetran starts daily syncs at full hours only; the nearest are 'daily at ${formatTimeOfDay(time.hour)}' and 'daily at ${formatTimeOfDay((time.hour + 1) % 24)}'`,
  };
}
