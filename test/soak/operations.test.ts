import { openOperations, updateState } from "@pulumi-fivetran/operations";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATION_CASES, type OperationCase } from "../support/operationsCases";
import { atOnce, killInOneLife, OperationsRun, undisturbed } from "../support/operationsRun";
import { takeOver } from "../support/operationsTakeOver";
import { type PostgresServer, startPostgres, withPostgres } from "../support/postgres";

const CASES = Object.entries<OperationCase>(OPERATION_CASES);
const KEY = Buffer.alloc(32, 7).toString("base64");

/** One life for each point: before a step, after it and before the journal has it, and after that. */
async function killEverywhere(one: OperationCase, database?: () => Promise<string>): Promise<void> {
  const normal = await undisturbed(one, await database?.());
  console.log(`${normal.points.length} points: ${normal.points.join(", ")}`);
  await atOnce(2, normal.points, async (point) => {
    const where = database === undefined ? {} : { database: await database() };
    expect(await killInOneLife(one, [point], normal, { most: 1, ...where })).toEqual([point]);
  });
}

describe("an operation that is killed at any point of any step, embedded", () => {
  it.each(CASES)("%s", (_, one) => killEverywhere(one));
});

withPostgres("operations on PostgreSQL, many times", () => {
  describe("operations on PostgreSQL, many times", () => {
    let postgres: PostgresServer;
    let number = 0;
    const database = () => postgres.database(`soak_${number++}`);
    beforeAll(async () => {
      postgres = await startPostgres({ isOnPort: true });
    });
    afterAll(() => postgres.stop());

    it.each(CASES)("%s, killed at any point of any step", (_, one) => killEverywhere(one, database));

    it("200 at once by two processes, one of which is killed", async () => {
      await takeOver(await database(), 200);
    });

    it("go on where PostgreSQL is away for 10 seconds in the midst", async () => {
      const run = await OperationsRun.start();
      const { url, apiKey, apiSecret } = run.server;
      const client = new FivetranClient({ apiKey, apiSecret, baseUrl: url });
      let away: Promise<void> | undefined;
      const store = await openOperations({
        data: run.data,
        database: await database(),
        key: KEY,
        client,
        retryMs: 20,
        environment: {},
        onStep: ({ step, point }) => {
          if (step === "patch" && point === "done")
            away ??= postgres
              .crash()
              .then(() => new Promise((resolve) => setTimeout(resolve, 10_000)))
              .then(() => postgres.resume());
        },
      });
      try {
        const updated = await updateState({ client, connectionId: "orders", newState: { cursor: 2 }, store });
        expect(updated.connection).toBe("resumed");
        await away;
        expect(away).toBeDefined();
        expect(await run.get("connections/orders/state")).toEqual({ state: { cursor: 2 } });
        expect(await run.get("connections/orders")).toMatchObject({ paused: false });
        expect(run.writes()).toHaveLength(3);
      } finally {
        await store.stop();
        await run.stop();
      }
    });
  });
});
