import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { IdempotencyConflictError } from "../../../operations/src/runtime/idempotency";
import type { Runtime } from "../../../operations/src/runtime/runtime";
import { FolderInUseError } from "../../../operations/src/store/sqliteDatabase";
import { beginUpdateState } from "../../../operations/src/updateState";
import { OperationsTest } from "../support/operationsTest";

describe("Runtime", () => {
  let test: OperationsTest;
  let store: Runtime;
  beforeEach(async () => {
    test = await OperationsTest.start();
    store = await test.open();
  });
  afterEach(() => test.stop());

  const begin = (caller: string, key: string, body: string) =>
    beginUpdateState(
      store,
      { connectionId: "orders", newState: { cursor: 2 }, pollMs: 1 },
      { credentials: { environment: true }, caller, idempotency: { key, body } },
    );

  it("begins one operation for one key of one caller, also after a restart", async () => {
    const [one, two] = await Promise.all([begin("a", "key", "body"), begin("a", "key", "body")]);
    expect(two.id).toBe(one.id);
    await expect(begin("a", "key", "another")).rejects.toThrow(IdempotencyConflictError);
    await store.ended(one.id, 60_000);
    expect((await begin("b", "key", "another")).id).not.toBe(one.id);
    await test.close(store);
    store = await test.open();
    expect((await begin("a", "key", "body")).id).toBe(one.id);
    expect(await store.store.operations.get(one.id)).toMatchObject({ status: "succeeded" });
  });

  it("keeps its folder to itself, and leaves it to the next", async () => {
    await expect(test.open()).rejects.toThrow(FolderInUseError);
    await expect(test.open()).rejects.toThrow(/--data.*--database/);
    await test.close(store);
    store = await test.open();
  });

  it("carries out 100 operations at once", async () => {
    const connections = await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const { id } = await test.client.connections.create({
          groupId: "analytics",
          service: "connector_sdk",
          config: { schema: `many_${index}` },
          paused: false,
          runSetupTests: false,
        } as Parameters<typeof test.client.connections.create>[0]);
        return id;
      }),
    );
    const begun = await Promise.all(
      connections.map((connectionId) =>
        beginUpdateState(
          store,
          { connectionId, newState: { cursor: connectionId }, pollMs: 1 },
          { credentials: { environment: true }, caller: "token" },
        ),
      ),
    );
    for (const { id } of begun) await store.ended(id, 120_000);
    expect(await store.store.operations.counts()).toMatchObject({ succeeded: 100, failed: 0, running: 0 });
    expect(await store.store.holds.list()).toEqual([]);
    for (const id of connections) expect(await test.stateOf(id)).toEqual({ cursor: id });
  });

  it("undoes an operation of another shape of its workflow, and says so", async () => {
    test.server.control.faults.add({ method: "PATCH", path: "/orders/state$", status: 409 });
    const { id } = await beginUpdateState(
      store,
      { connectionId: "orders", newState: {}, pollMs: 3_600_000 },
      { credentials: { environment: true }, caller: "token" },
    );
    await new Promise<void>((resolve) => {
      store.onStepEvent(({ step, point }) => {
        if (step === "wait" && point === "begun") resolve();
      });
    });
    await store.store.database.run("UPDATE fivetran_operations SET shape = 0 WHERE id = $1", [id]);
    await test.close(store);
    expect(await test.isPaused("orders")).toBe(true);
    store = await test.open();
    expect(await store.ended(id, 60_000)).toMatchObject({
      status: "failed",
      failure: { kind: "otherVersion" },
    });
    expect(await test.isPaused("orders")).toBe(false);
  });

  it("makes old states unreadable, and keeps what else is known", async () => {
    const { id } = await begin("a", "key", "body");
    const { endedAt = 0 } = await store.ended(id, 60_000);
    expect(await store.store.operations.forgetStatesBefore(endedAt)).toBe(0);
    expect(await store.store.operations.forgetStatesBefore(endedAt + 1)).toBe(1);
    await expect(store.store.vault.get(id, "states", "before")).rejects.toThrow();
    expect((await store.operation(id)).outcome).toMatchObject({ state: { after: { bytes: 12 } } });
  });
});
