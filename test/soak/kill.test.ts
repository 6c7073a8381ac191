import { describe, it } from "vitest";
import { killAndRecover, WHOLE } from "../support/killedRun";

const SEEDS = Number(process.env["SOAK_SEEDS"] ?? 50);

describe("a run that is killed", () => {
  const seeds = Array.from({ length: SEEDS }, (_, index) => 1_000 + index);
  it.each(seeds)("is recovered in two commands (seed %i)", (seed) => killAndRecover(seed, WHOLE));
});
