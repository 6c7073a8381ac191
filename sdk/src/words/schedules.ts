/** Minutes of a day. */
export const DAY_MINUTES = 1440;

/** A schedule as it was written. Whether Fivetran has such a schedule is for the reader of it to check. */
export type ScheduleWords =
  | { readonly kind: "manual" }
  /** `time` as it was written, to be read by `parseTimeOfDay`; undefined for `daily` alone. */
  | { readonly kind: "daily"; readonly time: string | undefined }
  | { readonly kind: "every"; readonly minutes: number }
  | { readonly kind: "cron"; readonly expression: string }
  /** Not understood. */
  | { readonly kind: "other" };

/** A time of day on the 24-hour clock, in UTC. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

const UNIT_MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: DAY_MINUTES };

/**
 * Reads `manual`, `daily`, `daily at 09:00`, `every day at 9:00 UTC`, `every 15 minutes`, `every 6 hours`, or a cron expression of five
 * or six fields. Upper and lower case and the number of spaces make no difference.
 */
export function parseSchedule(text: string): ScheduleWords {
  const words = text.trim().replaceAll(/\s+/g, " ");
  if (/^manual$/i.test(words)) return { kind: "manual" };
  const daily = /^(?:daily|every day)(?: at (.+))?$/i.exec(words);
  if (daily !== null) return { kind: "daily", time: daily[1] };
  const every = /^every (?:(\d+) )?(minute|hour|day)s?$/i.exec(words);
  if (every !== null) {
    const unit = UNIT_MINUTES[(every[2] ?? "").toLowerCase()] ?? Number.NaN;
    return { kind: "every", minutes: Number(every[1] ?? 1) * unit };
  }
  return isCron(words) ? { kind: "cron", expression: words } : { kind: "other" };
}

/** Reads a time of day, `9:30` or `09:30 UTC`; undefined for anything else. */
export function parseTimeOfDay(text: string): TimeOfDay | undefined {
  const [, hourText, minuteText] = /^(\d{1,2}):(\d{2})(?: ?utc)?$/i.exec(text) ?? [];
  const hour = Number(hourText);
  const minute = Number(minuteText);
  return hourText === undefined || hour > 23 || minute > 59 ? undefined : { hour, minute };
}

/** Writes a time of day: `09:30`. */
export function formatTimeOfDay(hour: number, minute = 0): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** Writes an interval as `parseSchedule` reads it: `every minute`, `every 6 hours`, `every day`. */
export function formatInterval(minutes: number): string {
  if (minutes === DAY_MINUTES) return "every day";
  if (minutes % 60 !== 0 || minutes === 0) return minutes === 1 ? "every minute" : `every ${minutes} minutes`;
  return minutes === 60 ? "every hour" : `every ${minutes / 60} hours`;
}

const FIELD = /^(?:[\d*/,?lw#-]+|[a-z]{3}(?:[-,][a-z]{3})*)$/i;

/** Five or six fields of digits, stars, steps, ranges and lists, or of names of days and months. */
function isCron(words: string): boolean {
  const fields = words.split(" ");
  return (fields.length === 5 || fields.length === 6) && fields.every((field) => FIELD.test(field));
}
