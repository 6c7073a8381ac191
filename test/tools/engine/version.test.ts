import { describe, expect, it } from "vitest";
import { isAtLeast, MINIMUM_VERSION } from "../../../tools/engine/version.ts";

describe("isAtLeast", () => {
  it.each([
    ["3.220.0", true],
    ["v3.220.0", true],
    ["3.259.0", true],
    ["4.0.0", true],
    ["3.220.1-alpha.1+dirty", true],
    ["3.219.9", false],
    ["3.99.0", false],
    ["2.300.0", false],
  ])("%s: %s", (version, expected) => {
    expect(isAtLeast(version, MINIMUM_VERSION)).toBe(expected);
  });

  it("refuses what is no version", () => {
    expect(() => isAtLeast("command not found\n", MINIMUM_VERSION)).toThrow(
      '"command not found" is not a version',
    );
  });
});
