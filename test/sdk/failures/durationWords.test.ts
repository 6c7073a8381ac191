import { describe, expect, it } from "vitest";
import { exactInWords, inWords } from "../../../sdk/src/failures/durationWords.ts";

describe("inWords", () => {
  it.each([
    [1, "1 s"],
    [119_000, "119 s"],
    [121_000, "3 min"],
    [3_600_000, "60 min"],
    [7_200_001, "3 h"],
    [71 * 3_600_000, "71 h"],
    [365 * 86_400_000, "365 days"],
  ])("says %i ms as %s", (ms, words) => {
    expect(inWords(ms)).toBe(words);
  });
});

describe("exactInWords", () => {
  it.each([
    [500, "500 ms"],
    [90_000, "90 s"],
    [119_600, "2 min"],
    [121_000, "121 s"],
    [600_000, "10 min"],
  ])("says %i ms as %s", (ms, words) => {
    expect(exactInWords(ms)).toBe(words);
  });
});
