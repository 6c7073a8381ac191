import type { SyncRecord } from "@pulumi-fivetran/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api } from "../support/api";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("a connection's schedule, in the newer form", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  const details = async (id: string): Promise<unknown> => (await api.get(`/v1/connections/${id}`)).data;
  const change = async (id: string, body: object): Promise<unknown> => {
    const answered = await api.patch(`/v1/connections/${id}`, { run_setup_tests: false, ...body });
    expect(answered).toMatchObject({ status: 200 });
    expect(await details(id)).toMatchObject({ ...(answered.data as object) });
    return answered.data;
  };
  const startsOf = async (id: string): Promise<string[]> => {
    const { syncs } = await api.control.details(id);
    return syncs.map(({ startedAt }: SyncRecord) => startedAt.slice(0, 16));
  };

  it.each([
    [
      { schedule_type: "INTERVAL", interval: 60 },
      { sync_frequency: 60, schedule_type: "auto" },
    ],
    [
      { schedule_type: "TIME_OF_DAY", time_of_day: "14:00", days_of_week: ["MONDAY", "FRIDAY"] },
      { sync_frequency: 1440, daily_sync_time: "14:00", schedule_type: "auto" },
    ],
    [
      { schedule_type: "CRON", cron: "0 9 * * 1-5" },
      { sync_frequency: null, schedule_type: "auto" },
    ],
    [
      { schedule_type: "INTERVAL", interval: 45, days_of_week: ["MONDAY"] },
      { sync_frequency: null, schedule_type: "auto" },
    ],
    [{ schedule_type: "MANUAL" }, { sync_frequency: 360, schedule_type: "manual" }],
  ])("%j is answered as it was sent, and said in the older form too", async (schedule, older) => {
    const id = await api.connection();
    expect(await details(id)).toMatchObject({ schedule: { schedule_type: "INTERVAL", interval: 360 } });
    expect(await change(id, { schedule })).toMatchObject({ schedule, ...older });
    const created = await api.connection({ schedule });
    expect(await details(created)).toMatchObject({ schedule, ...older });
  });

  it("stays through other changes, and ends with one in the older form or with null", async () => {
    const id = await api.connection({ schedule: { schedule_type: "INTERVAL", interval: 60 } });
    expect(await change(id, { paused: true })).toHaveProperty("schedule.interval", 60);
    expect(await change(id, { sync_frequency: 5 })).toHaveProperty("schedule.interval", 5);
    await change(id, { schedule: { schedule_type: "CRON", cron: "0 6 * * 1" } });
    expect(await change(id, { schedule: null })).toMatchObject({ schedule: { interval: 5 } });
  });

  it.each([
    [
      { sync_frequency: 1440, daily_sync_time: "14:00" },
      {
        schedule_type: "TIME_OF_DAY",
        time_of_day: "14:00",
        days_of_week: ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"],
      },
    ],
    [{ sync_frequency: 1440 }, { schedule_type: "INTERVAL", interval: 1440 }],
    [{ schedule_type: "manual" }, { schedule_type: "MANUAL" }],
  ])("is answered for the older form %j too", async (older, schedule) => {
    const id = await api.connection(older);
    expect(await details(id)).toHaveProperty("schedule", schedule);
  });

  it.each([
    [{ schedule_type: "CRON" }, "Field 'schedule.cron' is required"],
    [{ schedule_type: "INTERVAL" }, "Field 'schedule.interval' is required"],
    [{ schedule_type: "INTERVAL", interval: 0 }, "Field 'schedule.interval' has an invalid value"],
    [
      { schedule_type: "TIME_OF_DAY", time_of_day: "25:00" },
      "Field 'schedule.time_of_day' has an invalid value",
    ],
    [{ schedule_type: "CRON", cron: "every day" }, "Field 'schedule.cron' has an invalid value"],
    [{ interval: 60 }, "Field 'schedule.schedule_type' is required"],
  ])("%j is refused", async (schedule, message) => {
    const id = await api.connection();
    expect(await api.patch(`/v1/connections/${id}`, { schedule })).toMatchObject({
      status: 400,
      code: "InvalidInput",
      message,
    });
  });

  it("decides when syncs begin, a time of day in the destination's time zone", async () => {
    // The clock stands at 2026-01-02T03:04:05Z, a Friday.
    const group = await api.group();
    await api.post("/v1/destinations", { group_id: group, service: "snowflake", time_zone_offset: "-5" });
    const daily = await api.connection({
      group_id: group,
      schedule: { schedule_type: "TIME_OF_DAY", time_of_day: "08:30", days_of_week: ["MONDAY"] },
    });
    const cron = await api.connection({ schedule: { schedule_type: "CRON", cron: "0 */12 * * *" } });
    const manual = await api.connection({ schedule: { schedule_type: "MANUAL" } });
    await api.control.clock.advance(8 * DAY);
    expect(await startsOf(daily)).toEqual(["2026-01-05T13:30", "2026-01-02T03:05"]);
    // Of the many that a jump of the clock passes over, the last three happen.
    expect(await startsOf(cron)).toEqual(["2026-01-10T00:00", "2026-01-09T12:00", "2026-01-09T00:00"]);
    expect(await startsOf(manual)).toEqual([]);
    expect(await details(daily)).toHaveProperty("status.update_state", "on_schedule");
  });

  it("of an interval with days begins nothing on the others, by the destination's time zone", async () => {
    const group = await api.group();
    await api.post("/v1/destinations", { group_id: group, service: "snowflake", time_zone_offset: "-5" });
    const weekdays = await api.connection({
      group_id: group,
      schedule: {
        schedule_type: "INTERVAL",
        interval: 480,
        days_of_week: ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"],
      },
      config: { schema_prefix: "weekdays" },
    });
    for (let hour = 0; hour < 75; hour += 1) await api.control.clock.advance(HOUR);
    // From Saturday's midnight in the destination's time zone to Monday's nothing begins.
    expect(await startsOf(weekdays)).toEqual([
      "2026-01-05T05:00",
      "2026-01-03T03:05",
      "2026-01-02T19:05",
      "2026-01-02T11:05",
      "2026-01-02T03:05",
    ]);
  });
});
