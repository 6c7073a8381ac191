import { describe, expect, it } from "vitest";
import { sentencesOf } from "../../../tools/docs/docstring.ts";

describe("a docstring", () => {
  it("is told apart into sentences, not at points within code and names", () => {
    expect(sentencesOf('One `a.b` at 1.5. Two\nof it: `x`. (Three.) Such as "a." or b.')).toEqual([
      "One `a.b` at 1.5.",
      "Two of it: `x`.",
      "(Three.)",
      'Such as "a." or b.',
    ]);
  });
});
