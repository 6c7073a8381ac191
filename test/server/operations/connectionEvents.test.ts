import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api } from "../support/api";
import { Receiver } from "../support/receiver";

const EVENTS = [
  "sync_start",
  "sync_end",
  "connection_successful",
  "connection_failure",
  "create_connector",
  "pause_connector",
  "resume_connector",
  "edit_connector",
  "delete_connector",
  "force_update_connector",
  "resync_connector",
  "resync_table",
];

describe("what webhooks hear of a connection", () => {
  let api: Api;
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await Receiver.start();
    api = await Api.start({ allowHttpWebhooks: true, seed: { schedules: false } });
    await api.post("/v1/webhooks/account", { url: receiver.url, events: EVENTS });
  });
  afterEach(async () => {
    await api.stop();
    await receiver.stop();
  });

  /** The names of the events since the last call. */
  const heard = async (): Promise<unknown[]> => {
    await api.control.idle();
    const { events } = receiver;
    receiver.received.length = 0;
    return events;
  };
  const bodies = async (): Promise<Readonly<Record<string, unknown>>[]> => {
    await api.control.idle();
    return receiver.received.map(({ body }) => body);
  };

  it("is its making, changing, pausing, resuming and deleting", async () => {
    const id = await api.connection();
    expect(await heard()).toEqual(["create_connector", "connection_successful"]);
    const path = `/v1/connections/${id}`;
    await api.patch(path, { paused: true, run_setup_tests: false });
    expect(await heard()).toEqual(["pause_connector"]);
    await api.patch(path, { paused: false, sync_frequency: 60, run_setup_tests: false });
    expect(await heard()).toEqual(["resume_connector", "edit_connector"]);
    await api.patch(path, { paused: false, run_setup_tests: false });
    expect(await heard()).toEqual([]);
    await api.delete(path);
    expect(await bodies()).toMatchObject([
      { event: "delete_connector", connector_id: id, connector_name: "shop", connector_type: "postgres" },
    ]);
  });

  it("is a failing set-up", async () => {
    await api.connection({}, { host: "shop.invalid" });
    expect(await heard()).toEqual(["create_connector", "connection_failure"]);
  });

  it("is each sync, from its start to its end, under one id", async () => {
    const id = await api.connection();
    await heard();
    await api.post(`/v1/connections/${id}/sync`);
    const [forced, start, end] = await bodies();
    expect(forced).toMatchObject({ event: "force_update_connector" });
    expect(start).toMatchObject({ event: "sync_start", sync_id: expect.any(String) as string });
    expect(end).toMatchObject({
      event: "sync_end",
      sync_id: start?.["sync_id"],
      data: { status: "SUCCESSFUL" },
    });
  });

  it.each([
    [{ outcome: "FAILED", reason: "No route" } as const, { status: "FAILED", reason: "No route" }],
    [
      { outcome: "FAILED", tasks: [{ code: "reconnect", message: "Reconnect" }] } as const,
      { status: "FAILURE_WITH_TASK" },
    ],
    [
      { outcome: "RESCHEDULED", reason: "Rate limit" } as const,
      { status: "RESCHEDULED", reason: "Rate limit" },
    ],
  ])("is how a sync ended: %j", async (rule, data) => {
    const id = await api.connection();
    await api.control.syncRules.add(rule);
    await api.post(`/v1/connections/${id}/sync`);
    expect((await bodies()).at(-1)).toMatchObject({ event: "sync_end", data });
  });

  it("is a resync, of everything or table by table", async () => {
    const id = await api.connection();
    await api.patch(`/v1/connections/${id}`, { paused: true });
    await heard();
    await api.post(`/v1/connections/${id}/resync`);
    await api.post(`/v1/connections/${id}/resync`, { scope: { public: ["orders", "payments"] } });
    expect(await bodies()).toMatchObject([
      { event: "resync_connector" },
      { event: "resync_table", data: { schema: "public", table: "orders" } },
      { event: "resync_table", data: { schema: "public", table: "payments" } },
    ]);
  });
});
