import { describe, expect, it } from "vitest";
import { scheduleWords } from "../../../../server/src/page/browser/scheduleWords";

const connection = { schedule_type: "auto", sync_frequency: 360 };

describe("a connection's schedule, in words", () => {
  it.each([
    [{}, "every 6 hours"],
    [{ sync_frequency: 1440, daily_sync_time: "03:00" }, "every day at 03:00"],
    [{ schedule_type: "manual" }, "manual (every 6 hours)"],
    [{ schedule: { schedule_type: "INTERVAL" }, sync_frequency: 60 }, "every hour"],
    [{ schedule: { schedule_type: "MANUAL" }, schedule_type: "manual" }, "manual (every 6 hours)"],
    [
      { schedule: { schedule_type: "TIME_OF_DAY", time_of_day: "14:30" }, sync_frequency: 1440 },
      "every day at 14:30",
    ],
    [
      {
        schedule: { schedule_type: "TIME_OF_DAY", time_of_day: "14:30", days_of_week: ["MONDAY", "FRIDAY"] },
      },
      "Monday, Friday at 14:30",
    ],
    [{ schedule: { schedule_type: "INTERVAL", interval: 45 }, sync_frequency: null }, "every 45 minutes"],
    [
      { schedule: { schedule_type: "INTERVAL", interval: 60, days_of_week: ["MONDAY"] }, sync_frequency: 60 },
      "every hour on Monday",
    ],
    [{ schedule: { schedule_type: "CRON", cron: "0 9 * * 1-5" } }, "cron 0 9 * * 1-5 (UTC)"],
  ])("%j is said", (fields, words) => {
    expect(scheduleWords({ ...connection, ...fields })).toBe(words);
  });
});
