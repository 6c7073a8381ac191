import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, itemsOf } from "../support/api";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("what past syncs came to", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  const history = async (id: string, query = ""): Promise<readonly Record<string, unknown>[]> =>
    itemsOf(await api.get(`/v1/connections/${id}/sync-history${query}`));
  const sync = (id: string): Promise<unknown> => api.post(`/v1/connections/${id}/sync`, {});
  const warnings = async (id: string): Promise<unknown> =>
    (await api.get(`/v1/connections/${id}/warnings`)).data;

  it("is told of the last hour, newest first", async () => {
    await api.control.configure({ schedules: false });
    const id = await api.connection();
    await api.control.syncRules.add({ outcome: "FAILED", reason: "no route to host", times: 1 });
    await api.control.syncRules.add({ outcome: "RESCHEDULED", times: 1 });
    await sync(id);
    await api.control.clock.advance(10 * MINUTE);
    await sync(id);
    await api.control.clock.advance(10 * MINUTE);
    await sync(id);
    const found = await history(id);
    expect(found).toMatchObject([
      {
        status: "COMPLETED",
        start: expect.stringMatching(/^2026-01-02T03:24:05/) as string,
        end: expect.stringMatching(/^2026-01-02T03:24:05/) as string,
      },
      { status: "FAILURE", reason: "no route to host", stages: { extract: { volume: null } } },
      { status: "RESCHEDULED" },
    ]);
    expect(new Set(found.map((item) => item["sync_id"])).size).toBe(3);
    await api.control.clock.advance(55 * MINUTE);
    expect(await history(id)).toHaveLength(1);
    expect(await history(id, "?start_time=2026-01-02T03:00:00Z")).toHaveLength(3);
    expect(await history(id, "?end_time=2026-01-02T03:10:00Z")).toHaveLength(1);
    expect(
      await history(id, "?start_time=2026-01-02T03:10:00%2B00:00&end_time=2026-01-02T03:20:00Z"),
    ).toMatchObject([{ status: "FAILURE" }]);
  });

  it("has no end while it lasts", async () => {
    const id = await api.connection();
    await api.control.configure({ syncDurationMs: HOUR });
    await sync(id);
    expect(await history(id)).toMatchObject([{ status: "INCOMPLETE", end: null }]);
  });

  it.each([
    ["a window of more than 7 days", "?start_time=2026-01-02T00:00:00Z&end_time=2026-01-09T00:00:01Z"],
    ["an end before the start", "?start_time=2026-01-02T00:00:00Z&end_time=2026-01-01T00:00:00Z"],
    ["a start more than 7 days ago", "?start_time=2025-12-26T00:00:00Z&end_time=2025-12-26T01:00:00Z"],
    ["no time", "?start_time=yesterday"],
  ])("is refused for %s", async (_, query) => {
    const id = await api.connection();
    expect(await api.get(`/v1/connections/${id}/sync-history${query}`)).toMatchObject({
      status: 400,
      code: "InvalidInput",
    });
  });

  it("is told of warnings, by table, until they are dismissed", async () => {
    const id = await api.connection();
    const rule = {
      outcome: "SUCCESSFUL",
      warnings: [
        { code: "type_coercion_to_null_warning", message: "Coerced", schema: "shop_public", table: "orders" },
        { code: "api_limit", message: "Slow", details: "quota" },
      ],
    } as const;
    await api.control.syncRules.add(rule);
    await sync(id);
    await api.patch(`/v1/connections/${id}`, { paused: true, run_setup_tests: false });
    await api.post(`/v1/connections/${id}/resync`, { scope: { public: ["orders"] } });
    const at = expect.stringMatching(/^2026-01-02T03:04:05/) as string;
    expect(await warnings(id)).toEqual({
      items: [
        {
          schema: "shop_public",
          table: "orders",
          warnings: [
            { code: "type_coercion_to_null_warning", message: "Coerced", created_at: at },
            { code: "resync_table_warning", message: "Resync Table Warning", created_at: at },
          ],
        },
        { warnings: [{ code: "api_limit", message: "Slow", error_message: "quota", created_at: at }] },
      ],
    });
    for (const type of ["api_limit", "resync_table_warning", "type_coercion_to_null_warning"])
      expect(await api.delete(`/v1/connections/${id}/warnings/${type}`)).toMatchObject({ status: 200 });
    expect(await warnings(id)).toEqual({ items: [] });
    expect((await api.get(`/v1/connections/${id}`)).data).toHaveProperty("status.warnings", []);
    expect(await api.delete(`/v1/connections/${id}/warnings/api_limit`)).toMatchObject({ status: 404 });
    // The table is read again all the same.
    await api.control.syncRules.clear();
    await api.patch(`/v1/connections/${id}`, { paused: false, run_setup_tests: false });
    await api.control.clock.advance(DAY);
    expect(await history(id, "?start_time=2026-01-02T03:04:05Z")).not.toEqual([]);
  });
});
