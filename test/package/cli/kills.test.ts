import { join } from "node:path";
import { expect, it } from "vitest";
import { describeWithPython, Folder } from "../../cli/support/connectorFolder";
import {
  connectorToKill,
  killBehindServer,
  killRunner,
  SOURCE_ROWS,
  SOURCE_SQL,
} from "../../support/connectorKills";
import { duckdbRows } from "../../support/moving";

const SEEDS = [1, 2, 3, 4, 5];

describeWithPython("a sync of 100,000 rows, killed", (python) => {
  it.each(SEEDS)("loses and doubles nothing, wherever fivetranctl dies (seed %i)", async (seed) => {
    using folder = new Folder();
    folder.write("orders/connector.py", connectorToKill(folder.path));
    const file = await killRunner({ python, folder: folder.path, seed });
    expect(await duckdbRows(file, SOURCE_SQL)).toEqual(SOURCE_ROWS);
  });

  it.each(SEEDS)(
    "loses and doubles nothing, wherever the connector or the server dies (seed %i)",
    async (seed) => {
      using folder = new Folder();
      const destination = "{ type: duckdb, path: ./warehouse.duckdb }";
      const killed = await killBehindServer({ python, folder: folder.path, destination, seed });
      // Whoever is to be killed first is.
      expect(killed.python + killed.server).toBeGreaterThan(0);
      expect(await duckdbRows(join(folder.path, "warehouse.duckdb"), SOURCE_SQL)).toEqual(SOURCE_ROWS);
    },
  );
});
