/** A transformation's schedule in plain words. Fivetran takes more here than for connections: any interval, half hours, and cron. */
import { formatTimeOfDay, parseSchedule, parseTimeOfDay } from "@pulumi-fivetran/sdk/words";
import { isUnknown } from "../../values/unknown";

export type TransformationReading =
  | { readonly schedule: unknown }
  /** Why the words cannot be followed. */
  | { readonly failure: string };

const EXAMPLES =
  "'every 30 minutes', 'daily at 09:30' (UTC, a full or half hour) or a cron expression of five fields";

export function readTransformationSchedule(words: string): TransformationReading {
  if (isUnknown(words)) return { schedule: words };
  const phrase = parseSchedule(words);
  switch (phrase.kind) {
    case "every":
      return phrase.minutes > 0
        ? { schedule: { scheduleType: "INTERVAL", interval: phrase.minutes } }
        : { failure: "must be at least every minute" };
    case "daily":
      return dailyAt(phrase.time);
    case "cron":
      return phrase.expression.split(" ").length === 5
        ? { schedule: { scheduleType: "CRON", cron: [phrase.expression] } }
        : { failure: "has six fields; Fivetran takes cron expressions of five (no seconds)" };
    case "manual":
      return { failure: "cannot be 'manual': set `paused: true`, and run it by hand" };
    case "other":
      return { failure: `is not understood; write ${EXAMPLES}` };
  }
}

function dailyAt(text: string | undefined): TransformationReading {
  const time = text === undefined ? undefined : parseTimeOfDay(text);
  if (time === undefined)
    return { failure: "needs a time such as 'daily at 09:30' (UTC, a full or half hour)" };
  const { hour, minute } = time;
  if (minute % 30 === 0)
    return { schedule: { scheduleType: "TIME_OF_DAY", timeOfDay: formatTimeOfDay(hour, minute) } };
  const [before, after] =
    minute < 30
      ? [formatTimeOfDay(hour, 0), formatTimeOfDay(hour, 30)]
      : [formatTimeOfDay(hour, 30), formatTimeOfDay((hour + 1) % 24, 0)];
  return {
    failure: `is no full or half hour; the nearest are 'daily at ${before}' and 'daily at ${after}'`,
  };
}
