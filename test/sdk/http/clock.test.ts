import { describe, expect, it } from "vitest";
import { systemClock } from "../../../sdk/src/http/clock.ts";

describe("systemClock", () => {
  it("tells the time of day", () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(5_000);
  });

  it("sleeps no less than it was asked to", async () => {
    const start = systemClock.now();
    await systemClock.sleep(3);
    expect(systemClock.now() - start).toBeGreaterThanOrEqual(3);
  });

  it("wakes with an error when the signal is aborted", async () => {
    const controller = new AbortController();
    const sleep = systemClock.sleep(3_600_000, controller.signal);
    controller.abort();
    await expect(sleep).rejects.toThrow();
  });
});
