import type { Connection } from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";
import {
  scheduleDrift,
  scheduleOfWords,
  scheduleUpstream,
  wordsOf,
} from "../../../../core/src/handlers/schedule/upstream";

const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const;
const interval = (minutes: number, days: Iterable<(typeof DAYS)[number]> = DAYS): Partial<Connection> => ({
  syncFrequency: minutes,
  scheduleType: "auto",
  schedule: { scheduleType: "INTERVAL", interval: minutes, daysOfWeek: [...days] },
});
const CRON: Partial<Connection> = {
  syncFrequency: null,
  scheduleType: "auto",
  schedule: { scheduleType: "CRON", cron: "0  6 * * 1" },
};

describe("scheduleUpstream", () => {
  it("says the older settings where they mean the same as the newer form", () => {
    expect(scheduleUpstream(interval(60))).toMatchObject({ syncFrequencyMinutes: 60, scheduleType: "auto" });
    const { schedule = {} } = interval(60);
    expect(scheduleUpstream({ schedule })).toMatchObject({ syncFrequencyMinutes: 60, scheduleType: "auto" });
    const daily = { scheduleType: "TIME_OF_DAY", timeOfDay: "09:00:00" };
    expect(scheduleUpstream({ syncFrequency: null, schedule: daily })).toMatchObject({
      schedule: "daily at 09:00",
      syncFrequencyMinutes: 1440,
      dailySyncTime: "09:00",
    });
  });

  it("has no interval for what the older form cannot say, also where Fivetran returns one", () => {
    const weekdays = interval(60, DAYS.slice(0, 5));
    expect(scheduleUpstream(weekdays)).toEqual({
      schedule: "every hour on weekdays",
      syncFrequencyMinutes: undefined,
      dailySyncTime: undefined,
    });
    expect(scheduleUpstream(CRON)).toMatchObject({ schedule: "cron 0 6 * * 1" });
  });

  it.each([
    undefined,
    {},
    { scheduleType: "CRON" },
    { scheduleType: "INTERVAL" },
    { scheduleType: "TIME_OF_DAY" },
    { scheduleType: "LUNAR" },
  ])("leaves the older fields as they are where the newer form is not whole: %j", (schedule) => {
    expect(scheduleUpstream({ ...interval(60), schedule } as Connection)).toEqual({});
    expect(wordsOf({ ...interval(60), schedule } as Connection)).toBe("every hour");
  });
});

describe("scheduleOfWords", () => {
  it("is what a request takes", () => {
    expect(scheduleOfWords("monday at 06:00")).toEqual({
      scheduleType: "TIME_OF_DAY",
      timeOfDay: "06:00",
      daysOfWeek: ["MONDAY"],
    });
    expect(() => scheduleOfWords("sometimes")).toThrow("schedule: is not understood");
  });
});

describe("scheduleDrift", () => {
  it("says both schedules where the declared settings cannot say the one at Fivetran", () => {
    const [notice] = scheduleDrift({ syncFrequencyMinutes: 60, scheduleType: "auto" }, CRON);
    expect(notice).toMatchObject({ severity: "warning", path: ["schedule"] });
    expect(notice?.message).toMatch(/'every hour' in the program and 'cron 0 6 \* \* 1' at Fivetran/);
  });

  it("says nothing where they can, or none is declared", () => {
    expect(scheduleDrift({ syncFrequencyMinutes: 60 }, interval(5))).toEqual([]);
    expect(scheduleDrift({ paused: true }, CRON)).toEqual([]);
    expect(scheduleDrift({ schedule: "cron 0 6 * * 1" }, CRON)).toEqual([]);
  });
});
