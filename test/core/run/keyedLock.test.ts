import { describe, expect, it } from "vitest";
import { KeyedLock } from "../../../core/src/run/keyedLock";

describe("KeyedLock", () => {
  it("runs tasks of one key one after another, in their order", async () => {
    const lock = new KeyedLock();
    const events: string[] = [];
    const first = Promise.withResolvers<void>();
    const runs = [
      lock.run("k", async () => {
        events.push("first begins");
        await first.promise;
        events.push("first ends");
      }),
      lock.run("k", () => Promise.resolve(events.push("second"))),
    ];
    await lock.run("other", () => Promise.resolve(events.push("other")));
    expect(events).toEqual(["first begins", "other"]);
    first.resolve();
    await Promise.all(runs);
    expect(events).toEqual(["first begins", "other", "first ends", "second"]);
  });

  it("goes on after a task that failed, and answers each its own result", async () => {
    const lock = new KeyedLock();
    const failing = lock.run("k", () => Promise.reject(new Error("no")));
    const next = lock.run("k", () => Promise.resolve(5));
    await expect(failing).rejects.toThrow("no");
    expect(await next).toBe(5);
  });
});
