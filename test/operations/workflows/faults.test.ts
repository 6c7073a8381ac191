import { afterEach, describe, expect, it } from "vitest";
import { WORKFLOWS } from "../../../operations/src/workflows/catalog";
import { OPERATION_CASES, type OperationCase } from "../../support/operationsCases";
import { OperationsTest } from "../support/operationsTest";

const FAULTS = [
  ["429", { status: 429, retryAfter: 0 }],
  ["503", { status: 503 }],
  ["500 though it was done", { status: 500, afterRunning: true }],
  ["a broken connection", { drop: "before" }],
  ["a broken connection after it was done", { drop: "after" }],
] as const;

describe("a workflow to which Fivetran answers", () => {
  let test: OperationsTest;
  afterEach(() => test.stop());

  /** Carries out a case while every third request is answered with a fault. */
  async function run(one: OperationCase, fault: object, seed: number): Promise<void> {
    test = await OperationsTest.start({ paused: one.paused ?? false });
    await one.prepare?.(test.server);
    const store = await test.open();
    if (one.begin.kind === "maintenanceWindow")
      store.onStepEvent(({ operationId, step, point }) => {
        if (step === "wait" && point === "begun") void store.endHold(operationId);
      });
    const workflow = WORKFLOWS.find(({ kind }) => kind === one.begin.kind);
    if (workflow === undefined) throw new Error(`There is no workflow '${one.begin.kind}'.`);
    test.server.control.faults.add({ probability: 0.3, seed, times: 12, ...fault });
    const begun = { ...one.begin, workflow, credentials: { client: test.client }, caller: "code" };
    const { id } = await store.begin(begun);
    const operation = await store.ended(id, 60_000);
    test.server.control.faults.clear();
    expect(operation.endedAt).toBeDefined();
    expect(await store.store.holds.list()).toEqual([]);
    await one.expectEnd({ operation, writes: test.writes(), get: (path) => test.get(path) });
  }

  const cases = Object.entries<OperationCase>(OPERATION_CASES);
  it.each(cases.flatMap(([name, one]) => FAULTS.map(([said, fault]) => [said, name, one, fault] as const)))(
    "%s ends well: %s",
    async (_, __, one, fault) => {
      for (const seed of [1, 2]) {
        await run(one, fault, seed);
        if (seed === 1) await test.stop();
      }
    },
  );
});
