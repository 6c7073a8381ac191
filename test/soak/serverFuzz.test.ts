import { describe, expect, it } from "vitest";
import { Fuzzer, fuzzedOperations } from "../server/support/fuzzing";

const SEEDS = process.env["FUZZ_SEED"] === undefined ? [1, 2, 3] : [Number(process.env["FUZZ_SEED"])];
const REQUESTS = Number(process.env["FUZZ_REQUESTS"] ?? 2000);

describe("generated requests, thousands of them", () => {
  it.each(SEEDS)("with seed %i are never answered by a fault of the server", async (seed) => {
    const fuzzer = await Fuzzer.open(seed);
    const idle: string[] = [];
    for (const operation of fuzzedOperations) {
      if ((await fuzzer.fuzz(operation, REQUESTS)) === 0) idle.push(`${operation.method} ${operation.path}`);
    }
    await fuzzer.close();
    // Every operation was reached beyond its checks.
    expect(idle.join("\n")).toBe("");
  });
});
