/** When a connection syncs: fields of ConnectorSchedule, and of the Connector itself. */
import { optional, type Zod } from "./field";
import { flag } from "./shared";

/** The intervals that Fivetran's API takes, in minutes. */
export const FREQUENCIES = [1, 5, 15, 30, 60, 120, 180, 360, 480, 720, 1440] as const;

/** What becomes of a setting that a program no longer names. */
export const HANDED_OVER =
  "is no longer declared here and stays as it is: another resource may manage the schedule now";

const frequency = (z: Zod) =>
  z.number().superRefine((value, context) => {
    if ((FREQUENCIES as readonly number[]).includes(value)) return;
    const above = FREQUENCIES.find((each) => each > value);
    const below = FREQUENCIES.findLast((each) => each < value);
    const near = [below, above].filter((each) => each !== undefined).join(" or ");
    context.addIssue({
      code: "custom",
      message: `must be one of ${FREQUENCIES.join(", ")} (minutes); the nearest is ${near}`,
    });
  });

const fullHour = (z: Zod) =>
  z.string().regex(/^([01]\d|2[0-3]):00$/, "must be a full hour such as '09:00' or '14:00'");

export const scheduleFields = {
  /** Plain words in place of the three settings that follow. */
  schedule: optional((z) => z.string(), {
    isWords: true,
    uncompared: true,
    unsent: true,
    inputOnly: true,
  }),
  syncFrequencyMinutes: optional(frequency, { stays: HANDED_OVER, apiName: "syncFrequency" }),
  dailySyncTime: optional(fullHour, { stays: HANDED_OVER, inputOnly: true }),
  scheduleType: optional((z) => z.enum(["auto", "manual"]), { stays: HANDED_OVER, inputOnly: true }),
  paused: optional(flag, { stays: HANDED_OVER }),
};
