import { describe, expect, it } from "vitest";
import { SlidingWindow } from "../../../sdk/src/limits/slidingWindow.ts";

describe("SlidingWindow", () => {
  it("lets as many through as it may, and the next when the first is over", () => {
    const window = new SlidingWindow(3, 1_000);
    for (const now of [0, 100, 200]) {
      expect(window.opensAt(now, 0)).toBe(now);
      window.record(now);
    }
    expect(window.opensAt(300, 0)).toBe(1_000);
    expect(window.opensAt(999, 0)).toBe(1_000);
    expect(window.opensAt(1_000, 0)).toBe(1_000);
    window.record(1_000);
    expect(window.opensAt(1_000, 0)).toBe(1_100);
  });

  it("never lets more through in any stretch of its length, whatever the times", () => {
    const window = new SlidingWindow(7, 1_000);
    const sent: number[] = [];
    let seed = 42;
    for (let now = 0; now < 50_000; ) {
      if (window.opensAt(now, 0) <= now) {
        window.record(now);
        sent.push(now);
      }
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      now += seed % 200;
    }
    const most = Math.max(...sent.map((start) => sent.filter((t) => t >= start && t < start + 1_000).length));
    expect(most).toBe(7);
    // And it does not let through fewer than it could.
    expect(sent.length).toBeGreaterThan(300);
  });

  it("counts those who are to be sent before", () => {
    const window = new SlidingWindow(3, 1_000);
    window.record(0);
    window.record(500);
    expect([0, 1, 2, 3, 4].map((ahead) => window.opensAt(600, ahead))).toEqual([
      600, 1_000, 1_500, 1_600, 2_000,
    ]);
  });

  it("does not count what is over, for those who are to be sent before either", () => {
    const window = new SlidingWindow(1, 1_000);
    window.record(0);
    expect(window.opensAt(1_500, 1)).toBe(2_500);
  });

  it("has no limit when it is endless, and keeps nothing then", () => {
    const window = new SlidingWindow(Number.POSITIVE_INFINITY, 1_000);
    for (let sent = 0; sent < 10; sent += 1) window.record(0);
    expect(window.opensAt(0, 1_000_000)).toBe(0);
    window.lowerTo(1);
    expect(window.opensAt(0, 0)).toBe(0);
  });

  it("takes what the server says, but never more than was asked for", () => {
    const window = new SlidingWindow(20_000, 1_000);
    expect(window.limit).toBe(20_000);
    window.learn(50_000);
    expect(window.limit).toBe(50_000);
    window.learn(500);
    expect(window.limit).toBe(500);
    window.lowerTo(700);
    expect(window.limit).toBe(500);
    window.lowerTo(300);
    window.lowerTo(400);
    expect(window.limit).toBe(300);
  });

  it("waits for as many to be over as a lowered limit asks for", () => {
    const window = new SlidingWindow(4, 1_000);
    for (const now of [0, 100, 200, 300]) window.record(now);
    window.lowerTo(2);
    expect(window.opensAt(400, 0)).toBe(1_200);
  });

  it("forgets what is over", () => {
    const window = new SlidingWindow(5_000, 1_000);
    for (let now = 0; now < 10_000; now += 1) window.record(now);
    expect(window.opensAt(10_000, 4_000)).toBe(10_000);
    expect(window.opensAt(10_000, 4_001)).toBe(10_001);
  });
});
