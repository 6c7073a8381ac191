import type { DayOfWeek } from "./transformations.types";

/** How a connection's schedule counts: from sync to sync, by a time of day, by a cron expression, or not at all. */
export type ConnectionScheduleType = "INTERVAL" | "TIME_OF_DAY" | "CRON" | "MANUAL" | (string & {});

/**
 * When a connection syncs. It goes before `syncFrequency`, `dailySyncTime` and `scheduleType`, which say less. That requests
 * take it is known from Fivetran's Go client alone.
 */
export interface ConnectionSchedule {
  /** Decides which of the others must be there: `interval`, `timeOfDay`, `cron`, or none for `MANUAL`. */
  scheduleType: ConnectionScheduleType;

  /** For `INTERVAL`. Which lengths Fivetran takes is not documented. @unit minutes */
  interval?: number;

  /** For `TIME_OF_DAY`, such as `09:00`. Fivetran documents full hours. */
  timeOfDay?: string;

  /** For `INTERVAL` and `TIME_OF_DAY`. Without it, Fivetran decides, and answers the days. */
  daysOfWeek?: DayOfWeek[];

  /** For `CRON`: five fields. */
  cron?: string;
}
