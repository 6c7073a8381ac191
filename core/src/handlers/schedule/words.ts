/**
 * A connection's schedule in plain words: `every 15 minutes`, `daily at 09:00`, `monday and thursday at 06:00`, `cron 0 6 * * 1-5`,
 * `manual`. Where the older settings can say the same, the state keeps these; otherwise it keeps the words, in one spelling.
 */
import { formatConnectionSchedule, olderFormOf, parseConnectionSchedule } from "@pulumi-fivetran/sdk/words";
import type { CheckFailure, Properties } from "../../contract";
import type { WordsRead } from "../../settings/words";
import { isUnknown, UNKNOWN } from "../../values/unknown";

/** The settings that words stand for, and that must not be given beside them. */
const OLDER_SETTINGS = ["syncFrequencyMinutes", "dailySyncTime", "scheduleType"] as const;

type SettingsOfWords = Partial<Record<"schedule" | (typeof OLDER_SETTINGS)[number], unknown>>;

/** The result of reading words: settings, or why they cannot be followed. */
export type Reading = { readonly settings: SettingsOfWords } | { readonly failure: string };

/** Puts settings in the place of `schedule`, where it is given. */
export function readScheduleWords(news: Properties): WordsRead {
  const { schedule, ...inputs } = news;
  if (schedule === undefined || schedule === null) return { inputs, failures: [] };
  const doubled = OLDER_SETTINGS.filter((name) => inputs[name] !== undefined && inputs[name] !== null);
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
    const names = ["schedule", ...OLDER_SETTINGS];
    return { settings: Object.fromEntries(names.map((name) => [name, UNKNOWN])) };
  }
  if (typeof schedule !== "string")
    return { failure: "must be text such as 'every 15 minutes', 'daily at 09:00' or 'manual'" };
  const parsed = parseConnectionSchedule(schedule);
  if ("problem" in parsed) return { failure: parsed.problem };
  const older = olderFormOf(parsed.value);
  if (older === undefined) return { settings: { schedule: formatConnectionSchedule(parsed.value) } };
  const { syncFrequency, ...others } = older;
  return {
    settings: { ...others, ...(syncFrequency !== undefined && { syncFrequencyMinutes: syncFrequency }) },
  };
}
