import { describe, expect, it } from "vitest";
import { isCron, nextRunMs } from "../../../../server/src/domain/transformations/schedule";
import type { TransformationSchedule } from "../../../../server/src/records/transformations";

/** A Friday. */
const FRIDAY = "2026-01-02T03:04:05.000Z";

function next(schedule: TransformationSchedule, after = FRIDAY, notBefore?: string): string | undefined {
  const notBeforeMs = notBefore === undefined ? undefined : Date.parse(notBefore);
  const time = nextRunMs(schedule, Date.parse(after), notBeforeMs);
  return time === undefined ? undefined : new Date(time).toISOString();
}

describe("a schedule", () => {
  it.each<[string, TransformationSchedule, string | undefined]>([
    ["an interval", { schedule_type: "INTERVAL", interval: 90 }, "2026-01-02T04:34:05.000Z"],
    [
      "a time later today",
      { schedule_type: "TIME_OF_DAY", time_of_day: "14:30" },
      "2026-01-02T14:30:00.000Z",
    ],
    [
      "a time that has passed today",
      { schedule_type: "TIME_OF_DAY", time_of_day: "03:00" },
      "2026-01-03T03:00:00.000Z",
    ],
    [
      "a time on other days",
      { schedule_type: "TIME_OF_DAY", time_of_day: "03:00", days_of_week: ["WEDNESDAY", "MONDAY"] },
      "2026-01-05T03:00:00.000Z",
    ],
    [
      "a time on today's weekday only, that has passed",
      { schedule_type: "TIME_OF_DAY", time_of_day: "03:00", days_of_week: ["FRIDAY"] },
      "2026-01-09T03:00:00.000Z",
    ],
    ["a pattern", { schedule_type: "CRON", cron: ["0 */2 * * *"] }, "2026-01-02T04:00:00.000Z"],
    [
      "the earliest of several patterns",
      { schedule_type: "CRON", cron: ["0 9 * * *", "15 4 * * *", "0 5 * * *"] },
      "2026-01-02T04:15:00.000Z",
    ],
    ["a day that never comes", { schedule_type: "CRON", cron: ["0 0 30 2 *"] }, undefined],
    ["no pattern", { schedule_type: "CRON", cron: [] }, undefined],
    ["what it waits for", { schedule_type: "INTEGRATED", connection_ids: ["a"] }, undefined],
  ])("by %s", (_name, schedule, expected) => {
    expect(next(schedule)).toBe(expected);
  });

  it("never gives the time that it was asked at", () => {
    const noon = "2026-01-02T12:00:00.000Z";
    expect(next({ schedule_type: "TIME_OF_DAY", time_of_day: "12:00" }, noon)).toBe(
      "2026-01-03T12:00:00.000Z",
    );
    expect(next({ schedule_type: "CRON", cron: ["0 12 * * *"] }, noon)).toBe("2026-01-03T12:00:00.000Z");
  });

  it("passes over what lies before a time, and keeps its rhythm", () => {
    const noon = "2026-01-10T12:00:00.000Z";
    expect(next({ schedule_type: "INTERVAL", interval: 60 }, FRIDAY, noon)).toBe("2026-01-10T12:04:05.000Z");
    expect(next({ schedule_type: "TIME_OF_DAY", time_of_day: "12:00" }, FRIDAY, noon)).toBe(noon);
    expect(next({ schedule_type: "CRON", cron: ["0 12 * * *"] }, FRIDAY, noon)).toBe(noon);
  });
});

describe("a cron pattern", () => {
  it.each([["0 * * * *"], ["*/15 9-17 * * MON-FRI"], ["0 0 1 1 *"]])("may be %s", (pattern) => {
    expect(isCron(pattern)).toBe(true);
  });

  it.each([[""], ["* * * *"], ["0 0 0 * * *"], ["61 * * * *"], ["every day"]])("may not be %s", (pattern) => {
    expect(isCron(pattern)).toBe(false);
  });
});
