import { WORKFLOWS } from "@pulumi-fivetran/operations";
import { describe, expect, it } from "vitest";
import { atOnce, type Job, OperationsRun, type Seen } from "../../support/operationsRun";

interface Case {
  readonly begin: NonNullable<Job["begin"]>;
  /** What makes it take all of its steps. */
  readonly prepare: (run: OperationsRun) => Promise<unknown>;
  /** What must be so in the end, wherever it was killed. */
  readonly expectEnd: (run: OperationsRun, seen: Seen | undefined) => Promise<void>;
}

const POLLS = { syncWaitMs: 1_000, pollMs: 5 };

const CASES: Readonly<Record<string, Case>> = {
  maintenanceWindow: {
    begin: {
      kind: "maintenanceWindow",
      input: { connectionIds: ["orders", "shop"], ...POLLS },
      // Long enough for the hold to wait, and short enough for the test.
      lastsMs: 3_000,
    },
    prepare: () => Promise.resolve(),
    expectEnd: async (run, seen) => {
      expect(seen?.operations).toMatchObject([{ status: "succeeded" }]);
      for (const id of ["orders", "shop"])
        expect(await run.get(`connections/${id}`)).toMatchObject({ paused: false });
    },
  },
  rotateCredential: {
    begin: {
      kind: "rotateCredential",
      connectionId: "shop",
      input: { connectionId: "shop" },
      secrets: {
        new: '{"config":{"password":"marker-new"}}',
        old: '{"config":{"password":"marker-old"}}',
      },
    },
    // Every test fails, so that the old value is set again.
    prepare: (run) =>
      run.server.control.setupTests.add({
        connectionId: "shop",
        tests: [{ title: "Login", status: "FAILED", message: "No." }],
      }),
    expectEnd: (run, seen) => {
      expect(seen?.operations).toMatchObject([{ status: "failed", failure: { kind: "testFailed" } }]);
      expect(JSON.stringify(seen)).not.toContain("marker");
      const sets = run.writes().filter((write) => write.startsWith("PATCH"));
      expect(sets.length).toBeLessThanOrEqual(3);
      return Promise.resolve();
    },
  },
  resync: {
    begin: { kind: "resync", connectionId: "orders", input: { connectionId: "orders" } },
    prepare: () => Promise.resolve(),
    expectEnd: (run, seen) => {
      const [operation] = seen?.operations ?? [];
      const sent = run.writes().filter((write) => write.startsWith("POST")).length;
      expect(sent).toBeLessThanOrEqual(1);
      // Asked for once, or, when nobody knows, refused with what to do.
      if (operation?.status === "succeeded") expect(sent).toBe(1);
      else expect(operation).toMatchObject({ status: "failed", failure: { kind: "mayHaveRun" } });
      return Promise.resolve();
    },
  },
};

async function start(one: Case): Promise<OperationsRun> {
  const run = await OperationsRun.start();
  await one.prepare(run);
  return run;
}

describe("a change whose process is killed", () => {
  it("is any there is", () => {
    expect(Object.keys(CASES).sort()).toEqual(
      WORKFLOWS.map(({ kind }) => kind)
        .filter((kind) => kind !== "updateState")
        .sort(),
    );
  });

  it.each(Object.entries(CASES))("%s ends well from the midst of each of its steps", async (kind, one) => {
    const undisturbed = await start(one);
    const seen = await undisturbed.run({ begin: one.begin });
    await one.expectEnd(undisturbed, seen);
    await undisturbed.stop();
    const points = [...new Set(seen?.events)].filter(
      (point) => point.endsWith("done") || point.startsWith("wait"),
    );
    const steps = WORKFLOWS.find((workflow) => workflow.kind === kind)?.steps ?? [];
    const reached = new Set(points.map((point) => point.split(" ")[0]));
    // A window whose syncs have ended waits in its hold only.
    expect([...steps, "end"].filter((step) => !reached.has(step))).toEqual([]);
    await atOnce(3, points, async (killAt) => {
      const run = await start(one);
      try {
        expect(await run.run({ begin: one.begin, killAt }), killAt).toBeUndefined();
        const after = await run.run({});
        expect(after?.holds, killAt).toEqual([]);
        await one.expectEnd(run, after);
      } finally {
        await run.stop();
      }
    });
  });
});
