import type { ConnectionOverview } from "./protocol.js";
import { frequency } from "./time.js";

type Scheduled = Pick<
  ConnectionOverview,
  "schedule" | "schedule_type" | "sync_frequency" | "daily_sync_time"
>;

const DAYS_OF_A_WEEK = 7;

/** When a connection syncs, in words: as the newer form says it where that says more than the older settings. */
export function scheduleWords(connection: Scheduled): string {
  const { schedule, schedule_type: type, sync_frequency: minutes, daily_sync_time: at } = connection;
  if (schedule?.cron !== undefined) return `cron ${schedule.cron} (UTC)`;
  const days = daysOf(schedule?.days_of_week);
  if (schedule?.time_of_day !== undefined) return `${days ?? "every day"} at ${schedule.time_of_day}`;
  if (schedule?.interval !== undefined)
    return `${frequency(schedule.interval)}${days === undefined ? "" : ` on ${days}`}`;
  if (minutes === null) return type;
  const often = at === undefined ? frequency(minutes) : `${frequency(minutes)} at ${at}`;
  return type === "manual" ? `manual (${often})` : often;
}

/** Undefined for every day. */
function daysOf(days: readonly string[] = []): string | undefined {
  if (days.length === 0 || days.length === DAYS_OF_A_WEEK) return undefined;
  return days.map((day) => day.charAt(0) + day.slice(1).toLowerCase()).join(", ");
}
