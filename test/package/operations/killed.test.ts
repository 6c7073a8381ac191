import { describe, expect, it } from "vitest";
import { atOnce, OperationsRun, type Seen } from "../../support/operationsRun";

const WANTED = { cursor: 2, token: "marker-after" };
const STEPS = ["check", "pause", "settle", "wait", "keep", "patch", "resume", "verify", "end"];

/** Once a sync is in the way, so that the update waits too. */
async function start(paused: boolean): Promise<OperationsRun> {
  const run = await OperationsRun.start(paused);
  run.server.control.faults.add({ method: "PATCH", path: "/orders/state$", status: 409, times: 1 });
  return run;
}

async function expectDone(run: OperationsRun, paused: boolean, seen: Seen | undefined): Promise<void> {
  expect(seen?.failures).toEqual([]);
  expect(seen?.operations).toMatchObject([{ status: "succeeded" }]);
  expect(seen?.holds).toEqual([]);
  expect(await run.get("connections/orders")).toMatchObject({ paused });
  expect(await run.get("connections/orders/state")).toEqual({ state: WANTED });
}

describe("an update of a state whose process is killed", () => {
  it.each([false, true])(
    "at any point of any step sets the state and leaves the connection as it was (paused: %s)",
    async (paused) => {
      const undisturbed = await start(paused);
      const seen = await undisturbed.run({ update: { newState: WANTED } });
      await expectDone(undisturbed, paused, seen);
      const writes = undisturbed.writes().length;
      await undisturbed.stop();
      const points = [...new Set(seen?.events)];
      // The workflow's own list: a step at which nobody is killed fails the test.
      expect(new Set(points.map((point) => point.split(" ")[0]))).toEqual(new Set(STEPS));
      // What is kept of a step does not depend on whether the connection was paused: once is enough.
      const chosen = paused ? points.filter((point) => point.endsWith("done")) : points;
      await atOnce(3, chosen, async (killAt) => {
        const run = await start(paused);
        try {
          expect(await run.run({ update: { newState: WANTED }, killAt }), killAt).toBeUndefined();
          await expectDone(run, paused, await run.run({}));
          expect(run.writes().length - writes, `${killAt}: ${run.writes().join("\n")}`).toBeLessThanOrEqual(
            1,
          );
        } finally {
          await run.stop();
        }
      });
    },
  );
});
