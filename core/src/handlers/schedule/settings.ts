/** When a connection syncs: declared on a ConnectorSchedule, or on the Connector itself. */
import { z } from "zod";
import type { CheckFailure, Notice, Properties, PropertyChange } from "../../contract";
import { removalNotices, type Settings } from "../../settings/settings";
import { isUnknown } from "../../values/unknown";

export interface ScheduleInputs {
  readonly syncFrequencyMinutes?: number;
  readonly dailySyncTime?: string;
  readonly scheduleType?: string;
  readonly paused?: boolean;
}

/** The intervals that Fivetran's API takes, in minutes. */
export const FREQUENCIES = [1, 5, 15, 30, 60, 120, 180, 360, 480, 720, 1440] as const;
const DAILY = 1440;

const syncFrequencyMinutes = z.number().superRefine((value, context) => {
  if ((FREQUENCIES as readonly number[]).includes(value)) return;
  const above = FREQUENCIES.find((frequency) => frequency > value);
  const below = FREQUENCIES.findLast((frequency) => frequency < value);
  const near = [below, above].filter((frequency) => frequency !== undefined).join(" or ");
  context.addIssue({
    code: "custom",
    message: `must be one of ${FREQUENCIES.join(", ")} (minutes); the nearest is ${near}`,
  });
});

export const scheduleShape = {
  syncFrequencyMinutes: syncFrequencyMinutes.optional(),
  dailySyncTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):00$/, "must be a full hour such as '09:00' or '14:00'")
    .optional(),
  scheduleType: z.enum(["auto", "manual"]).optional(),
  paused: z.boolean().optional(),
};

/** What becomes of a setting that a program no longer names. */
export const HANDED_OVER =
  "is no longer declared here and stays as it is: another resource may manage the schedule now";

export const SCHEDULE_SETTINGS: Settings = {
  syncFrequencyMinutes: { stays: HANDED_OVER },
  dailySyncTime: { stays: HANDED_OVER },
  scheduleType: { stays: HANDED_OVER },
  paused: { stays: HANDED_OVER },
};

/** Fivetran keeps a time of day only for connections that sync once a day. */
export function scheduleFailures(inputs: Properties): CheckFailure[] {
  const { dailySyncTime, syncFrequencyMinutes } = inputs;
  if (dailySyncTime === undefined || isUnknown(syncFrequencyMinutes) || syncFrequencyMinutes === DAILY)
    return [];
  return [
    {
      path: ["dailySyncTime"],
      reason: `works only with \`syncFrequencyMinutes: ${DAILY}\`; Fivetran drops it otherwise`,
    },
  ];
}

/** What the preview should say of properties that the program no longer names, a schedule's among them. */
export function scheduleRemovalNotices(
  settings: Settings,
  changes: readonly PropertyChange[],
  news: ScheduleInputs,
): Notice[] {
  return removalNotices(settings, changes).flatMap((notice): Notice[] => {
    const [name] = notice.path;
    // Another schedule has taken its place: without an interval, and without a day's, Fivetran has no use for them.
    if (name === "syncFrequencyMinutes" && news.scheduleType === "manual") return [];
    if (name !== "dailySyncTime") return [notice];
    if (news.scheduleType === "manual") return [];
    if (news.syncFrequencyMinutes === undefined) return [notice];
    if (news.syncFrequencyMinutes !== DAILY) return [];
    return [{ ...notice, message: "is no longer declared: Fivetran keeps the time of day that is set" }];
  });
}
