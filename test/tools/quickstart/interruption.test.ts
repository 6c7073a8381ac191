import { describe, expect, it } from "vitest";
import type { Finished, Started } from "../../../tools/engine/process.ts";
import { INTERRUPTED, Interruption } from "../../../tools/quickstart/interruption.ts";

/** A run that a test ends, and that notes what it is told. */
function fakeRun(): { run: Started; told: string[]; end: () => void } {
  const told: string[] = [];
  const done = Promise.withResolvers<Finished>();
  const run: Started = {
    pid: 1,
    done: done.promise,
    interrupt: (signal = "SIGINT") => told.push(signal),
    kill: () => told.push("kill"),
  };
  return { run, told, end: () => done.resolve({ exitCode: 0, signal: undefined, stdout: "", stderr: "" }) };
}

function setUp(): { interruption: Interruption; exits: number[]; clock: { now: number } } {
  const clock = { now: 0 };
  const exits: number[] = [];
  const interruption = new Interruption({
    now: () => clock.now,
    exit: (code) => exits.push(code),
    say: () => undefined,
  });
  return { interruption, exits, clock };
}

describe("Interruption", () => {
  it("ends us when nothing of Pulumi runs", () => {
    const { interruption, exits } = setUp();
    interruption.receive("SIGINT");
    expect(exits).toEqual([INTERRUPTED]);
  });

  it("first asks Pulumi to stop, and ends it on the second Ctrl-C", async () => {
    const { interruption, exits, clock } = setUp();
    const { run, told, end } = fakeRun();
    const followed = interruption.follow(run);
    interruption.receive("SIGINT");
    clock.now = 400;
    interruption.receive("SIGINT");
    expect(told, "the terminal's and npm's copy of one Ctrl-C").toEqual(["SIGINT"]);
    clock.now = 1500;
    interruption.receive("SIGINT");
    expect(told).toEqual(["SIGINT", "kill"]);
    end();
    await followed;
    expect(interruption.requested).toBe(true);
    expect(exits).toEqual([]);
  });

  it("leaves Ctrl-C to a run that has the terminal, but passes a request to end on", async () => {
    const { interruption } = setUp();
    const { run, told, end } = fakeRun();
    const followed = interruption.follow(run, true);
    interruption.receive("SIGINT");
    expect(told).toEqual([]);
    interruption.receive("SIGTERM");
    expect(told).toEqual(["SIGINT"]);
    end();
    await followed;
  });
});
