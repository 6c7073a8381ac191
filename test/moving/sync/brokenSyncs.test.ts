import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestFolder } from "../../support/moving";
import { runModel } from "../../support/movingModel";
import { newTarget, TARGETS } from "../../support/movingTargets";
import { type PostgresServer, startPostgres, withPostgres } from "../../support/postgres";

const SEEDS = 50;

withPostgres("syncs that break anywhere", () => {
  let server: PostgresServer;
  const folder = new TestFolder();
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.stop();
    folder[Symbol.dispose]();
  });

  describe.each(TARGETS)("end with the source's rows in %s", (kind) => {
    it.each(Array.from({ length: SEEDS / TARGETS.length }, (_, index) => index))("seed %i", async (seed) => {
      const target = await newTarget(kind, folder.path, server);
      const source = await server.database(`model_${kind}_${seed}`);
      const world = { server, source, target, folder: folder.path };
      expect(await runModel(world, seed)).toEqual([]);
    });
  });
});
