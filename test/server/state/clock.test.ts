import { describe, expect, it } from "vitest";
import { ServerClock } from "../../../server/src/state/clock";

describe("the server's clock", () => {
  it("follows its base, from wherever it was set or advanced to", () => {
    const base = { ms: 1000, now: () => base.ms };
    const clock = new ServerClock(base);
    base.ms += 10;
    expect(clock.now()).toBe(1010);
    clock.set(5000);
    base.ms += 10;
    expect(clock.now()).toBe(5010);
    clock.advance(90);
    expect(clock.now()).toBe(5100);
  });

  it("stands still while it is frozen, and goes on from there", () => {
    const base = { ms: 1000, now: () => base.ms };
    const clock = new ServerClock(base);
    clock.freeze();
    base.ms += 10;
    clock.advance(5);
    expect(clock.now()).toBe(1005);
    clock.resume();
    clock.resume();
    base.ms += 1;
    expect(clock.now()).toBe(1006);
  });

  it("stamps with microseconds, never the same twice, in order", () => {
    const clock = new ServerClock({ now: () => 1_500 });
    const stamps = Array.from({ length: 3 }, () => clock.timestamp());
    expect(stamps).toEqual([
      "1970-01-01T00:00:01.500000Z",
      "1970-01-01T00:00:01.500001Z",
      "1970-01-01T00:00:01.500002Z",
    ]);
    clock.set(1_000);
    expect(clock.timestamp()).toBe("1970-01-01T00:00:01.000000Z");
  });
});
