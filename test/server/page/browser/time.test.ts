import { describe, expect, it } from "vitest";
import { duration, frequency, relative } from "../../../../server/src/page/browser/time";

describe("times in words", () => {
  it.each([
    [0, "0 ms"],
    [999, "999 ms"],
    [59_999, "59 s"],
    [3_599_999, "59 min"],
    [47 * 3_600_000, "47 h"],
    [49 * 3_600_000, "2 d"],
  ])("says %d ms as %s", (ms, words) => {
    expect(duration(ms)).toBe(words);
  });

  it("says how long ago and how far ahead", () => {
    expect([relative(0, 500), relative(0, 60_000), relative(60_000, 0)]).toEqual([
      "now",
      "1 min ago",
      "in 1 min",
    ]);
  });

  it("says how often", () => {
    expect([5, 60, 360, 1440, 2880].map(frequency)).toEqual([
      "every 5 minutes",
      "every hour",
      "every 6 hours",
      "every day",
      "every 2 days",
    ]);
  });
});
