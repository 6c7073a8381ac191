import type { Weekday } from "./transformations";

/** When a connection syncs, in the API's words; the newer form of frequency, daily time and type. */
export interface ConnectionSchedule {
  readonly schedule_type: "INTERVAL" | "TIME_OF_DAY" | "CRON" | "MANUAL";
  /** Minutes. */
  readonly interval?: number | undefined;
  /** `14:30`, or `14:30:00`. */
  readonly time_of_day?: string | undefined;
  /** None is every day. */
  readonly days_of_week?: readonly Weekday[] | undefined;
  /** Five fields, in UTC (UNPROVEN). */
  readonly cron?: string | undefined;
}
