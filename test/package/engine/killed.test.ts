import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReadMode } from "../../../engine/src/contract/tablePlan";
import { TestFolder } from "../../support/moving";
import { newTarget } from "../../support/movingTargets";
import { type PostgresServer, startPostgres, withPostgres } from "../../support/postgres";

const DIST = fileURLToPath(new URL("../../../engine/dist", import.meta.url));
const CHILD = fileURLToPath(new URL("../../support/movingChild.cjs", import.meta.url));

/** Calls to the destination at which the process ends itself: in the making of the table, and in, before and after commits. */
const CALLS = {
  DuckDB: [4, 8, 9, 10, 11, 12, 13, 15, 18, 21],
  PostgreSQL: [4, 8, 9, 10, 11, 12, 13, 15, 18, 21],
  Parquet: [1, 2, 3, 3, 4, 5, 6, 7, 9, 10, 10, 12, 17],
} as const;

const MODES: readonly ReadMode[] = [
  { kind: "full" },
  { kind: "incremental", cursor: "changed", lookbackMs: 0 },
];

withPostgres("an engine that is killed", () => {
  let server: PostgresServer;
  const folder = new TestFolder();
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.stop();
    folder[Symbol.dispose]();
  });

  /** @returns the signal that ended it */
  const runChild = async (options: object): Promise<string | null> => {
    const child = spawn(process.execPath, [CHILD, DIST, JSON.stringify(options)], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
    const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
    if (signal === null && code !== 0) throw new Error(errors);
    return signal;
  };

  // Windows has no such limit.
  describe.skipIf(process.platform === "win32")("a disk that is full", () => {
    it.each(["DuckDB", "Parquet", "JSON", "CSV"] as const)(
      "fails the sync into %s, and the next one ends it",
      async (kind) => {
        const source = await server.database(`full_${kind.toLowerCase()}`);
        await server.run(
          source,
          "CREATE TABLE t (id int PRIMARY KEY, v text, changed bigint); INSERT INTO t SELECT i, md5(i::text) || md5((-i)::text), i FROM generate_series(1, 40000) i",
        );
        const { address: target, rows } = await newTarget(kind, folder.path, server);
        const options = {
          source,
          target,
          folder: folder.file(`staging-full-${kind}`),
          mode: { kind: "full" },
          segmentBytes: 250_000,
        };
        // As on a full disk, a write fails: beyond so many kilobytes of a file. The first is too small for a segment, the second for
        // the destination's file; what Parquet makes of a segment is smaller than the segment.
        for (const kilobytes of kind === "Parquet" ? [100] : [100, 300]) {
          const limited = `trap "" XFSZ; ulimit -f ${kilobytes}; exec "$0" "$@"`;
          const child = spawnSync(
            "bash",
            ["-c", limited, process.execPath, CHILD, DIST, JSON.stringify(options)],
            { encoding: "utf8" },
          );
          expect(child.status).toBe(1);
          expect(child.stderr).toMatch(/too large|full|No space|Make room|could not|cannot/i);
        }
        expect(await runChild(options)).toBe(null);
        expect(await rows("SELECT count(*)::text AS n, sum(id)::text AS sum FROM public.t")).toEqual([
          { n: "40000", sum: "800020000" },
        ]);
      },
    );
  });

  describe.each(["DuckDB", "PostgreSQL", "Parquet"] as const)("in the middle of a sync into %s", (kind) => {
    it.each(MODES)("$kind: the next sync ends with the source's rows", { timeout: 600_000 }, async (mode) => {
      const name = `${kind}_${mode.kind}`.toLowerCase();
      const source = await server.database(`source_${name}`);
      const { address: target, rows } = await newTarget(kind, folder.path, server);
      const staging = folder.file(`staging-${name}`);
      await server.run(
        source,
        `CREATE SEQUENCE changes; CREATE TABLE t (id int PRIMARY KEY, v text, changed bigint NOT NULL DEFAULT nextval('changes'));
         INSERT INTO t (id, v) SELECT i, 'first' FROM generate_series(1, 40) i`,
      );
      let killed = 0;
      for (const [index, killAt] of CALLS[kind].entries()) {
        const after = index % 2 === 0;
        if ((await runChild({ source, target, folder: staging, mode, killAt, after })) === "SIGKILL")
          killed += 1;
        await server.run(
          source,
          `DELETE FROM t WHERE id % 7 = ${index % 7}; INSERT INTO t (id, v) SELECT i, 'new' FROM generate_series(${41 + index * 5}, ${45 + index * 5}) i ON CONFLICT DO NOTHING;
           UPDATE t SET v = 'changed ${index}', changed = nextval('changes') WHERE id % 5 = ${index % 5}`,
        );
      }
      // A sync that finds little to do has fewer calls.
      expect(killed).toBeGreaterThanOrEqual(CALLS[kind].length - 4);
      expect(await runChild({ source, target, folder: staging, mode })).toBe(null);
      expect(readdirSync(staging)).toEqual([]);
      const list = "SELECT id::text AS id, v, changed::text AS changed FROM";
      const wanted = await server.run(source, `${list} t ORDER BY t.id`);
      expect(await rows(`${list} public.t WHERE NOT _fivetran_deleted ORDER BY t.id`)).toEqual(wanted);
    });
  });
});
