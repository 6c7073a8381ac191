import type { ConnectionOverview } from "./protocol.js";
import { frequency } from "./time.js";

type Scheduled = Pick<
  ConnectionOverview,
  "schedule" | "schedule_type" | "sync_frequency" | "daily_sync_time"
>;

/** When a connection syncs, in words: as the newer form says it where that says more than the older settings. */
export function scheduleWords(connection: Scheduled): string {
  const { schedule, schedule_type: type, sync_frequency: minutes, daily_sync_time: at } = connection;
  if (schedule?.cron !== undefined) return `cron ${schedule.cron} (UTC)`;
  if (schedule?.time_of_day !== undefined)
    return `${daysOf(schedule.days_of_week)} at ${schedule.time_of_day}`;
  const often = at === undefined ? frequency(minutes) : `${frequency(minutes)} at ${at}`;
  return type === "manual" ? `manual (${often})` : often;
}

function daysOf(days: readonly string[] = []): string {
  if (days.length === 0) return "every day";
  return days.map((day) => day.charAt(0) + day.slice(1).toLowerCase()).join(", ");
}
