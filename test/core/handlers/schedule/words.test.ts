import { describe, expect, it } from "vitest";
import { connectorScheduleHandler } from "../../../../core/src/handlers/connectorSchedule";
import { readSchedule } from "../../../../core/src/handlers/schedule/words";
import { UNKNOWN } from "../../../../core/src/values/unknown";

const every = (syncFrequencyMinutes: number) => ({ scheduleType: "auto", syncFrequencyMinutes });

describe("a schedule in words", () => {
  const understood: [words: string, settings: object][] = [
    ["every minute", every(1)],
    ["every 1 minute", every(1)],
    ["every 15 minutes", every(15)],
    ["  Every  15   Minutes ", every(15)],
    ["every hour", every(60)],
    ["every 60 minutes", every(60)],
    ["every 6 hours", every(360)],
    ["every day", every(1440)],
    ["every 24 hours", every(1440)],
    ["daily", every(1440)],
    ["daily at 09:00", { ...every(1440), dailySyncTime: "09:00" }],
    ["daily at 9:00", { ...every(1440), dailySyncTime: "09:00" }],
    ["every day at 23:00 UTC", { ...every(1440), dailySyncTime: "23:00" }],
    ["manual", { scheduleType: "manual" }],
  ];
  it.each(understood)("%j", (words, settings) => {
    expect(readSchedule(words)).toEqual({ settings });
  });

  const refused: [words: unknown, reason: RegExp][] = [
    [
      "every 10 minutes",
      /the nearest are 'every 5 minutes' and 'every 15 minutes'.*every 8 hours, every 12 hours, every day\)$/,
    ],
    ["every 0 minutes", /the nearest is 'every minute'/],
    ["every 2 days", /the nearest is 'every day'/],
    ["every 5 hours", /the nearest are 'every 3 hours' and 'every 6 hours'/],
    ["daily at 09:30", /nearest are 'daily at 09:00' and 'daily at 10:00'/],
    ["daily at 23:15", /'daily at 23:00' and 'daily at 00:00'/],
    ["daily at 25:00", /needs a time/],
    ["daily at noon", /needs a time/],
    ["0 9 * * *", /cron expression, which Fivetran takes for transformations only/],
    ["0 0 9 ? * MON-FRI", /cron expression/],
    ["hourly", /is not understood; write 'every 15 minutes'/],
    ["", /is not understood/],
    [15, /must be text/],
  ];
  it.each(refused)("[3.18] %j is refused with what to write instead", (words, reason) => {
    expect(readSchedule(words)).toEqual({ failure: expect.stringMatching(reason) as string });
  });
});

describe("a ConnectorSchedule in words", () => {
  const check = (news: Record<string, unknown>) =>
    connectorScheduleHandler.check({ olds: undefined, news: { connectorId: "c", ...news } });

  it("is kept as the settings it stands for, so that both ways of writing are one", () => {
    const { inputs, failures } = check({ schedule: "daily at 09:00", paused: false });
    expect(failures).toEqual([]);
    expect(inputs).toEqual({
      connectorId: "c",
      scheduleType: "auto",
      syncFrequencyMinutes: 1440,
      dailySyncTime: "09:00",
      paused: false,
    });
  });

  it("excludes those settings, and every problem is told at once", () => {
    const { failures } = check({
      schedule: "every 10 minutes",
      syncFrequencyMinutes: 15,
      scheduleType: "auto",
      pause: true,
    });
    expect(failures.map(({ path, reason }) => `${String(path[0])}: ${reason.slice(0, 30)}`)).toEqual([
      "syncFrequencyMinutes: must not be given beside `sche",
      "scheduleType: must not be given beside `sche",
      "schedule: is not an interval that Fivetr",
      "pause: there is no such property; did",
    ]);
  });

  it("may be unknown in a preview", () => {
    expect(check({ schedule: UNKNOWN })).toMatchObject({
      failures: [],
      inputs: { syncFrequencyMinutes: UNKNOWN, scheduleType: UNKNOWN },
    });
  });
});
