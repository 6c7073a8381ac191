import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { isProcessAlive } from "../../../tools/engine/process.ts";
import { connectorOf, describeWithPython, Folder } from "../../cli/support/connectorFolder";
import { generator } from "../../support/random";

const COMMAND = fileURLToPath(new URL("../../../cli/bin/fivetranctl.js", import.meta.url));
const ROWS = 20_000;

describeWithPython("fivetranctl connector run, killed", (python) => {
  it.each([1, 2, 3, 4, 5])(
    "loses and doubles nothing, wherever the runner itself dies (seed %i)",
    async (seed) => {
      using folder = new Folder();
      const random = generator(seed);
      folder.write(
        "orders/connector.py",
        connectorOf(
          [
            "log.info(f'process {os.getpid()}')",
            `for n in range(state.get('n', 0) + 1, ${ROWS + 1}):`,
            "    op.upsert('t', {'id': n, 'v': str(n)})",
            "    if n % 1000 == 0: op.checkpoint({'n': n})",
          ],
          "[{'table': 't', 'primary_key': ['id']}]",
        ),
      );
      const run = async (lines: number): Promise<number | null> => {
        const child = spawn(
          process.execPath,
          [COMMAND, "connector", "run", join(folder.path, "orders"), "--python", python, "--json"],
          {
            env: { ...process.env, XDG_CACHE_HOME: join(folder.path, "cache") },
            stdio: ["ignore", "pipe", "ignore"],
          },
        );
        let text = "";
        let left = lines;
        child.stdout.setEncoding("utf8").on("data", (piece: string) => {
          text += piece;
          left -= piece.split("\n").length - 1;
          if (left <= 0) child.kill("SIGKILL");
        });
        const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
        const connector = Number(/process (\d+)/.exec(text)?.[1] ?? Number.NaN);
        // Its pipes are closed: the connector ends by itself.
        if (!Number.isNaN(connector))
          await expect.poll(() => isProcessAlive(connector), { timeout: 60_000 }).toBe(false);
        return code;
      };
      for (let kill = 0; kill < 3; kill++) await run(2 + Math.floor(random() * 30));
      expect(await run(Number.POSITIVE_INFINITY)).toBe(0);
      const instance = await DuckDBInstance.create(join(folder.path, "orders", "files", "warehouse.duckdb"));
      const connection = await instance.connect();
      const sql =
        "SELECT count(*)::INT AS rows, count(DISTINCT id)::INT AS ids, max(id)::INT AS last FROM orders.t";
      const found = (await connection.runAndReadAll(sql)).getRowObjectsJson();
      connection.closeSync();
      instance.closeSync();
      expect(found).toEqual([{ rows: ROWS, ids: ROWS, last: ROWS }]);
    },
  );
});
