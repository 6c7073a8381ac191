/** When a connection syncs: declared on a ConnectorSchedule, or on the Connector itself. */
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

/**
 * Changes what the preview says of a setting that is no longer declared, where another schedule has taken its place: without an
 * interval, and without a day's, Fivetran has no use for either part of it.
 */
export function adjustScheduleRemoval(notice: Notice, news: ScheduleInputs): Notice | undefined {
  const [name] = notice.path;
  if (name === "syncFrequencyMinutes" && news.scheduleType === "manual") return undefined;
  if (name !== "dailySyncTime") return notice;
  if (news.scheduleType === "manual") return undefined;
  if (news.syncFrequencyMinutes === undefined) return notice;
  if (news.syncFrequencyMinutes !== DAILY) return undefined;
  return { ...notice, message: "is no longer declared: Fivetran keeps the time of day that is set" };
}
