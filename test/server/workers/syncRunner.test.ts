import type { SyncEvent } from "@pulumi-fivetran/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api } from "../support/api";
import { END, SHAPE, type Started, TestExecutor } from "../support/testExecutor";

describe("syncs that an executor runs", () => {
  let executor: TestExecutor;
  let api: Api;
  let id: string;
  let events: SyncEvent[];
  beforeEach(async () => {
    executor = new TestExecutor();
    api = await Api.start({ engine: executor });
    id = await api.connection();
    events = [];
    api.control.onSync((event) => events.push(event));
  });
  afterEach(async () => {
    await api.stop();
  });

  const begin = async (force = false): Promise<Started> => {
    await api.post(`/v1/connections/${id}/sync`, { force });
    const last = executor.started.at(-1);
    if (last === undefined) throw new Error("Nothing was started.");
    return last;
  };
  const table = (rows: number, error?: string) => ({
    ...{ table: "public.orders", rows, deleted: 0, bytes: rows * 10, durationMs: 5 },
    ...(error === undefined ? {} : { error }),
  });

  it("are told of no credential", async () => {
    await api.patch(`/v1/connections/${id}`, { config: { password: "hunter2-hunter2", user: "me" } });
    const { sync } = await begin();
    expect(sync.connection.config).toMatchObject({ host: "db", user: "me" });
    expect(JSON.stringify(sync)).not.toMatch(/hunter2|sealed/);
  });

  it("show what they have moved while they run", async () => {
    const { listener, end } = await begin();
    listener.progress(table(0));
    listener.progress(table(7));
    const [sync] = (await api.control.details(id)).syncs;
    expect(sync).toMatchObject({ status: "RUNNING", rows: 7, bytes: 70, tables: [table(7)] });
    end({ ...END, tables: [table(9)] });
    await api.control.idle();
    expect((await api.control.details(id)).syncs).toMatchObject([{ status: "SUCCESSFUL", rows: 9 }]);
    expect(events.map(({ kind, status }) => status ?? kind)).toEqual([
      "start",
      "table",
      "table",
      "SUCCESSFUL",
    ]);
  });

  it("let the server decide about what the source holds, before anything is moved", async () => {
    await api.post(`/v1/connections/${id}/schemas`, {
      schema_change_handling: "BLOCK_ALL",
      schemas: {
        public: { enabled: true, tables: { orders: { enabled: true, columns: { note: { hashed: true } } } } },
      },
    });
    const { listener, end } = await begin();
    const found = { ...SHAPE.schemas.public.tables, other: { columns: { id: {} } } };
    expect(listener.discovered({ schemas: { public: { tables: found } } })).toMatchObject({
      public: {
        enabled: true,
        tables: {
          orders: {
            enabled: true,
            columns: { id: { enabled: true }, note: { enabled: true, hashed: true } },
          },
          other: { enabled: false },
        },
      },
    });
    expect((await api.get(`/v1/connections/${id}/schemas`)).status).toBe(200);
    end(END);
  });

  it("end at once for the server when they are stopped, whatever the executor does later", async () => {
    const first = await begin();
    first.listener.progress(table(3));
    await api.patch(`/v1/connections/${id}`, { paused: true, run_setup_tests: false });
    expect(first.isCanceled).toBe(true);
    first.end({ ...END, outcome: "FAILED", reason: "The sync was canceled.", tables: [table(3)] });
    await api.control.idle();
    const details = await api.control.details(id);
    expect(details.syncs).toMatchObject([{ status: "CANCELED" }]);
    expect(details.connection).toMatchObject({ failed_at: null, status: { tasks: [] } });
    expect(events.at(-1)).toMatchObject({ kind: "end", status: "CANCELED", tables: [table(3)] });
    expect(events.at(-1)?.reason).toBeUndefined();
  });

  it("that are forced begin anew", async () => {
    const first = await begin();
    const second = await begin(true);
    expect([first.isCanceled, second.sync.number]).toEqual([true, 2]);
    first.end({ ...END, outcome: "FAILED" });
    second.end({ ...END, tables: [table(1)] });
    await api.control.idle();
    expect((await api.control.details(id)).syncs.map(({ status }) => status)).toEqual([
      "SUCCESSFUL",
      "CANCELED",
    ]);
  });

  it("fail with their reason, as a task that the next success takes away", async () => {
    (await begin()).end({
      ...END,
      outcome: "FAILED",
      reason: "public.orders: no.",
      tables: [table(0, "no")],
    });
    await api.control.idle();
    const { connection } = await api.control.details(id);
    expect(connection).toMatchObject({
      status: { tasks: [{ code: "sync_failed", message: "public.orders: no." }] },
    });
    (await begin()).end(END);
    await api.control.idle();
    expect((await api.control.details(id)).connection).toMatchObject({ status: { tasks: [] } });
  });

  it("do not begin where something is lacking: connection and destination are incomplete, whoever changes them", async () => {
    executor.missing = "Add lines.";
    await api.patch(`/v1/connections/${id}`, { sync_frequency: 60, run_setup_tests: false });
    const view = (await api.get(`/v1/connections/${id}`)).data;
    expect(view).toMatchObject({
      status: { setup_state: "incomplete", tasks: [{ code: "missing_stand_in", message: "Add lines." }] },
    });
    expect((await api.post(`/v1/connections/${id}/sync`, {})).status).toBe(400);
    expect(executor.started).toEqual([]);
    executor.missing = undefined;
    const tested = (await api.post(`/v1/connections/${id}/test`, {})).data;
    expect(tested).toMatchObject({
      status: { setup_state: "connected", tasks: [] },
      setup_tests: [{ title: "Real", status: "PASSED" }],
    });
  });

  it("whose setup tests a rule lets fail fail", async () => {
    await api.control.setupTests.add({
      connectionId: id,
      tests: [{ title: "Ruled", status: "FAILED", message: "no" }],
    });
    const tested = (await api.post(`/v1/connections/${id}/test`, {})).data;
    expect(tested).toMatchObject({ setup_tests: [{ title: "Ruled", status: "FAILED" }] });
  });

  it("are counted for Prometheus", async () => {
    (await begin()).end({ ...END, tables: [table(7), table(2)] });
    await api.control.idle();
    await begin();
    const reply = await api.fetch("GET", "/metrics");
    expect(reply.headers.get("content-type")).toBe("text/plain; version=0.0.4");
    const text = await reply.text();
    const labels = `account="account",connection="${id}",schema="shop",service="postgres"`;
    expect(text).toContain("# TYPE fivetran_local_syncs_total counter\n");
    expect(text).toContain(`fivetran_local_syncs_total{${labels},status="successful"} 1\n`);
    expect(text).toContain(`fivetran_local_syncs_running{${labels}} 1\n`);
    expect(text).toContain(`fivetran_local_sync_rows_total{${labels}} 9\n`);
    expect(text).toContain(`fivetran_local_sync_bytes_total{${labels}} 90\n`);
  });
});
