import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Source } from "../../../engine/src/contract/source";
import { PostgresSource } from "../../../engine/src/sources/postgres/postgresSource";
import { sync, TestFolder, trySync } from "../../support/moving";
import { newTarget, TARGETS } from "../../support/movingTargets";
import { type PostgresServer, startPostgres, withPostgres } from "../../support/postgres";

withPostgres("what goes wrong during a sync", () => {
  let server: PostgresServer;
  const folder = new TestFolder();
  let made = 0;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.stop();
    folder[Symbol.dispose]();
  });

  const newSource = async (sql: string): Promise<string> => {
    made += 1;
    const address = await server.database(`faults_${made}`);
    await server.run(address, sql);
    return address;
  };

  /** A source whose tables change once they have been discovered. */
  const changing = (address: string, sql: string): Source => {
    const inner = new PostgresSource({ connectionString: address });
    return {
      keysAreUnique: inner.keysAreUnique,
      discover: async () => {
        const tables = await inner.discover();
        await server.run(address, sql);
        return tables;
      },
      read: (request) => inner.read(request),
      acknowledge: async (...args) => {
        await inner.acknowledge(...args);
      },
      close: async () => {
        await inner.close();
      },
    };
  };

  describe.each(TARGETS)("into %s", (kind) => {
    it("a column that goes, or gets another type, in the middle fails its table, and the next sync goes on", async () => {
      const address = await newSource(
        "CREATE TABLE a (id int PRIMARY KEY, n int, v text); INSERT INTO a VALUES (1, 1, 'x'), (2, 2, 'y'); CREATE TABLE b (id int PRIMARY KEY); INSERT INTO b VALUES (1)",
      );
      const target = await newTarget(kind, folder.path, server);
      const run = async (source: Source) =>
        await trySync({ source, destination: await target.open(), folder: folder.path });
      const retyped = await run(changing(address, "ALTER TABLE a ALTER n TYPE text USING 'text ' || n"));
      expect(retyped.tables.map(({ error }) => error?.message ?? "")).toEqual([
        expect.stringMatching(/^table public\.a, column n, row 1 of the segment: /),
        "",
      ]);
      await sync({
        source: new PostgresSource({ connectionString: address }),
        destination: await target.open(),
        folder: folder.path,
      });
      const gone = await run(changing(address, "ALTER TABLE a DROP v"));
      expect(gone.tables.map(({ error }) => error?.message ?? "")).toEqual([
        expect.stringMatching(/^table public\.a: The table cannot be read: column "v" does not exist/),
        "",
      ]);
      await run(new PostgresSource({ connectionString: address }));
      expect(
        await target.rows("SELECT id::text AS id, n FROM public.a WHERE NOT _fivetran_deleted ORDER BY a.id"),
      ).toEqual([
        { id: "1", n: "text 1" },
        { id: "2", n: "text 2" },
      ]);
    });

    it("a key that a program declares, and that is there twice, leaves its last row", async () => {
      const address = await newSource(
        "CREATE TABLE a (k int, v text); INSERT INTO a VALUES (1, 'x'), (1, 'y'), (2, 'z')",
      );
      const target = await newTarget(kind, folder.path, server);
      const rules = {
        handling: "ALLOW_ALL" as const,
        schemas: { public: { tables: { a: { columns: { k: { isPrimaryKey: true } } } } } },
      };
      await sync({
        source: new PostgresSource({ connectionString: address }),
        destination: await target.open(),
        folder: folder.path,
        plan: { rules },
      });
      expect(await target.rows("SELECT k::text AS k, v FROM public.a ORDER BY a.k")).toEqual([
        { k: "1", v: "y" },
        { k: "2", v: "z" },
      ]);
    });

    it("a table in history mode is refused, and no other", async () => {
      const address = await newSource(
        "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY)",
      );
      const target = await newTarget(kind, folder.path, server);
      const rules = {
        handling: "ALLOW_ALL" as const,
        schemas: { public: { tables: { a: { syncMode: "HISTORY" as const } } } },
      };
      const source = new PostgresSource({ connectionString: address });
      const { tables } = await trySync({
        source,
        destination: await target.open(),
        folder: folder.path,
        plan: { rules },
      });
      expect(tables.map(({ error }) => error?.message)).toEqual([
        expect.stringMatching(/^table public\.a: History mode is not there yet/),
        undefined,
      ]);
    });
  });

  it("a destination that refuses rows fails their table, quotes no value, and takes them once it takes rows again", async () => {
    const address = await newSource(
      "CREATE TABLE a (id int PRIMARY KEY, v text); INSERT INTO a VALUES (1, 'value-marker')",
    );
    const target = await newTarget("PostgreSQL", folder.path, server);
    const run = async () =>
      await trySync({
        source: new PostgresSource({ connectionString: address }),
        destination: await target.open(),
        folder: folder.path,
      });
    await run();
    await server.run(target.address, "ALTER TABLE public.a ADD CHECK (v <> 'value-marker 2')");
    await server.run(address, "UPDATE a SET v = 'value-marker 2'; INSERT INTO a VALUES (2, 'new')");
    const { tables } = await run();
    expect(tables[0]?.error?.message).toMatch(/^(?:table public\.a: )?.*violates check constraint/);
    expect(`${tables[0]?.error?.message ?? ""}`).not.toMatch(/marker/);
    await server.run(target.address, "ALTER TABLE public.a DROP CONSTRAINT a_v_check");
    await run();
    expect(await target.rows("SELECT v FROM public.a ORDER BY a.id")).toEqual([
      { v: "value-marker 2" },
      { v: "new" },
    ]);
  });

  it("many connections make the engine's state, and one schema, in a new database at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const target = await newTarget("PostgreSQL", folder.path, server);
      const destinations = await Promise.all(
        Array.from({ length: 8 }, async (_, index) => await target.open(`c${index}`)),
      );
      await Promise.all(
        destinations.map(async (destination, index) => {
          await destination.describe();
          await destination.create(
            { schema: "shop", table: `t${index}` },
            [{ name: "id", type: { name: "INT" } }],
            ["id"],
          );
        }),
      );
      for (const destination of destinations) await destination.close();
      expect(await target.rows("SELECT count(*)::text AS n FROM _fivetran_engine.tables")).toEqual([
        { n: "8" },
      ]);
    }
  });
});
