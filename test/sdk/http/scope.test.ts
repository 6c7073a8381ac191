import { describe, expect, it } from "vitest";
import { CallEnded, CallScope } from "../../../sdk/src/http/scope.ts";
import { FakeClock, ManualClock, settle } from "../support/fakeClock.ts";

describe("CallScope", () => {
  it("counts on its clock", () => {
    const clock = new FakeClock();
    const scope = new CallScope(clock, 1_000, undefined);
    clock.time += 400;
    expect([scope.elapsedMs(), scope.remainingMs()]).toEqual([400, 600]);
    scope.check();
    clock.time += 600;
    expect(() => scope.check()).toThrow(new CallEnded("deadline"));
    scope.close();
  });

  it("ends with the caller's signal, whatever error the clock gives for it", async () => {
    const controller = new AbortController();
    const scope = new CallScope(new ManualClock(), 60_000, controller.signal);
    const sleep = scope.sleep(1_000);
    await settle();
    controller.abort();
    // ManualClock rejects in the moment of the abort, with an error of its own.
    await expect(sleep).rejects.toBeInstanceOf(CallEnded);
    expect(scope.signal.aborted).toBe(true);
    scope.close();
  });

  it("gives the result, or the failure, of what it waits for", async () => {
    const scope = new CallScope(new FakeClock(), 60_000, undefined);
    await expect(scope.race(Promise.resolve(7))).resolves.toBe(7);
    await expect(scope.race(Promise.reject(new RangeError("x")))).rejects.toThrow(RangeError);
    scope.close();
  });

  it("ends what waits for something real by a real timer", async () => {
    const scope = new CallScope(new ManualClock(), 5, undefined);
    await expect(scope.race(new Promise(() => undefined))).rejects.toMatchObject({ why: "deadline" });
    scope.close();
  });

  it("tells why it ended first", async () => {
    const controller = new AbortController();
    const clock = new FakeClock();
    const scope = new CallScope(clock, 1_000, controller.signal);
    controller.abort();
    clock.time += 5_000;
    expect(() => scope.check()).toThrow(new CallEnded("aborted"));
    scope.close();
  });
});
