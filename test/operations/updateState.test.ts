import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Runtime } from "../../operations/src/runtime/runtime";
import { beginUpdateState, OperationFailedError, updateState } from "../../operations/src/updateState";
import { OperationsTest } from "./support/operationsTest";

describe("updateState", () => {
  let test: OperationsTest;
  let store: Runtime;
  beforeEach(async () => {
    test = await OperationsTest.start();
    store = await test.open();
    // Loads what the control API needs, so that a later call is done before the next request.
    await test.server.control.setPaused("resting", true);
  });
  afterEach(() => test.stop());

  const update = (connectionId: string, newState: Record<string, unknown>) =>
    updateState({ client: test.client, connectionId, newState, store, pollMs: 1, syncWaitMs: 20 });

  it("pauses what runs, sets the state and resumes it; each request is sent once", async () => {
    await test.setState("orders", { cursor: 1 });
    const updated = await update("orders", { cursor: 2 });
    expect(await test.stateOf("orders")).toEqual({ cursor: 2 });
    expect(updated).toMatchObject({ connection: "resumed", note: "The connection runs again." });
    expect(test.writes()).toEqual([
      'PATCH /v1/connections/orders {"paused":true,"run_setup_tests":false}',
      'PATCH /v1/connections/orders/state {"state":{"cursor":2}}',
      'PATCH /v1/connections/orders {"paused":false,"run_setup_tests":false}',
    ]);
  });

  it("leaves what was paused paused", async () => {
    expect(await update("resting", { cursor: 2 })).toMatchObject({ connection: "paused" });
    expect(await test.isPaused("resting")).toBe(true);
    expect(test.writes()).toEqual(['PATCH /v1/connections/resting/state {"state":{"cursor":2}}']);
  });

  it("applies a merge patch to the state that is there", async () => {
    await test.setState("orders", { kept: 5, gone: 1, deep: { a: 1, b: 2 } });
    const mergePatch = { gone: null, deep: { b: 3 } };
    await updateState({ client: test.client, connectionId: "orders", mergePatch, store, pollMs: 1 });
    expect(await test.stateOf("orders")).toEqual({ kept: 5, deep: { a: 1, b: 3 } });
  });

  it("puts the state before back, from what was kept", async () => {
    await test.setState("orders", { cursor: 1 });
    const { operationId } = await update("orders", { cursor: 2 });
    const kept = JSON.parse(await store.store.vault.get(operationId, "states", "before")) as object;
    await update("orders", kept as Record<string, unknown>);
    expect(await test.stateOf("orders")).toEqual({ cursor: 1 });
  });

  it("refuses a connection without a state before anything is paused", async () => {
    const failed = update("shop", {});
    await expect(failed).rejects.toThrow(OperationFailedError);
    await expect(failed).rejects.toMatchObject({ problem: { kind: "noState", status: 405, step: "check" } });
    expect(test.writes()).toEqual([]);
  });

  it("refuses a connection that is not there, and credentials that are wrong", async () => {
    await expect(update("nowhere", {})).rejects.toMatchObject({
      problem: { kind: "notFound", step: "check" },
    });
    const asked = { credentials: { own: { apiKey: "no", apiSecret: "no" } }, caller: "x" };
    const { id } = await beginUpdateState(store, { connectionId: "orders", newState: {} }, asked);
    expect(await store.ended(id, 60_000)).toMatchObject({ failure: { kind: "authentication", status: 401 } });
    expect(test.writes()).toEqual([]);
  });

  it("takes the 400 of a state that was never written for an empty one", async () => {
    test.server.control.faults.add({ method: "GET", path: "/orders/state$", status: 400, times: 2 });
    await update("orders", { cursor: 2 });
    expect(await test.stateOf("orders")).toEqual({ cursor: 2 });
  });

  it.each([
    ["429", { status: 429, retryAfter: 0 }],
    ["503", { status: 503 }],
    ["500 though it was done", { status: 500, afterRunning: true }],
    ["a broken connection", { drop: "after" as const }],
  ])("gets over %s, at any request", async (_, fault) => {
    test.server.control.faults.add({ path: "/connections/", probability: 0.3, seed: 3, times: 10, ...fault });
    await update("orders", { cursor: 2 });
    test.server.control.faults.clear();
    expect(await test.stateOf("orders")).toEqual({ cursor: 2 });
    expect(await test.isPaused("orders")).toBe(false);
    expect(await store.store.holds.list()).toEqual([]);
  });

  it("waits for a sync that is in the way of the state", async () => {
    test.server.control.faults.add({ method: "PATCH", path: "/orders/state$", status: 409, times: 3 });
    await update("orders", { cursor: 2 });
    expect(await test.stateOf("orders")).toEqual({ cursor: 2 });
  });

  it("resumes the connection and says why, when the state is refused", async () => {
    test.server.control.faults.add({ method: "PATCH", path: "/orders/state$", status: 400, message: "No." });
    const failed = update("orders", { cursor: 2 });
    await expect(failed).rejects.toMatchObject({ problem: { step: "patch", status: 400 } });
    await expect(failed).rejects.toThrow(/The connection orders runs again, as before\.$/);
    expect(await test.isPaused("orders")).toBe(false);
  });

  it("resumes the connection when a sync does not end in time", async () => {
    const syncing = (paused: boolean) =>
      JSON.stringify({
        code: "Success",
        data: { id: "orders", service: "connector_sdk", paused, status: { sync_state: "syncing" } },
      });
    // From the look that waits on, the sync never ends; the resumption sees the connection as it is again.
    store.onStepEvent(({ step, point }) => {
      if (step === "settle" && point === "begun")
        test.server.control.faults.add({ method: "GET", path: "/orders$", status: 200, body: syncing(true) });
      if (step === "resume" && point === "begun") test.server.control.faults.clear();
    });
    await expect(update("orders", { cursor: 2 })).rejects.toMatchObject({
      problem: { kind: "stillSyncing", step: expect.stringMatching(/^settle/) as string },
    });
    expect(await test.isPaused("orders")).toBe(false);
    expect(test.writes()).toHaveLength(2);
  });

  it("leaves a connection that somebody else resumes meanwhile to them, and says so", async () => {
    store.onStepEvent(({ step, point }) => {
      if (step === "pause" && point === "kept") void test.server.control.setPaused("orders", false);
    });
    await expect(update("orders", { cursor: 2 })).rejects.toThrow(/Somebody else has resumed orders/);
    expect(await test.stateOf("orders")).toEqual({});
    expect(await test.isPaused("orders")).toBe(false);
  });

  it("says that somebody else has paused it, and leaves it paused", async () => {
    store.onStepEvent(({ step, point }) => {
      if (step === "resume" && point === "kept") void test.server.control.setPaused("orders", true);
    });
    const { note } = await update("orders", { cursor: 2 });
    expect(note).toMatch(/Somebody else has paused the connection/);
    expect(await test.isPaused("orders")).toBe(true);
  });

  it("changes one state of a connection at a time", async () => {
    const results = await Promise.allSettled([
      update("orders", { cursor: 1 }),
      update("orders", { cursor: 2 }),
      update("orders", { cursor: 3 }),
    ]);
    const refused = results.filter(({ status }) => status === "rejected");
    expect(refused.length).toBe(2);
    expect(String((refused[0] as PromiseRejectedResult).reason)).toMatch(/is changing orders/);
    expect(await test.isPaused("orders")).toBe(false);
    // The claim is gone with its operation.
    await update("orders", { cursor: 4 });
  });

  it("undoes everything when it is cancelled", async () => {
    test.server.control.faults.add({ method: "PATCH", path: "/orders/state$", status: 409 });
    const asked = { credentials: { client: test.client }, caller: "code" };
    const { id } = await beginUpdateState(
      store,
      { connectionId: "orders", newState: {}, pollMs: 3_600_000 },
      asked,
    );
    await new Promise<void>((resolve) => {
      store.onStepEvent(({ step, point }) => {
        if (step === "wait" && point === "begun") resolve();
      });
    });
    expect(await store.executor.cancel(id)).toBe(true);
    expect(await store.ended(id, 60_000)).toMatchObject({
      status: "cancelled",
      failure: { kind: "cancelled" },
    });
    expect(await test.isPaused("orders")).toBe(false);
    expect(await store.executor.cancel(id)).toBe(false);
  });

  it("goes on after the end of its process, and needs a client then", async () => {
    test.server.control.faults.add({ method: "PATCH", path: "/orders/state$", status: 409, times: 1 });
    const asked = { credentials: { client: test.client }, caller: "code" };
    const change = { connectionId: "orders", newState: { cursor: 2 }, pollMs: 50 };
    const waits = new Promise<void>((resolve) => {
      store.onStepEvent(({ step, point }) => {
        if (step === "wait" && point === "begun") resolve();
      });
    });
    const { id } = await beginUpdateState(store, change, asked);
    await waits;
    await test.close(store);
    expect(await test.isPaused("orders")).toBe(true);
    const said: string[] = [];
    const again = await test.open({ client: undefined, onProblem: (_, message) => said.push(message) });
    await again.ended(id, 200);
    expect(said[0]).toMatch(/give it a client by resumeOperations, or name credentials for it/);
    expect(await again.operation(id)).toMatchObject({ attention: said[0] });
    await again.setCredentials(id, { environment: true });
    const ended = await again.ended(id, 60_000);
    expect(ended.failure).toBeUndefined();
    expect(ended.status).toBe("succeeded");
    expect(await test.stateOf("orders")).toEqual({ cursor: 2 });
    expect(await test.isPaused("orders")).toBe(false);
  });

  it("writes neither a state nor credentials in the clear", async () => {
    await test.setState("orders", { token: "marker-before" });
    const { apiKey, apiSecret } = test.server;
    const asked = { credentials: { own: { apiKey, apiSecret } }, caller: "x" };
    const { id } = await beginUpdateState(
      store,
      { connectionId: "orders", newState: { token: "marker-after" }, pollMs: 1 },
      asked,
    );
    expect(await store.ended(id, 60_000)).toMatchObject({ status: "succeeded" });
    const files = readdirSync(test.data).map((name) => readFileSync(join(test.data, name), "latin1"));
    const everything = files.join("\n") + JSON.stringify(await store.executor.steps(id));
    for (const marker of ["marker-before", "marker-after", apiSecret])
      expect(everything).not.toContain(marker);
    await expect(store.store.vault.get(id, "credentials", "credentials")).rejects.toThrow(
      /not there any more/,
    );
    expect(await store.store.vault.get(id, "states", "before")).toBe('{"token":"marker-before"}');
  });
});
