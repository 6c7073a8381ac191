import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ConnectionScheduleForm,
  formatConnectionSchedule,
  isSameSchedule,
  newerFormOf,
  OLDER_INTERVALS,
  olderFormOf,
  parseConnectionSchedule,
  unprovenIn,
} from "../../../sdk/src/words/connectionSchedules";
import { DAYS, formatDays, parseDays } from "../../../sdk/src/words/days";

const WEEKDAYS = DAYS.slice(0, 5);

const days = fc.subarray([...DAYS], { minLength: 1, maxLength: 6 });
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const form: fc.Arbitrary<ConnectionScheduleForm> = fc.oneof(
  fc.constant<ConnectionScheduleForm>({ scheduleType: "MANUAL" }),
  fc.record<ConnectionScheduleForm>({
    scheduleType: fc.constant("CRON" as const),
    cron: fc.constantFrom("0 6 * * 1-5", "*/15 * * * *", "0 0 1 * MON"),
  }),
  fc.record<ConnectionScheduleForm>(
    { scheduleType: fc.constant("TIME_OF_DAY" as const), timeOfDay: time, daysOfWeek: days },
    { requiredKeys: ["scheduleType", "timeOfDay"] },
  ),
  fc.record<ConnectionScheduleForm>(
    {
      scheduleType: fc.constant("INTERVAL" as const),
      interval: fc.integer({ min: 1, max: 100_000 }),
      daysOfWeek: days,
    },
    { requiredKeys: ["scheduleType", "interval"] },
  ),
);

describe("a connection's schedule in words", () => {
  it.each<[string, ConnectionScheduleForm]>([
    ["manual", { scheduleType: "MANUAL" }],
    ["every hour", { scheduleType: "INTERVAL", interval: 60 }],
    ["every 45 minutes", { scheduleType: "INTERVAL", interval: 45 }],
    ["Every Hour on  Weekdays", { scheduleType: "INTERVAL", interval: 60, daysOfWeek: WEEKDAYS }],
    ["every 6 hours on monday", { scheduleType: "INTERVAL", interval: 360, daysOfWeek: ["MONDAY"] }],
    ["daily", { scheduleType: "INTERVAL", interval: 1440 }],
    ["daily at 9:00", { scheduleType: "TIME_OF_DAY", timeOfDay: "09:00" }],
    ["every day at 23:30 UTC", { scheduleType: "TIME_OF_DAY", timeOfDay: "23:30" }],
    ["daily at 09:00 on weekdays", { scheduleType: "TIME_OF_DAY", timeOfDay: "09:00", daysOfWeek: WEEKDAYS }],
    ["weekdays at 09:00", { scheduleType: "TIME_OF_DAY", timeOfDay: "09:00", daysOfWeek: WEEKDAYS }],
    [
      "thursday and monday at 06:00",
      { scheduleType: "TIME_OF_DAY", timeOfDay: "06:00", daysOfWeek: ["MONDAY", "THURSDAY"] },
    ],
    [
      "on mon, wed, and fri at 6:00",
      { scheduleType: "TIME_OF_DAY", timeOfDay: "06:00", daysOfWeek: ["MONDAY", "WEDNESDAY", "FRIDAY"] },
    ],
    ["every sunday at 00:00", { scheduleType: "TIME_OF_DAY", timeOfDay: "00:00", daysOfWeek: ["SUNDAY"] }],
    ["monday to sunday at 08:00", { scheduleType: "TIME_OF_DAY", timeOfDay: "08:00" }],
    ["cron 0 6 * * 1-5", { scheduleType: "CRON", cron: "0 6 * * 1-5" }],
    ["0 6 * * MON", { scheduleType: "CRON", cron: "0 6 * * MON" }],
  ])("%j", (text, schedule) => {
    expect(parseConnectionSchedule(text)).toEqual({ value: schedule });
  });

  it.each([
    ["hourly", "is not understood; write 'every hour on weekdays'"],
    ["", "is not understood"],
    ["weekdays", "needs a time, such as 'weekdays at 09:00'"],
    ["every hour on payday", "names no days at 'payday'"],
    ["monday at noon", "has no time of day at 'noon'"],
    ["daily at 25:00", "has no time of day at '25:00'"],
    ["every 0 minutes", "at least every minute"],
    ["cron 0 0 9 * * MON", "of 6 fields; Fivetran takes five"],
    ["cron every day at noon x", "has no cron expression"],
    ["manual on monday", "is not understood"],
  ])("%j says nothing: %s", (text, why) => {
    expect(parseConnectionSchedule(text)).toEqual({ problem: expect.stringContaining(why) as string });
  });

  it("is read back as it was written", () => {
    fc.assert(
      fc.property(form, (schedule) => {
        const read = parseConnectionSchedule(formatConnectionSchedule(schedule));
        expect("value" in read && isSameSchedule(read.value, schedule)).toBe(true);
      }),
    );
  });

  it("is read from any text without an error", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = parseConnectionSchedule(text);
        expect("value" in read || read.problem.length > 0).toBe(true);
      }),
    );
  });
});

