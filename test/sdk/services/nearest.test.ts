import { describe, expect, it } from "vitest";
import { nearest } from "../../../sdk/src/services/nearest";

describe("nearest", () => {
  it.each([
    ["sync_frequency", ["syncFrequency", "paused"], "syncFrequency"],
    ["nmae", ["name", "adopt"], "name"],
    ["Public", ["public", "private"], "public"],
    ["custmers", ["orders", "customers"], "customers"],
    ["hashd", ["hashed", "enabled"], "hashed"],
  ])("takes %s for a slip of the pen", (name, known, meant) => expect(nearest(name, known)).toBe(meant));

  it("suggests nothing when nothing is near", () => {
    expect(nearest("zebra", ["name", "adopt"])).toBeUndefined();
    expect(nearest("a", ["xyz"])).toBeUndefined();
    expect(nearest("anything", [])).toBeUndefined();
  });
});
