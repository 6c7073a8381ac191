import { describe, expect, it } from "vitest";
import { atOnce, killAndRecover, pointsOfUpdate } from "../../support/operationsRun";

const STEPS = ["check", "pause", "settle", "wait", "keep", "patch", "resume", "verify", "end"];

describe("an update of a state whose process is killed", () => {
  it.each([false, true])(
    "at any point of any step sets the state and leaves the connection as it was (paused: %s)",
    async (paused) => {
      const { points, writes } = await pointsOfUpdate({ paused });
      // The workflow's own list: a step at which nobody is killed fails the test.
      expect(new Set(points.map((point) => point.split(" ")[0]))).toEqual(new Set(STEPS));
      // Only these steps do otherwise for a connection that was paused.
      const chosen = paused ? points.filter((point) => /^(?:pause|patch|resume) done$/.test(point)) : points;
      await atOnce(3, chosen, (killAt) => killAndRecover(killAt, writes, { paused }));
    },
  );
});