describe("days in words", () => {
  it.each([
    ["weekends", ["SATURDAY", "SUNDAY"]],
    ["saturday to monday", ["MONDAY", "SATURDAY", "SUNDAY"]],
    ["Mon-Wed", ["MONDAY", "TUESDAY", "WEDNESDAY"]],
    ["tuesdays, tuesdays", ["TUESDAY"]],
    ["mo", undefined],
    ["monday and", undefined],
  ])("%j", (text, found) => {
    expect(parseDays(text)).toEqual(found);
  });

  it("are read back as they were written", () => {
    fc.assert(
      fc.property(days, (some) => {
        expect(parseDays(formatDays(some))).toEqual(DAYS.filter((day) => some.includes(day)));
      }),
    );
  });
});

describe("the older form of a schedule", () => {
  it.each<[ConnectionScheduleForm, object | undefined]>([
    [{ scheduleType: "MANUAL" }, { scheduleType: "manual" }],
    [
      { scheduleType: "INTERVAL", interval: 60 },
      { scheduleType: "auto", syncFrequency: 60 },
    ],
    [
      { scheduleType: "TIME_OF_DAY", timeOfDay: "9:00", daysOfWeek: [...DAYS] },
      { scheduleType: "auto", syncFrequency: 1440, dailySyncTime: "09:00" },
    ],
    [{ scheduleType: "INTERVAL", interval: 45 }, undefined],
    [{ scheduleType: "INTERVAL", interval: 60, daysOfWeek: ["MONDAY"] }, undefined],
    [{ scheduleType: "TIME_OF_DAY", timeOfDay: "09:30" }, undefined],
    [{ scheduleType: "CRON", cron: "0 6 * * 1" }, undefined],
  ])("of %j is %j", (schedule, older) => {
    expect(olderFormOf(schedule)).toEqual(older);
  });

  it("says what the newer one said, wherever there is one", () => {
    fc.assert(
      fc.property(form, (schedule) => {
        const older = olderFormOf(schedule);
        const again = older === undefined ? schedule : newerFormOf(older);
        expect(again !== undefined && isSameSchedule(again, schedule)).toBe(true);
      }),
    );
    expect(newerFormOf({ scheduleType: "auto" })).toBeUndefined();
  });
});

describe("what is not proven of a schedule", () => {
  it("are other intervals than the older ones, and minutes", () => {
    for (const interval of OLDER_INTERVALS)
      expect(unprovenIn({ scheduleType: "INTERVAL", interval })).toEqual([]);
    expect(unprovenIn({ scheduleType: "INTERVAL", interval: 45 })).toEqual(["interval"]);
    expect(unprovenIn({ scheduleType: "TIME_OF_DAY", timeOfDay: "09:00" })).toEqual([]);
    expect(unprovenIn({ scheduleType: "TIME_OF_DAY", timeOfDay: "09:30" })).toEqual(["timeOfDay"]);
    expect(unprovenIn({ scheduleType: "MANUAL" })).toEqual([]);
  });
});
