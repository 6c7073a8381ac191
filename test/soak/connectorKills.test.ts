import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWithPython, Folder } from "../cli/support/connectorFolder";
import {
  connectorToKill,
  killBehindServer,
  killRunner,
  SOURCE_ROWS,
  SOURCE_SQL,
} from "../support/connectorKills";
import { duckdbRows } from "../support/moving";
import { type PostgresServer, startPostgres, withPostgres } from "../support/postgres";

const COUNT = Number(process.env["CONNECTOR_SEEDS"] ?? 50);
const SEEDS = Array.from({ length: COUNT }, (_, index) => 1000 + index);

describeWithPython("a sync of 100,000 rows, killed many times", (python) => {
  it.each(SEEDS)("fivetranctl dies, seed %i", async (seed) => {
    using folder = new Folder();
    folder.write("orders/connector.py", connectorToKill(folder.path));
    const file = await killRunner({ python, folder: folder.path, seed });
    expect(await duckdbRows(file, SOURCE_SQL)).toEqual(SOURCE_ROWS);
  });

  withPostgres("behind the server", () => {
    let server: PostgresServer;
    const killed = { python: 0, server: 0 };
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(async () => {
      await server.stop();
      console.log(
        `Killed behind the server: Python ${killed.python} times, the server ${killed.server} times.`,
      );
    });

    it.each(SEEDS)("the connector and the server die, seed %i", async (seed) => {
      using folder = new Folder();
      const isDuckdb = seed % 4 < 2;
      const address = isDuckdb ? "" : await server.database(`kills_${seed}`);
      const destination = isDuckdb
        ? "{ type: duckdb, path: ./warehouse.duckdb }"
        : `{ type: postgres, connectionString: ${JSON.stringify(address)} }`;
      const found = await killBehindServer({ python, folder: folder.path, destination, seed });
      expect(found.python + found.server).toBeGreaterThan(0);
      killed.python += found.python;
      killed.server += found.server;
      const rows = isDuckdb
        ? await duckdbRows(join(folder.path, "warehouse.duckdb"), SOURCE_SQL)
        : (await server.run(address, SOURCE_SQL)).map((row) =>
            Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])),
          );
      expect(rows).toEqual(SOURCE_ROWS);
    });
  });
});
