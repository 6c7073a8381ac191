/** What words about time say, before anything is known of what can be done. */

export const DAY_MINUTES = 1440;

export type Phrase =
  | { readonly kind: "manual" }
  /** `time` as it was written; undefined for `daily` alone. */
  | { readonly kind: "daily"; readonly time: string | undefined }
  | { readonly kind: "every"; readonly minutes: number }
  | { readonly kind: "cron"; readonly expression: string }
  | { readonly kind: "other" };

const UNIT_MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: DAY_MINUTES };

/** Upper and lower case and the number of spaces make no difference. */
export function readPhrase(text: string): Phrase {
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

/** A time of day, `9:30` or `09:30 UTC`; undefined for what is none. */
export function readTime(text: string): { readonly hour: number; readonly minute: number } | undefined {
  const [, hourText, minuteText] = /^(\d{1,2}):(\d{2})(?: ?utc)?$/i.exec(text) ?? [];
  const hour = Number(hourText);
  const minute = Number(minuteText);
  return hourText === undefined || hour > 23 || minute > 59 ? undefined : { hour, minute };
}

/** `09:30` */
export function clock(hour: number, minute = 0): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

const FIELD = /^(?:[\d*/,?lw#-]+|[a-z]{3}(?:[-,][a-z]{3})*)$/i;

/** Five or six fields of digits, stars, steps, ranges and lists, or of names of days and months. */
function isCron(words: string): boolean {
  const fields = words.split(" ");
  return (fields.length === 5 || fields.length === 6) && fields.every((field) => FIELD.test(field));
}
