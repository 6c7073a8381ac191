import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestFolder } from "../support/moving";
import { runModel } from "../support/movingModel";
import { newTarget, TARGETS } from "../support/movingTargets";
import { type PostgresServer, startPostgres, withPostgres } from "../support/postgres";

const SEEDS = Number(process.env["MOVING_SEEDS"] ?? 2000);
/** Each database of a seed is dropped with its server. */
const SEEDS_A_SERVER = 100;

withPostgres("syncs that break anywhere, many times", () => {
  for (let first = 1000; first < 1000 + SEEDS; first += SEEDS_A_SERVER) {
    describe(`seeds from ${first}`, () => {
      let server: PostgresServer;
      const folder = new TestFolder();
      beforeAll(async () => {
        server = await startPostgres();
      });
      afterAll(async () => {
        await server.stop();
        folder[Symbol.dispose]();
      });

      const count = Math.min(SEEDS_A_SERVER, 1000 + SEEDS - first);
      it.each(Array.from({ length: count }, (_, index) => first + index))("seed %i", async (seed) => {
        const kind = TARGETS[seed % TARGETS.length] ?? TARGETS[0];
        const target = await newTarget(kind, folder.path, server);
        const source = await server.database(`model_${seed}`);
        const world = { server, source, target, folder: folder.path };
        expect(await runModel(world, seed)).toEqual([]);
      });
    });
  }
});
