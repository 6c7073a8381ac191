import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "../../../sdk/src/words/durations";

describe("a duration", () => {
  it.each([
    ["90s", 90_000],
    ["10m", 600_000],
    ["1h30m", 5_400_000],
    ["1.5d", 129_600_000],
    ["0s", 0],
    ["10", undefined],
    ["10 m", undefined],
    ["m", undefined],
    ["-1m", undefined],
    ["", undefined],
  ])("%j", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    [0, "0s"],
    [1_500, "1.5s"],
    [60_000, "1m"],
    [5_400_000, "1h30m"],
    [90_061_000, "1d1h1m1s"],
  ])("%d is written %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it("is read back as it was written", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (seconds) => {
        expect(parseDuration(formatDuration(seconds * 1_000))).toBe(seconds * 1_000);
      }),
    );
  });
});
