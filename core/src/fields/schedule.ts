/** When a connection syncs: fields of ConnectorSchedule, and of the Connector itself. */
import { optional, type Zod } from "./field";
import { flag, text } from "./shared";

/** What becomes of a setting that a program no longer names. */
export const HANDED_OVER =
  "is no longer declared here and stays as it is: another resource may manage the schedule now";

const minutes = (z: Zod) => z.int().positive("must be at least 1 minute");

const timeOfDay = (z: Zod) =>
  z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as '09:00' or '14:00'");

export const scheduleFields = {
  /** Plain words. They are kept where the three settings that follow cannot say the same, and those otherwise. */
  schedule: optional(text, { stays: HANDED_OVER, inputOnly: true }),
  syncFrequencyMinutes: optional(minutes, { stays: HANDED_OVER, apiName: "syncFrequency" }),
  dailySyncTime: optional(timeOfDay, { stays: HANDED_OVER, inputOnly: true }),
  scheduleType: optional((z) => z.enum(["auto", "manual"]), { stays: HANDED_OVER, inputOnly: true }),
  paused: optional(flag, { stays: HANDED_OVER }),
};
