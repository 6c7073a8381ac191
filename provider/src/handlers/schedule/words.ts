/**
 * A schedule in plain words, `every 15 minutes`, `daily at 09:00`, `manual`: another way to write the numeric settings, which is what
 * the state keeps. What Fivetran cannot do is a failure that names the nearest it can.
 */
import type { CheckFailure, Properties } from "../../handler";
import { isUnknown, UNKNOWN } from "../../internal/unknown";
import { FREQUENCIES } from "./settings";

const DAY_MINUTES = 1440;

/** The settings that words stand for, and that must not be given beside them. */
const SPOKEN_FOR = ["syncFrequencyMinutes", "dailySyncTime", "scheduleType"] as const;

type Spoken = Partial<Record<(typeof SPOKEN_FOR)[number], unknown>>;

/** What a program may write besides the settings; `check` replaces it, so handlers never see it. */
export interface ScheduleWords {
  readonly schedule?: string;
}

/** What words come to: settings, or why they cannot be followed. */
export type Reading = { readonly settings: Spoken } | { readonly failure: string };

export interface Normalised {
  /** The inputs with settings in the place of words; as they were where the words cannot be read. */
  readonly inputs: Properties;
  readonly failures: readonly CheckFailure[];
}

/** Puts the settings in the place of `schedule`, where it is given. */
export function withoutWords(news: Properties): Normalised {
  const { schedule, ...inputs } = news;
  if (schedule === undefined || schedule === null) return { inputs, failures: [] };
  const doubled = SPOKEN_FOR.filter((name) => inputs[name] !== undefined && inputs[name] !== null);
  const failures = doubled.map(
    (name): CheckFailure => ({
      path: [name],
      reason: "must not be given beside `schedule`, which says it already",
    }),
  );
  const reading = readSchedule(schedule);
  if ("failure" in reading) failures.push({ path: ["schedule"], reason: reading.failure });
  else if (failures.length === 0) return { inputs: { ...inputs, ...reading.settings }, failures };
  return { inputs, failures };
}

/** Reads words. Upper and lower case and the number of spaces make no difference. */
export function readSchedule(schedule: unknown): Reading {
  if (isUnknown(schedule)) {
    return { settings: { syncFrequencyMinutes: UNKNOWN, dailySyncTime: UNKNOWN, scheduleType: UNKNOWN } };
  }
  if (typeof schedule !== "string") return { failure: `must be text such as ${EXAMPLES}` };
  const words = schedule.trim().toLowerCase().replaceAll(/\s+/g, " ");
  if (words === "manual") return { settings: { scheduleType: "manual" } };
  const daily = /^(?:daily|every day)(?: at (.+))?$/.exec(words);
  if (daily !== null) return dailyAt(daily[1]);
  const every = /^every (?:(\d+) )?(minute|hour|day)s?$/.exec(words);
  if (every !== null)
    return everyMinutes(Number(every[1] ?? 1) * (UNIT_MINUTES[every[2] ?? ""] ?? Number.NaN));
  if (isCron(words)) {
    return {
      failure: `is a cron expression, which Fivetran takes for transformations only; write ${EXAMPLES}`,
    };
  }
  return { failure: `is not understood; write ${EXAMPLES}` };
}

const EXAMPLES = "'every 15 minutes', 'every 6 hours', 'daily at 09:00' (UTC, a full hour) or 'manual'";
const UNIT_MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: DAY_MINUTES };

function everyMinutes(minutes: number): Reading {
  if (FREQUENCIES.some((frequency) => frequency === minutes)) {
    return { settings: { scheduleType: "auto", syncFrequencyMinutes: minutes } };
  }
  const below = FREQUENCIES.findLast((frequency) => frequency < minutes);
  const above = FREQUENCIES.find((frequency) => frequency > minutes);
  const near = [below, above].flatMap((frequency) =>
    frequency === undefined ? [] : [`'${inWords(frequency)}'`],
  );
  const all = FREQUENCIES.map(inWords).join(", ");
  return {
    failure: `is not an interval that Fivetran has; the nearest ${near.length === 1 ? "is" : "are"} ${near.join(" and ")} (all of them: ${all})`,
  };
}

function inWords(minutes: number): string {
  if (minutes === DAY_MINUTES) return "every day";
  if (minutes % 60 !== 0 || minutes === 0) return minutes === 1 ? "every minute" : `every ${minutes} minutes`;
  return minutes === 60 ? "every hour" : `every ${minutes / 60} hours`;
}

function dailyAt(time: string | undefined): Reading {
  const settings = { scheduleType: "auto", syncFrequencyMinutes: DAY_MINUTES };
  if (time === undefined) return { settings };
  const [, hourText, minuteText] = /^(\d{1,2}):(\d{2})(?: ?utc)?$/.exec(time) ?? [];
  const hour = Number(hourText);
  const minute = Number(minuteText);
  if (hourText === undefined || hour > 23 || minute > 59)
    return { failure: "needs a time such as 'daily at 09:00' (UTC, a full hour)" };
  if (minute === 0) return { settings: { ...settings, dailySyncTime: clock(hour) } };
  return {
    failure: `is not a full hour, and Fivetran starts daily syncs at full hours only; the nearest are 'daily at ${clock(hour)}' and 'daily at ${clock((hour + 1) % 24)}'`,
  };
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

/** Five or six fields of digits, stars, steps, ranges and lists. */
function isCron(words: string): boolean {
  return /^(?:cron\()?(?:[\d*/,?l#-]+|[a-z]{3}(?:[-,][a-z]{3})*)(?: (?:[\d*/,?lw#-]+|[a-z]{3}(?:[-,][a-z]{3})*)){4,5}\)?$/.test(
    words,
  );
}
