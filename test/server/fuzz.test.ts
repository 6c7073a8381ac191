import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Fuzzer, fuzzedOperations } from "./support/fuzzing";

const SEED = Number(process.env["FUZZ_SEED"] ?? 20_260_102);
const REQUESTS = Number(process.env["FUZZ_REQUESTS"] ?? 200);

/** Other requests, or more of them: `FUZZ_SEED`, `FUZZ_REQUESTS`. `npm run soak` sends thousands. */
describe(`generated requests (seed ${SEED}, ${REQUESTS} an operation)`, () => {
  const successes = new Map<string, number>();
  let fuzzer: Fuzzer;

  beforeAll(async () => {
    fuzzer = await Fuzzer.open(SEED);
  });
  afterAll(() => fuzzer.close());

  it.each(fuzzedOperations.map((operation) => [operation.method, operation.path, operation] as const))(
    "to %s %s are never answered by a fault of the server",
    async (method, path, operation) => {
      successes.set(`${method} ${path}`, await fuzzer.fuzz(operation, REQUESTS));
    },
  );

  it("are good ones often enough to get beyond the checks", () => {
    const without = [...successes].filter(([, count]) => count === 0).map(([key]) => key);
    expect(without.length, `no success: ${without.join(", ")}`).toBeLessThan(fuzzedOperations.length / 20);
  });
});
