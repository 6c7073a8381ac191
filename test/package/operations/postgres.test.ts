import { openOperations, updateState } from "@pulumi-fivetran/operations";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { atOnce, killAndRecover, OperationsRun, pointsOfUpdate } from "../../support/operationsRun";
import { type PostgresServer, startPostgres, withPostgres } from "../../support/postgres";

const KEY = Buffer.alloc(32, 7).toString("base64");

withPostgres("operations on PostgreSQL", () => {
  describe("operations on PostgreSQL", () => {
    let postgres: PostgresServer;
    beforeAll(async () => {
      postgres = await startPostgres({ isOnPort: true });
    });
    afterAll(() => postgres.stop());

    it("go on after a SIGKILL in the midst of each step", async () => {
      const { points, writes } = await pointsOfUpdate({ database: await postgres.database("undisturbed") });
      const chosen = points.filter((point) => /^[a-z]+ done$|^wait (?:begun|kept)$/.test(point));
      expect(chosen.length).toBeGreaterThan(9);
      let number = 0;
      await atOnce(3, chosen, async (killAt) => {
        number += 1;
        await killAndRecover(killAt, writes, { database: await postgres.database(`killed_${number}`) });
      });
    });

    it("are taken over by another process while theirs is dead, all of them", async () => {
      const many = 20;
      const run = await OperationsRun.start({ database: await postgres.database("shared"), many });
      try {
        const paused = new Set<string>();
        let kill: (() => void) | undefined;
        run.server.control.onJournal(({ method, path, status }) => {
          if (method === "PATCH" && status === 200) paused.add(path);
          if (paused.size === many / 2) kill?.();
        });
        const first = run.run({ many }, (how) => {
          kill = how;
        });
        const second = run.run({ update: { newState: { cursor: 2 } } });
        expect(await first).toBeUndefined();
        expect((await second)?.failures).toEqual([]);
        const last = await run.run({});
        expect(last?.operations.map(({ status }) => status)).toEqual(Array(many + 1).fill("succeeded"));
        expect(last?.holds).toEqual([]);
        for (let index = 0; index < many; index++) {
          expect(await run.get(`connections/many_${index}`)).toMatchObject({ paused: false });
          expect(await run.get(`connections/many_${index}/state`)).toEqual({ state: { cursor: 2 } });
        }
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
        await run.run({ update: { newState: { token: "marker-after" } }, killAt: "pause kept" });
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
