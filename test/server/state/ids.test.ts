import { describe, expect, it } from "vitest";
import { wordIds } from "../../../server/src/state/ids";

describe("word ids", () => {
  it("are two lower-case words, each pair once, then the pairs again with a number", () => {
    const ids = wordIds(7);
    const given = Array.from({ length: 128 * 128 + 2 }, (_, position) => ids(position));
    expect(new Set(given).size).toBe(given.length);
    for (const id of given.slice(0, 128 * 128)) expect(id).toMatch(/^[a-z]+_[a-z]+$/);
    expect(given.at(-1)).toMatch(/^[a-z]+_[a-z]+_1$/);
  });

  it("are the same for the same seed, and begin elsewhere for another", () => {
    expect(wordIds(3)(5)).toBe(wordIds(3)(5));
    expect(wordIds(3)(0)).not.toBe(wordIds(4)(0));
  });
});
