import type { SyncRecord } from "@pulumi-fivetran/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf, START_MS } from "../support/api";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** When the first sync of a connection begins, after it was made. */
const FIRST = MINUTE;

/** As the API writes a time, less what is below a second. */
const at = (ms: number): string => new Date(START_MS + ms).toISOString().slice(0, 19);

interface Status {
  setup_state: string;
  sync_state: string;
  update_state: string;
  is_historical_sync: boolean;
  rescheduled_for?: string;
  tasks: { code: string }[];
  warnings: { code: string; details?: string }[];
}

interface Shown {
  status: Status;
  succeeded_at: string | null;
  failed_at: string | null;
  paused: boolean;
}

describe("syncs", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  const shown = async (id: string): Promise<Shown> => (await api.get(`/v1/connections/${id}`)).data as Shown;
  const statusOf = async (id: string): Promise<Status> => (await shown(id)).status;
  const advance = (ms: number): Promise<void> => api.control.clock.advance(ms);
  const syncsOf = async (id: string): Promise<readonly SyncRecord[]> => (await api.control.details(id)).syncs;
  /** When syncs began, newest first. */
  const startsOf = async (id: string): Promise<string[]> =>
    (await syncsOf(id)).map(({ startedAt }) => startedAt.slice(0, 19));

  describe("by themselves", () => {
    it("begin a while after the connection can sync, which its creation does not show", async () => {
      const id = await api.connection();
      expect(await statusOf(id)).toMatchObject({ sync_state: "scheduled", is_historical_sync: true });
      await advance(FIRST - 1);
      expect(await shown(id)).toMatchObject({ succeeded_at: null, status: { is_historical_sync: true } });
      expect(await api.get(`/v1/connections/${id}/schemas`)).toMatchObject({ status: 404 });
      await advance(1);
      const after = await shown(id);
      expect(after.succeeded_at).toContain(at(FIRST));
      expect(after.status).toMatchObject({ sync_state: "scheduled", is_historical_sync: false });
      expect(await api.get(`/v1/connections/${id}/schemas`)).toMatchObject({ status: 200 });
    });

    it("come again and again, counted from the last start, whoever asked for that", async () => {
      const id = await api.connection({ sync_frequency: 60 });
      await advance(FIRST + 2 * HOUR);
      expect(await startsOf(id)).toEqual([at(FIRST + 2 * HOUR), at(FIRST + HOUR), at(FIRST)]);
      await advance(HOUR / 2);
      await api.post(`/v1/connections/${id}/sync`);
      await advance(HOUR - 1);
      expect(await startsOf(id)).toHaveLength(4);
      await advance(1);
      expect((await startsOf(id))[0]).toBe(at(FIRST + 3.5 * HOUR));
    });

    it("follow a changed frequency", async () => {
      const id = await api.connection();
      await advance(FIRST + HOUR);
      await api.patch(`/v1/connections/${id}`, { sync_frequency: 180 });
      await advance(2 * HOUR - 1);
      expect(await startsOf(id)).toHaveLength(1);
      await advance(1);
      expect(await startsOf(id)).toHaveLength(2);
    });

    it("have an hour when they are daily: of the destination's time zone, midnight when none is set", async () => {
      const id = await api.connection({ sync_frequency: 1440, daily_sync_time: "05:00" });
      await advance(FIRST + 2 * DAY);
      // It is 03:04:05 at the start.
      const five = 2 * HOUR - 4 * MINUTE - 5000;
      expect(await startsOf(id)).toEqual([at(five + DAY), at(five), at(FIRST)]);
      const { group_id: group } = (await api.get(`/v1/connections/${id}`)).data as { group_id: string };
      await api.patch(`/v1/destinations/${group}`, { time_zone_offset: "+3" });
      await advance(2 * DAY);
      expect((await startsOf(id))[0]).toBe(at(five + 4 * DAY - 3 * HOUR));

      const other = await api.connection({ sync_frequency: 1440 });
      await advance(FIRST + DAY);
      expect((await startsOf(other))[0]).toMatch(/T00:00:00$/);
    });

    it("do not come when the schedule is manual, nor while it is paused, incomplete or blocked", async () => {
      const manual = await api.connection({ schedule_type: "manual" });
      const paused = await api.connection({ paused: true });
      const incomplete = await api.connection({ run_setup_tests: false });
      const blocked = await api.connection();
      await api.patch(`/v1/connections/${blocked}`, { schema_status: "blocked_on_capture" });
      await advance(DAY);
      for (const id of [manual, paused, incomplete, blocked]) expect(await syncsOf(id)).toEqual([]);
      await api.patch(`/v1/connections/${manual}`, { schedule_type: "auto" });
      await api.patch(`/v1/connections/${paused}`, { paused: false });
      await api.post(`/v1/connections/${incomplete}/test`, {});
      await api.patch(`/v1/connections/${blocked}`, { schema_status: "ready" });
      await advance(FIRST);
      for (const id of [manual, paused, incomplete, blocked])
        expect(await startsOf(id)).toEqual([at(DAY + FIRST)]);
    });

    it("do not come at all where schedules are off, and do when they are put on", async () => {
      await api.control.configure({ schedules: false });
      const id = await api.connection();
      await advance(DAY);
      expect(await syncsOf(id)).toEqual([]);
      await api.control.configure({ schedules: true, firstSyncDelayMs: 5 });
      await advance(4);
      expect(await syncsOf(id)).toEqual([]);
      await advance(1);
      expect(await syncsOf(id)).toHaveLength(1);
      await api.control.configure({ schedules: false });
      await advance(DAY);
      expect(await syncsOf(id)).toHaveLength(1);
    });

    it("that a jump of the clock has missed are made up for by the last three, in order over all connections", async () => {
      const often = await api.connection({ sync_frequency: 5 });
      const seldom = await api.connection({ sync_frequency: 360 });
      await advance(FIRST);
      await advance(30 * DAY);
      const end = FIRST + 30 * DAY;
      expect(await startsOf(often)).toEqual([end, end - 5 * MINUTE, end - 10 * MINUTE, FIRST].map(at));
      expect(await startsOf(seldom)).toEqual([end, end - 6 * HOUR, end - 12 * HOUR, FIRST].map(at));
      await advance(5 * MINUTE);
      expect((await startsOf(often))[0]).toBe(at(end + 5 * MINUTE));
    });

    it("end when the connection is paused after its trial", async () => {
      const id = await api.connection({ pause_after_trial: true });
      const other = await api.connection({ pause_after_trial: true });
      await api.patch(`/v1/connections/${other}`, { pause_after_trial: false });
      await advance(14 * DAY - 1);
      expect(await shown(id)).toMatchObject({ paused: false });
      await advance(1);
      expect(await shown(id)).toMatchObject({ paused: true, status: { sync_state: "paused" } });
      expect(await shown(other)).toMatchObject({ paused: false });
    });
  });

  describe("that take time", () => {
    beforeEach(() => api.control.configure({ syncDurationMs: 10 * MINUTE }));

    it("stop when the connection is paused, and are missing then", async () => {
      const id = await api.connection();
      await api.post(`/v1/connections/${id}/sync`);
      await api.patch(`/v1/connections/${id}`, { paused: true });
      expect(await statusOf(id)).toMatchObject({ sync_state: "paused", is_historical_sync: true });
      expect(await syncsOf(id)).toMatchObject([
        { status: "CANCELED", endedAt: expect.any(String) as string },
      ]);
      await advance(DAY);
      expect(await shown(id)).toMatchObject({ succeeded_at: null });
      await api.patch(`/v1/connections/${id}`, { paused: false });
      await advance(FIRST + 10 * MINUTE);
      expect(await syncsOf(id)).toMatchObject([{ status: "SUCCESSFUL", number: 2 }, { status: "CANCELED" }]);
    });

    it("begin anew when they are forced, and only then", async () => {
      const id = await api.connection();
      await api.post(`/v1/connections/${id}/sync`);
      await advance(MINUTE);
      await api.post(`/v1/connections/${id}/sync`, { force: false });
      expect(await syncsOf(id)).toMatchObject([{ number: 1, status: "RUNNING", endedAt: null }]);
      await api.post(`/v1/connections/${id}/force`);
      expect(await syncsOf(id)).toMatchObject([
        { number: 2, status: "RUNNING" },
        { number: 1, status: "CANCELED" },
      ]);
      await advance(10 * MINUTE - 1);
      expect(await statusOf(id)).toMatchObject({ sync_state: "syncing" });
      await advance(1);
      expect(await shown(id)).toMatchObject({ status: { sync_state: "scheduled" } });
      expect((await syncsOf(id))[0]).toMatchObject({ number: 2, status: "SUCCESSFUL" });
    });

    it("are followed at once by the next one when they take longer than lies between two", async () => {
      const id = await api.connection({ sync_frequency: 5 });
      await advance(FIRST + 10 * MINUTE);
      expect(await startsOf(id)).toEqual([at(FIRST)]);
      await advance(FIRST);
      expect(await startsOf(id)).toEqual([at(2 * FIRST + 10 * MINUTE), at(FIRST)]);
    });

    it("end with the connection", async () => {
      const id = await api.connection();
      await api.post(`/v1/connections/${id}/sync`);
      await api.delete(`/v1/connections/${id}`);
      await advance(DAY);
      expect(api.control.snapshot().filter(({ id: key }) => key.includes(id))).toEqual([]);
    });
  });

  describe("by rule", () => {
    const task = { code: "reconnect", message: "Reconnect" };

    it("fail, with a reason, tasks and warnings, until one succeeds", async () => {
      const id = await api.connection({ sync_frequency: 60 });
      await api.control.syncRules.add({
        connectionId: id,
        outcome: "FAILED",
        reason: "No route to host",
        tasks: [task],
        warnings: [{ code: "slow", message: "Slow" }],
        times: 2,
      });
      await advance(FIRST);
      expect(await shown(id)).toMatchObject({
        succeeded_at: null,
        failed_at: expect.stringContaining(at(FIRST)) as string,
        status: {
          setup_state: "connected",
          is_historical_sync: true,
          tasks: [task],
          warnings: [{ code: "slow" }],
        },
      });
      expect(await syncsOf(id)).toMatchObject([{ status: "FAILED", reason: "No route to host" }]);
      await advance(2 * HOUR);
      expect((await syncsOf(id)).map(({ status }) => status)).toEqual(["SUCCESSFUL", "FAILED", "FAILED"]);
      expect(await shown(id)).toMatchObject({
        status: { tasks: [], warnings: [], is_historical_sync: false },
      });
      expect(api.control.syncRules.list()).toEqual([]);
    });

    it("break the set-up, which syncs go on to try", async () => {
      const id = await api.connection({ sync_frequency: 60 });
      await api.control.syncRules.add({ service: "postgres", outcome: "FAILED", breaksSetup: true });
      await advance(FIRST);
      expect(await statusOf(id)).toMatchObject({ setup_state: "broken" });
      await advance(HOUR);
      expect(await syncsOf(id)).toHaveLength(2);
      await api.control.syncRules.clear();
      await api.post(`/v1/connections/${id}/sync`);
      expect(await statusOf(id)).toMatchObject({ setup_state: "connected" });
    });

    it("are rescheduled, and tried again when it is time, also without a schedule", async () => {
      const id = await api.connection({ schedule_type: "manual" });
      await api.control.syncRules.add({
        host: "db",
        outcome: "RESCHEDULED",
        rescheduledForMs: 20 * MINUTE,
        times: 1,
      });
      await api.post(`/v1/connections/${id}/sync`);
      const status = await statusOf(id);
      expect(status.sync_state).toBe("rescheduled");
      expect(status.rescheduled_for).toContain(at(20 * MINUTE));
      await advance(20 * MINUTE - 1);
      expect(await syncsOf(id)).toMatchObject([{ status: "RESCHEDULED" }]);
      await advance(1);
      expect(await statusOf(id)).toMatchObject({ sync_state: "scheduled", is_historical_sync: false });
      expect(await statusOf(id)).not.toHaveProperty("rescheduled_for");
    });

    it("take their own time; the rule that was added last counts", async () => {
      const id = await api.connection();
      await api.control.syncRules.add({ outcome: "FAILED" });
      await api.control.syncRules.add({ schema: "shop", outcome: "SUCCESSFUL", durationMs: 5 });
      await api.control.syncRules.add({ schema: "other", outcome: "FAILED" });
      await api.post(`/v1/connections/${id}/sync`);
      expect(await statusOf(id)).toMatchObject({ sync_state: "syncing" });
      await advance(5);
      expect(await syncsOf(id)).toMatchObject([{ status: "SUCCESSFUL" }]);
    });

    it("leave a cursor state, which a resync of everything begins anew", async () => {
      const group = await api.destination();
      const body = { group_id: group, service: "connector_sdk", config: { schema: "sdk" } };
      const id = idOf(await api.post("/v1/connections", body));
      await api.control.syncRules.add({ outcome: "SUCCESSFUL", state: { cursor: 7 }, times: 1 });
      await api.post(`/v1/connections/${id}/sync`);
      expect((await api.get(`/v1/connections/${id}/state`)).data).toEqual({ state: { cursor: 7 } });
      await api.post(`/v1/connections/${id}/resync`);
      expect((await api.get(`/v1/connections/${id}/state`)).data).toEqual({ state: {} });
    });
  });

  describe("that are missing", () => {
    it.each([
      ["NORMAL", {}, 3 * HOUR],
      ["HIGH", {}, HOUR],
      ["SYNC_FREQUENCY", {}, HOUR],
      ["CUSTOM", { data_delay_threshold: 30 }, 30 * MINUTE],
    ])("make a connection late by its sensitivity: %s", async (sensitivity, fields, tolerance) => {
      await api.control.syncRules.add({ outcome: "FAILED" });
      const id = await api.connection({ sync_frequency: 60, data_delay_sensitivity: sensitivity, ...fields });
      await advance(HOUR + tolerance - 1);
      expect(await statusOf(id)).toMatchObject({ update_state: "on_schedule" });
      await advance(1);
      expect(await statusOf(id)).toMatchObject({ update_state: "delayed" });
      await api.control.syncRules.clear();
      await advance(HOUR);
      expect(await statusOf(id)).toMatchObject({ update_state: "on_schedule" });
    });

    it("do not, while it is paused or manual", async () => {
      const paused = await api.connection({ paused: true });
      const manual = await api.connection({ schedule_type: "manual" });
      await advance(30 * DAY);
      for (const id of [paused, manual])
        expect(await statusOf(id)).toMatchObject({ update_state: "on_schedule" });
    });
  });

  describe("of history", () => {
    it("of tables are a warning until they are read", async () => {
      await api.control.configure({ syncDurationMs: MINUTE });
      const id = await api.connection();
      await api.post(`/v1/connections/${id}/schemas/reload`, {});
      await api.post(`/v1/connections/${id}/schemas/tables/resync`, { public: ["orders"] });
      expect(await statusOf(id)).toMatchObject({
        sync_state: "syncing",
        warnings: [{ code: "resync_table_warning", details: "public.orders" }],
      });
      await advance(MINUTE);
      expect(await statusOf(id)).toMatchObject({ warnings: [] });
    });

    it("start when a paused connection is resumed, whatever its schedule", async () => {
      await api.control.configure({ schedules: false });
      const id = await api.connection();
      await api.post(`/v1/connections/${id}/sync`);
      await api.patch(`/v1/connections/${id}`, { paused: true });
      await api.post(`/v1/connections/${id}/resync`);
      await api.post(`/v1/connections/${id}/resync`, { scope: { public: ["orders"] } });
      expect(await syncsOf(id)).toHaveLength(1);
      expect(await statusOf(id)).toMatchObject({ sync_state: "paused", is_historical_sync: true });
      await api.patch(`/v1/connections/${id}`, { paused: false });
      expect(await statusOf(id)).toMatchObject({ is_historical_sync: false, warnings: [] });
      expect(await syncsOf(id)).toMatchObject([{ isHistorical: true }, {}]);
    });
  });

  it("are remembered: the last fifty of a connection", async () => {
    const id = await api.connection();
    for (let round = 0; round < 60; round++) await api.post(`/v1/connections/${id}/sync`);
    const numbers = (await syncsOf(id)).map(({ number }) => number);
    expect(numbers).toHaveLength(50);
    expect([numbers[0], numbers.at(-1)]).toEqual([60, 11]);
    expect(api.control.snapshot().filter(({ collection }) => collection === "syncs")).toHaveLength(50);
  });

  it("go on after a restart from what was planned", async () => {
    const id = await api.connection({ sync_frequency: 60 });
    await advance(FIRST);
    const snapshot = api.control.snapshot();
    await api.control.reset();
    await api.control.restore(snapshot);
    await advance(HOUR);
    expect(await startsOf(id)).toEqual([at(FIRST + HOUR), at(FIRST)]);
  });
});
