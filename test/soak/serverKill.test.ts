import { describe, it } from "vitest";
import { killServerAndRecover } from "../support/killedServer";

const SEEDS = Number(process.env["SOAK_SEEDS"] ?? 50);

describe("a local server that is killed", () => {
  const seeds = Array.from({ length: SEEDS }, (_, index) => 1_000 + index);
  it.each(seeds)(
    "at a write, under load, loses nothing that it acknowledged (seed %i)",
    killServerAndRecover,
  );
});
