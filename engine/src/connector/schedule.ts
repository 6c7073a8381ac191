import { parseSchedule, parseTimeOfDay } from "@pulumi-fivetran/sdk/words";
import { Cron } from "croner";

/** When a connector syncs by itself. */
export type Schedule =
  | { readonly kind: "manual" }
  | { readonly kind: "every"; readonly milliseconds: number }
  | { readonly kind: "cron"; readonly expression: string };

/** Reads a schedule: `manual`, `every 5 minutes`, `daily at 9am`, a cron expression; undefined for anything else. Times are UTC. */
export function readSchedule(text: string): Schedule | undefined {
  const words = parseSchedule(text);
  switch (words.kind) {
    case "manual":
      return words;
    case "every":
      return words.minutes > 0 ? { kind: "every", milliseconds: words.minutes * 60_000 } : undefined;
    case "daily": {
      const time = parseTimeOfDay(clockTime(words.time ?? "0:00"));
      return time === undefined
        ? undefined
        : { kind: "cron", expression: `${time.minute} ${time.hour} * * *` };
    }
    case "cron":
      return isCron(words.expression) ? words : undefined;
    case "other":
      return undefined;
  }
}

/** When the next sync is due after `after`, both in milliseconds since 1970; undefined for `manual`. */
export function nextSync(schedule: Schedule, after: number): number | undefined {
  switch (schedule.kind) {
    case "manual":
      return undefined;
    case "every":
      return after + schedule.milliseconds;
    case "cron":
      return cron(schedule.expression).nextRun(new Date(after))?.getTime();
  }
}

/** `9am`, `9:30 pm` and `12am` as the 24-hour clock has them. */
function clockTime(text: string): string {
  const [, hours, minutes = "00", half] = /^(\d{1,2})(?::(\d{2}))? ?(am|pm)$/i.exec(text.trim()) ?? [];
  const hour = Number(hours);
  if (hours === undefined || half === undefined || hour < 1 || hour > 12) return text;
  return `${(hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0)}:${minutes}`;
}

function isCron(expression: string): boolean {
  try {
    return cron(expression).nextRun() !== null;
  } catch {
    return false;
  }
}

function cron(expression: string): Cron {
  return new Cron(expression, { timezone: "UTC", paused: true });
}
