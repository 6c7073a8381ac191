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
    ["every 10 minutes", { schedule: "every 10 minutes" }],
    ["every 2 days", { schedule: "every 48 hours" }],
    ["daily at 9:30", { schedule: "daily at 09:30" }],
    ["every hour on weekdays", { schedule: "every hour on weekdays" }],
    ["Every hour on monday to friday", { schedule: "every hour on weekdays" }],
    ["thursday and monday at 6:00", { schedule: "monday and thursday at 06:00" }],
    ["0 9 * * *", { schedule: "cron 0 9 * * *" }],
    ["cron  0 6 * * 1-5", { schedule: "cron 0 6 * * 1-5" }],
  ];
  it.each(understood)("%j", (words, settings) => {
    expect(readSchedule(words)).toEqual({ settings });
  });

  const refused: [words: unknown, reason: RegExp][] = [
    ["every 0 minutes", /at least every minute/],
    ["daily at 25:00", /no time of day at '25:00'/],
    ["daily at noon", /no time of day at 'noon'/],
    ["monday", /needs a time, such as 'monday at 09:00'/],
    ["0 0 9 ? * MON-FRI", /6 fields; Fivetran takes five/],
    ["hourly", /is not understood; write 'every hour on weekdays'/],
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
      schedule: "hourly",
      syncFrequencyMinutes: 15,
      scheduleType: "auto",
      pause: true,
    });
    expect(failures.map(({ path, reason }) => `${String(path[0])}: ${reason.slice(0, 30)}`)).toEqual([
      "syncFrequencyMinutes: must not be given beside `sche",
      "scheduleType: must not be given beside `sche",
      "schedule: is not understood; write 'ever",
      "pause: there is no such property; did",
    ]);
  });

  it("may be unknown in a preview", () => {
    expect(check({ schedule: UNKNOWN })).toMatchObject({
      failures: [],
      inputs: { schedule: UNKNOWN, syncFrequencyMinutes: UNKNOWN, scheduleType: UNKNOWN },
    });
  });

  it("reads what it has written", () => {
    const { inputs } = check({ schedule: "mon, tue at 6:30" });
    expect(inputs).toEqual({ connectorId: "c", schedule: "monday and tuesday at 06:30" });
    expect(connectorScheduleHandler.check({ olds: inputs, news: inputs })).toMatchObject({
      inputs,
      failures: [],
    });
  });

  const unproven: [news: Record<string, unknown>, path: string | undefined][] = [
    [{ schedule: "every 10 minutes" }, "schedule"],
    [{ schedule: "daily at 09:30" }, "schedule"],
    [{ schedule: "every 45 minutes on weekdays" }, "schedule"],
    [{ syncFrequencyMinutes: 45 }, "syncFrequencyMinutes"],
    [{ syncFrequencyMinutes: 1440, dailySyncTime: "09:30" }, "dailySyncTime"],
    [{ schedule: "every hour on weekdays" }, undefined],
    [{ schedule: "cron 5 6 * * 1" }, undefined],
    [{ syncFrequencyMinutes: 1440, dailySyncTime: "09:00" }, undefined],
  ];
  it.each(unproven)("[3.18] warns of what is not proven, and refuses none: %j", (news, path) => {
    const { failures, notices } = check(news);
    expect(failures).toEqual([]);
    expect(notices.map(({ severity, path: [name] }) => `${severity} ${name ?? ""}`)).toEqual(
      path === undefined ? [] : [`warning ${path}`],
    );
    for (const { message } of notices) expect(message).toContain("is not proven");
  });
});
