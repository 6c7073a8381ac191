import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf, itemsOf, type Reply } from "../support/api";

const SECOND = 1000;

describe("moving a connection", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  const details = async (id: string): Promise<Record<string, unknown>> =>
    (await api.get(`/v1/connections/${id}`)).data as Record<string, unknown>;
  const paused = async (fields: object = {}, config: Record<string, unknown> = {}): Promise<string> =>
    api.connection({ paused: true, ...fields }, config);
  const move = (id: string, body: object): Promise<Reply> => api.post(`/v1/connections/${id}/move`, body);
  const lakehouse = async (): Promise<string> => {
    const group = await api.group("lake");
    await api.post("/v1/destinations", {
      group_id: group,
      service: "managed_data_lake",
      time_zone_offset: "0",
    });
    return group;
  };

  it("takes it to another group with its id, its settings and its cursor", async () => {
    const id = await paused();
    const before = await details(id);
    const target = await api.destination();
    expect(await move(id, { destination_group_id: target, sync_behavior: "CONTINUE" })).toMatchObject({
      status: 200,
      data: {
        connection_id: id,
        source_group_id: before["group_id"],
        destination_group_id: target,
        sync_behavior: "CONTINUE",
        moved_at: expect.stringMatching(/^2026-01-02T03:04:05/) as string,
      },
    });
    expect(await details(id)).toEqual({ ...before, group_id: target });
    expect(itemsOf(await api.get(`/v1/groups/${target}/connections`)).map((one) => one["id"])).toEqual([id]);
    expect(itemsOf(await api.get(`/v1/groups/${String(before["group_id"])}/connections`))).toEqual([]);
  });

  it("reads all history again with BACKFILL, once it syncs", async () => {
    const id = await api.connection();
    await api.post(`/v1/connections/${id}/sync`, {});
    await api.patch(`/v1/connections/${id}`, { paused: true, run_setup_tests: false });
    expect(await details(id)).toHaveProperty("status.is_historical_sync", false);
    await move(id, { destination_group_id: await api.destination(), sync_behavior: "BACKFILL" });
    expect(await details(id)).toHaveProperty("status.is_historical_sync", true);
    await api.patch(`/v1/connections/${id}`, { paused: false, run_setup_tests: false });
    expect(await details(id)).toHaveProperty("status.is_historical_sync", false);
  });

  it("syncs by the time zone of its new destination", async () => {
    const id = await api.connection({
      schedule: { schedule_type: "TIME_OF_DAY", time_of_day: "09:00" },
    });
    await api.control.clock.advance(60 * SECOND);
    await api.patch(`/v1/connections/${id}`, { paused: true, run_setup_tests: false });
    const group = await api.group("west");
    await api.post("/v1/destinations", { group_id: group, service: "snowflake", time_zone_offset: "-8" });
    await move(id, { destination_group_id: group });
    await api.patch(`/v1/connections/${id}`, { paused: false, run_setup_tests: false });
    await api.control.clock.advance(20 * 3600 * SECOND);
    const { syncs } = await api.control.details(id);
    expect(syncs[0]?.startedAt).toMatch(/^2026-01-02T17:00:00/);
  });

  it("with its data is a job that ends in its own time", async () => {
    await api.control.configure({ moveJobMs: 60 * SECOND });
    const id = await paused();
    const group = String((await details(id))["group_id"]);
    const target = await lakehouse();
    const begun = await move(id, { destination_group_id: target, sync_behavior: "CONTINUE_WITH_DATA" });
    expect(begun.data).toMatchObject({ moved_at: null });
    const { job_id: job } = begun.data as { job_id: string };
    const state = async (): Promise<unknown> => (await api.get(`/v1/connections/${id}/move/${job}`)).data;
    expect(await state()).toEqual({
      id: job,
      status: "PENDING",
      connection_id: id,
      source_group_id: group,
      destination_group_id: target,
      created_at: expect.stringMatching(/^2026-01-02T03:04:05/) as string,
      started_at: null,
      completed_at: null,
      error_message: null,
    });
    expect(await move(id, { destination_group_id: target })).toMatchObject({ status: 400 });
    await api.control.clock.advance(30 * SECOND);
    expect(await state()).toMatchObject({ status: "IN_PROGRESS", completed_at: null });
    expect(await details(id)).toMatchObject({ group_id: group });
    await api.control.clock.advance(30 * SECOND);
    expect(await state()).toMatchObject({ status: "SUCCESS", error_message: null });
    expect(await details(id)).toMatchObject({ group_id: target });
    const other = await api.connection({ group_id: group }, { schema_prefix: "other" });
    expect(await api.get(`/v1/connections/${other}/move/${job}`)).toMatchObject({ status: 404 });
  });

  it("is a job whatever becomes of its data, where the account says so, and reads everything again only once it is there", async () => {
    await api.control.configure({ movesAreJobs: true, moveJobMs: 60 * SECOND });
    const id = await paused();
    const target = await lakehouse();
    const begun = await move(id, { destination_group_id: target, sync_behavior: "BACKFILL" });
    expect(begun.data).toMatchObject({ moved_at: null, job_id: expect.any(String) as string });
    const record = (): unknown =>
      api.control.snapshot().find((entry) => entry.collection === "connections" && entry.id === id)?.value;
    expect(record()).not.toHaveProperty("isResyncDue", true);
    await api.control.clock.advance(60 * SECOND);
    expect(await details(id)).toMatchObject({ group_id: target, status: { is_historical_sync: true } });
    expect(record()).toHaveProperty("isResyncDue", true);
  });

  it("with its data fails where the name was taken meanwhile, and leaves it where it was", async () => {
    const id = await paused();
    const { group_id: group } = await details(id);
    const target = await lakehouse();
    const begun = await move(id, { destination_group_id: target, sync_behavior: "CONTINUE_WITH_DATA" });
    await api.connection({ group_id: target });
    await api.control.clock.advance(60 * SECOND);
    const { job_id: job } = begun.data as { job_id: string };
    expect((await api.get(`/v1/connections/${id}/move/${job}`)).data).toMatchObject({
      status: "FAILED",
      error_message: expect.stringContaining("shop") as string,
    });
    expect(await details(id)).toMatchObject({ group_id: group });
    await api.delete(`/v1/connections/${id}`);
    expect(await api.get(`/v1/connections/${id}/move/${job}`)).toMatchObject({ status: 404 });
  });

  it("is refused while it is not paused, for a group that is not there, its own, or one that has its name", async () => {
    const running = await api.connection();
    const target = await api.destination();
    expect(await move(running, { destination_group_id: target })).toMatchObject({ status: 400 });
    const id = await paused();
    expect(await move(id, { destination_group_id: "nowhere" })).toMatchObject({
      status: 404,
      code: "NotFound_Group",
    });
    const { group_id: own } = await details(id);
    expect(await move(id, { destination_group_id: own })).toMatchObject({ status: 400 });
    const { group_id: taken } = await details(running);
    expect(await move(id, { destination_group_id: taken })).toMatchObject({ status: 400 });
    expect(
      await move(id, { destination_group_id: target, sync_behavior: "CONTINUE_WITH_DATA" }),
    ).toMatchObject({ status: 400 });
    expect(await details(id)).toMatchObject({ group_id: own });
  });

  it("needs to be forced where a cloud knows its group", async () => {
    const id = idOf(
      await api.post("/v1/connections", {
        group_id: await api.destination(),
        service: "s3",
        paused: true,
        config: { schema: "files", table: "t", bucket: "b", role_arn: "arn:aws:iam::1:role/r" },
      }),
    );
    const target = await api.destination();
    const refused = await move(id, { destination_group_id: target });
    expect(refused).toMatchObject({ status: 400, message: expect.stringContaining("force_move") as string });
    expect(await move(id, { destination_group_id: target, force_move: true })).toMatchObject({ status: 200 });
  });
});
