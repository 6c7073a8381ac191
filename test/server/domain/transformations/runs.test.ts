import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DbtAccount, STEPS } from "../../support/dbtAccount";

const MINUTE_MS = 60_000;

let dbt: DbtAccount;
beforeEach(async () => {
  dbt = await DbtAccount.start();
});
afterEach(() => dbt.stop());

describe("runs", () => {
  it("succeed at once without a rule, and tell of it", async () => {
    await dbt.listen();
    const id = await dbt.made();
    expect(await dbt.api.post(`/v1/transformations/${id}/run`)).toMatchObject({
      status: 200,
      code: "Success",
      message: `Transformation with id '${id}' has been started`,
    });
    expect(await dbt.details(id)).toMatchObject({
      status: "SUCCEEDED",
      last_started_at: expect.stringMatching(/^2026-01-02T03:04:05/) as string,
      last_ended_at: expect.stringMatching(/^2026-01-02T03:04:05/) as string,
    });
    await dbt.api.control.idle();
    expect(dbt.receiver.events).toEqual(["transformation_start", "transformation_succeeded"]);
    expect(dbt.receiver.received.at(-1)?.body).toMatchObject({
      transformation_id: id,
      destination_group_id: dbt.group,
      data: {
        dbtJobId: id,
        dbtJobName: "daily",
        startTime: "2026-01-02T03:04:05.000Z",
        startupDetails: { type: "manual" },
        result: {
          description: "Steps: successful 1, failed 0",
          stepResults: [{ step: STEPS[0], success: true }],
        },
      },
    });
  });

  it("take their time and fail by rule", async () => {
    await dbt.listen();
    const id = await dbt.made();
    await dbt.api.control.transformationRules.add({
      projectId: dbt.project,
      name: "daily",
      status: "FAILED",
      durationMs: MINUTE_MS,
      output: "Compilation Error",
    });
    await dbt.api.control.transformationRules.add({ name: "another", durationMs: 1 });
    await dbt.api.post(`/v1/transformations/${id}/run`, { full_refresh: true });
    expect(await dbt.details(id)).toMatchObject({ status: "RUNNING" });
    expect(await dbt.details(id)).not.toHaveProperty("last_ended_at");
    await dbt.api.control.clock.advance(MINUTE_MS - 1);
    expect(await dbt.details(id)).toMatchObject({ status: "RUNNING" });
    await dbt.api.control.clock.advance(1);
    expect(await dbt.details(id)).toMatchObject({ status: "FAILED" });
    await dbt.api.control.idle();
    expect(dbt.receiver.events).toEqual(["transformation_start", "transformation_failed"]);
    expect(dbt.receiver.received.at(-1)?.body["data"]).toMatchObject({
      endTime: "2026-01-02T03:05:05.000Z",
      result: {
        description: "Steps: successful 0, failed 1",
        stepResults: [{ success: false, commandResult: { exitCode: 1, output: "Compilation Error" } }],
      },
    });
  });

  it("are not started twice, and can be canceled", async () => {
    await dbt.listen();
    const id = await dbt.made();
    await dbt.api.control.transformationRules.add({ durationMs: MINUTE_MS });
    await dbt.api.post(`/v1/transformations/${id}/run`);
    const before = await dbt.details(id);
    expect(await dbt.api.post(`/v1/transformations/${id}/run`)).toMatchObject({ status: 200 });
    expect(await dbt.details(id)).toEqual(before);
    expect(await dbt.api.post(`/v1/transformations/${id}/cancel`)).toMatchObject({
      status: 200,
      message: `Transformation with id '${id}' has been canceled`,
    });
    await dbt.api.control.clock.advance(2 * MINUTE_MS);
    expect(await dbt.details(id)).toMatchObject({ status: "CANCELED" });
    await dbt.api.control.idle();
    expect(dbt.receiver.events).toEqual(["transformation_start"]);
  });

  it("begin on their schedule, unless it is paused", async () => {
    await dbt.listen();
    const schedule = { schedule_type: "INTERVAL", interval: 60 };
    const id = await dbt.made({ schedule });
    const paused = await dbt.made({ schedule, paused: true });
    await dbt.api.control.clock.advance(59 * MINUTE_MS);
    expect(await dbt.starts(id)).toBe(0);
    await dbt.api.control.clock.advance(MINUTE_MS);
    expect(await dbt.starts(id)).toBe(1);
    await dbt.api.control.clock.advance(180 * MINUTE_MS);
    expect(await dbt.starts(id)).toBe(4);
    expect(await dbt.starts(paused)).toBe(0);
    await dbt.api.patch(`/v1/transformations/${id}`, { paused: true });
    await dbt.api.patch(`/v1/transformations/${paused}`, { paused: false });
    await dbt.api.control.clock.advance(60 * MINUTE_MS);
    expect(await dbt.starts(id)).toBe(4);
    expect(await dbt.starts(paused)).toBe(1);
  });

  it("begin at their time of day and by their pattern", async () => {
    await dbt.listen();
    const daily = await dbt.made({ schedule: { schedule_type: "TIME_OF_DAY", time_of_day: "03:30" } });
    const cron = await dbt.made({ schedule: { schedule_type: "CRON", cron: ["45 3 * * *"] } });
    await dbt.api.control.clock.set("2026-01-02T03:29:59Z");
    expect(await dbt.starts(daily)).toBe(0);
    await dbt.api.control.clock.set("2026-01-02T03:30:00Z");
    expect([await dbt.starts(daily), await dbt.starts(cron)]).toEqual([1, 0]);
    await dbt.api.control.clock.set("2026-01-03T12:00:00Z");
    expect([await dbt.starts(daily), await dbt.starts(cron)]).toEqual([2, 2]);
    expect((await dbt.details(cron))["last_started_at"]).toMatch(/^2026-01-03T03:45:00/);
  });

  it("that a long jump of the clock passes over never happened", async () => {
    await dbt.listen();
    const id = await dbt.made({ schedule: { schedule_type: "INTERVAL", interval: 60 } });
    await dbt.api.control.clock.advance(365 * 24 * 60 * MINUTE_MS);
    const count = await dbt.starts(id);
    expect(count).toBeGreaterThanOrEqual(48);
    expect(count).toBeLessThanOrEqual(50);
  });

  it("keep their schedule when something else is changed", async () => {
    await dbt.listen();
    const id = await dbt.made({ schedule: { schedule_type: "INTERVAL", interval: 60 } });
    await dbt.api.control.clock.advance(30 * MINUTE_MS);
    await dbt.api.patch(`/v1/transformations/${id}`, { transformation_config: { name: "renamed" } });
    await dbt.api.control.clock.advance(30 * MINUTE_MS);
    expect(await dbt.starts(id)).toBe(1);
  });

  it("follow all the syncs that they wait for, and the transformations before them", async () => {
    await dbt.listen();
    const [one, other] = [await dbt.connection(), await dbt.connection({ config: { schema: "more" } })];
    const first = await dbt.made({ schedule: { schedule_type: "INTEGRATED", connection_ids: [one, other] } });
    const second = await dbt.made({ schedule: { schedule_type: "INTEGRATED", transformation_ids: [first] } });
    await dbt.api.post(`/v1/connections/${one}/sync`, {});
    await dbt.api.post(`/v1/connections/${one}/sync`, { force: true });
    expect([await dbt.starts(first), await dbt.starts(second)]).toEqual([0, 0]);
    await dbt.api.post(`/v1/connections/${other}/sync`, {});
    expect([await dbt.starts(first), await dbt.starts(second)]).toEqual([1, 1]);
    await dbt.api.post(`/v1/connections/${other}/sync`, {});
    expect(await dbt.starts(first)).toBe(1);
    await dbt.api.control.transformationRules.add({ transformationId: first, status: "FAILED" });
    await dbt.api.post(`/v1/connections/${one}/sync`, {});
    expect([await dbt.starts(first), await dbt.starts(second)]).toEqual([2, 1]);
  });

  it("that wait for syncs do not begin while they are paused", async () => {
    await dbt.listen();
    const source = await dbt.connection();
    const schedule = { schedule_type: "INTEGRATED", connection_ids: [source] };
    const id = await dbt.made({ schedule, paused: true });
    await dbt.api.post(`/v1/connections/${source}/sync`, {});
    expect(await dbt.starts(id)).toBe(0);
    await dbt.api.patch(`/v1/transformations/${id}`, { paused: false });
    await dbt.api.post(`/v1/connections/${source}/sync`, {});
    expect(await dbt.starts(id)).toBe(1);
  });

  it("may not wait for themselves", async () => {
    const first = await dbt.made();
    const second = await dbt.made({ schedule: { schedule_type: "INTEGRATED", transformation_ids: [first] } });
    const refused = await dbt.api.patch(`/v1/transformations/${first}`, {
      schedule: { schedule_type: "INTEGRATED", transformation_ids: [second] },
    });
    expect(refused).toMatchObject({ status: 400, code: "InvalidInput" });
  });
});
