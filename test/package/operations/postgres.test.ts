import { openOperations, updateState } from "@pulumi-fivetran/operations";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATION_CASES } from "../../support/operationsCases";
import { hardestOf, killAtEach, OperationsRun, undisturbed } from "../../support/operationsRun";
import { takeOver } from "../../support/operationsTakeOver";
import { type PostgresServer, startPostgres, withPostgres } from "../../support/postgres";

const KEY = Buffer.alloc(32, 7).toString("base64");

withPostgres("operations on PostgreSQL", () => {
  describe("operations on PostgreSQL", () => {
    let postgres: PostgresServer;
    beforeAll(async () => {
      postgres = await startPostgres({ isOnPort: true });
    });
    afterAll(() => postgres.stop());

    it("go on after a SIGKILL in the midst of a step", async () => {
      const one = OPERATION_CASES["an update"];
      let number = 0;
      const database = () => postgres.database(`killed_${number++}`);
      const normal = await undisturbed(one, await database());
      // The others are in `npm run soak`.
      const chosen = hardestOf(normal).filter((point) => /^(?:pause|patch|wait|resume) /.test(point));
      expect(chosen).toHaveLength(5);
      await killAtEach(one, chosen, normal, database);
    });

    it("are taken over by another process when theirs is killed, all of them", async () => {
      await takeOver(await postgres.database("shared"), 20);
    });

    it("are carried out once by two processes on one database", async () => {
      const ids = Array.from({ length: 8 }, (_, index) => `many_${index}`);
      const run = await OperationsRun.start({ database: await postgres.database("both"), many: ids.length });
      try {
        // The second starts while the first is at work: what runs there is not begun again.
        const first = run.run({ update: ids.slice(0, 4) });
        const second = run.run({ update: ids.slice(4) });
        expect([(await first)?.failures, (await second)?.failures]).toEqual([[], []]);
        expect(run.writes()).toHaveLength(3 * ids.length);
      } finally {
        await run.stop();
      }
    });

    it("go on where the database crashes in the midst", async () => {
      const run = await OperationsRun.start();
      const database = await postgres.database("crashed");
      const { url, apiKey, apiSecret } = run.server;
      const client = new FivetranClient({ apiKey, apiSecret, baseUrl: url });
      let crashed: Promise<void> | undefined;
      const store = await openOperations({
        data: run.data,
        database,
        key: KEY,
        client,
        retryMs: 20,
        environment: {},
        onStep: ({ step, point }) => {
          if (step === "patch" && point === "done")
            crashed ??= postgres.crash().then(() => postgres.resume());
        },
      });
      try {
        const updated = await updateState({ client, connectionId: "orders", newState: { cursor: 2 }, store });
        expect(updated.connection).toBe("resumed");
        expect(crashed).toBeDefined();
        await crashed;
        expect(await run.get("connections/orders/state")).toEqual({ state: { cursor: 2 } });
        expect(await run.get("connections/orders")).toMatchObject({ paused: false });
      } finally {
        await store.stop();
        await run.stop();
      }
    });

    it("of another application version are not left behind, and DBOS's tables hold no secret", async () => {
      const database = await postgres.database("versions");
      const run = await OperationsRun.start({ database });
      try {
        const { begin } = OPERATION_CASES["an update"];
        expect(await run.run({ begin, killAt: ["pause kept"] })).toBeUndefined();
        const { Client } = (await import("pg")).default;
        const client = new Client({ connectionString: database });
        await client.connect();
        await client.query("UPDATE dbos.workflow_status SET application_version = 'older'");
        await client.end();
        const seen = await run.run({});
        expect(seen?.operations).toMatchObject([{ status: "succeeded" }]);
        expect(seen?.operations[0]?.run).not.toBe(seen?.operations[0]?.id);
        expect(await run.get("connections/orders")).toMatchObject({ paused: false });
        const everything = await postgres.everything(database);
        expect(everything).toContain("workflow_status");
        for (const marker of ["marker-after", run.server.apiSecret]) expect(everything).not.toContain(marker);
      } finally {
        await run.stop();
      }
    });

    it("need the master key of their database", async () => {
      const database = await postgres.database("keys");
      const open = (key?: string) =>
        openOperations({ data: "unused", database, environment: {}, ...(key === undefined ? {} : { key }) });
      await expect(open()).rejects.toThrow(/FIVETRAN_OPERATIONS_KEY/);
      const store = await open(KEY);
      await store.stop();
      await expect(open(Buffer.alloc(32, 8).toString("base64"))).rejects.toThrow(/fingerprint/);
    });
  });
});
