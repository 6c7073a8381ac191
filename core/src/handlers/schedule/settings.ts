/** When a connection syncs: declared on a ConnectorSchedule, or on the Connector itself. */
import { OLDER_INTERVALS, parseConnectionSchedule, unprovenIn } from "@pulumi-fivetran/sdk/words";
import type { CheckFailure, Notice, Properties } from "../../contract";
import type { InputsOf } from "../../fields/field";
import type { scheduleFields } from "../../fields/schedule";
import { isUnknown } from "../../values/unknown";

export type ScheduleInputs = InputsOf<typeof scheduleFields>;

const DAILY = 1440;

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

/** What is sent as it is, although no source has shown Fivetran to take it. */
export function scheduleNotices({ schedule, syncFrequencyMinutes, dailySyncTime }: Properties): Notice[] {
  const parsed = typeof schedule === "string" ? parseConnectionSchedule(schedule) : undefined;
  const isKnown = parsed !== undefined && !("problem" in parsed);
  const unproven = unprovenIn({
    scheduleType: "INTERVAL",
    ...(typeof syncFrequencyMinutes === "number" && { interval: syncFrequencyMinutes }),
    ...(typeof dailySyncTime === "string" && { timeOfDay: dailySyncTime }),
    ...(isKnown && parsed.value),
  });
  return unproven.map((part) => ({
    severity: "warning",
    path: [isKnown ? "schedule" : OLDER_NAMES[part]],
    message: UNPROVEN[part],
  }));
}

const OLDER_NAMES = { interval: "syncFrequencyMinutes", timeOfDay: "dailySyncTime" } as const;

const UNPROVEN = {
  interval: `is not proven to be an interval that Fivetran takes, and is sent as it is; it is known to take ${OLDER_INTERVALS.join(", ")} minutes`,
  timeOfDay:
    "is not proven to be a time that Fivetran takes, and is sent as it is; it is known to take full hours",
} as const;

/**
 * Changes what the preview says of a setting that is no longer declared, where another schedule has taken its place: without an
 * interval, and without a day's, Fivetran has no use for either part of it.
 */
export function adjustScheduleRemoval(notice: Notice, news: ScheduleInputs): Notice | undefined {
  const [name] = notice.path;
  if (news.schedule !== undefined) return undefined;
  if (name === "schedule")
    return news.syncFrequencyMinutes === undefined && news.scheduleType === undefined ? notice : undefined;
  if (name === "syncFrequencyMinutes" && news.scheduleType === "manual") return undefined;
  if (name !== "dailySyncTime") return notice;
  if (news.scheduleType === "manual") return undefined;
  if (news.syncFrequencyMinutes === undefined) return notice;
  if (news.syncFrequencyMinutes !== DAILY) return undefined;
  return { ...notice, message: "is no longer declared: Fivetran keeps the time of day that is set" };
}
