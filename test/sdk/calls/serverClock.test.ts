import { describe, expect, it } from "vitest";
import { ServerClock } from "../../../sdk/src/calls/serverClock.ts";

describe("ServerClock", () => {
  it("knows nothing before an answer has shown the time", () => {
    const clock = new ServerClock();
    clock.observe({}, 0);
    clock.observe({ date: "not a date" }, 0);
    expect(clock.lowerBoundAt(0)).toBeUndefined();
  });

  it("bounds the server's time before and after an answer, whatever the local clock says", () => {
    const clock = new ServerClock();
    const received = 1_000_000; // A local clock that is 50 years slow.
    clock.observe({ date: "Sun, 01 Mar 2026 12:00:00 GMT" }, received);
    expect(clock.lowerBoundAt(received)?.toISOString()).toBe("2026-03-01T12:00:00.000Z");
    expect(clock.lowerBoundAt(received + 1_500)?.toISOString()).toBe("2026-03-01T12:00:01.500Z");
    expect(clock.lowerBoundAt(received - 30_000)?.toISOString()).toBe("2026-03-01T11:59:30.000Z");
  });
});
