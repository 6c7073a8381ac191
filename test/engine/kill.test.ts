import { describe, it } from "vitest";
import { killAndRecover } from "../support/killedRun";

/** `KILL_SEED=<seed>` runs one that failed again; `npm run soak` runs fifty. */
const seeds = process.env["KILL_SEED"] === undefined ? [1, 2, 3, 4, 5] : [Number(process.env["KILL_SEED"])];

describe("a run that is killed", () => {
  it.each(seeds)("is recovered in two commands (seed %i)", killAndRecover);
});
