import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatInterval,
  formatTimeOfDay,
  parseSchedule,
  parseTimeOfDay,
} from "../../../sdk/src/words/schedules";

describe("a schedule in words", () => {
  it.each([
    ["manual", { kind: "manual" }],
    [" MANUAL ", { kind: "manual" }],
    ["daily", { kind: "daily", time: undefined }],
    ["daily at 9:00", { kind: "daily", time: "9:00" }],
    ["every day  at 23:00 UTC", { kind: "daily", time: "23:00 UTC" }],
    ["daily at noon", { kind: "daily", time: "noon" }],
    ["every minute", { kind: "every", minutes: 1 }],
    ["Every 15  Minutes", { kind: "every", minutes: 15 }],
    ["every 6 hours", { kind: "every", minutes: 360 }],
    ["every 2 days", { kind: "every", minutes: 2880 }],
    ["0 9 * * *", { kind: "cron", expression: "0 9 * * *" }],
    ["0 0 9 ? * MON-FRI", { kind: "cron", expression: "0 0 9 ? * MON-FRI" }],
    ["hourly", { kind: "other" }],
    ["every", { kind: "other" }],
    ["", { kind: "other" }],
  ])("%j", (text, schedule) => {
    expect(parseSchedule(text)).toEqual(schedule);
  });

  it("is read back from the interval that was written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (minutes) => {
        const read = parseSchedule(formatInterval(minutes));
        expect(read).toEqual(
          minutes === 1440 ? { kind: "daily", time: undefined } : { kind: "every", minutes },
        );
      }),
    );
  });

  it("is read from any text without an error", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseSchedule(text).kind).toBeTypeOf("string");
      }),
    );
  });
});

describe("a time of day", () => {
  it.each([
    ["9:30", { hour: 9, minute: 30 }],
    ["09:30 UTC", { hour: 9, minute: 30 }],
    ["00:00utc", { hour: 0, minute: 0 }],
    ["24:00", undefined],
    ["09:60", undefined],
    ["9", undefined],
    ["noon", undefined],
  ])("%j", (text, time) => {
    expect(parseTimeOfDay(text)).toEqual(time);
  });

  it("is read back as it was written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
        expect(parseTimeOfDay(formatTimeOfDay(hour, minute))).toEqual({ hour, minute });
      }),
    );
  });
});
