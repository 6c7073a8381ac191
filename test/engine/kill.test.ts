import { describe, it } from "vitest";
import { killAndRecover, SMALLER } from "../support/killedRun";

/**
 * They strike early and late, before and after the call ran. `KILL_SEED=<seed>` runs one that failed again; `npm run soak` runs fifty,
 * on the whole company.
 */
const seeds =
  process.env["KILL_SEED"] === undefined ? [2, 8, 12, 15, 21] : [Number(process.env["KILL_SEED"])];

describe("a run that is killed", () => {
  it.each(seeds)("is recovered in two commands (seed %i)", (seed) => killAndRecover(seed, SMALLER));
});
