import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ReadMode } from "../../../engine/src/contract/tablePlan";
import type { SchemaChange } from "../../../engine/src/plan/evolve";
import type { PlanOptions } from "../../../engine/src/plan/planTable";
import type { SchemaRules, TableRules } from "../../../engine/src/plan/schemaRules";
import { hashValue } from "../../../engine/src/privacy/hashing";
import { PostgresSource } from "../../../engine/src/sources/postgres/postgresSource";
import { SALT, sync, TestFolder, type TestSync, trySync } from "../../support/moving";
import { newTarget, TARGETS, type Target } from "../../support/movingTargets";
import { type PostgresServer, startPostgres, withPostgres } from "../../support/postgres";

const BY_UPDATED: ReadMode = { kind: "incremental", cursor: "updated", lookbackMs: 0 };

withPostgres("PostgreSQL to a database", () => {
  let server: PostgresServer;
  const folder = new TestFolder();
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.stop();
    folder[Symbol.dispose]();
  });

  describe.each(TARGETS)("%s", (kind) => {
    let target: Target;
    let database: string;
    let made = 0;
    beforeEach(async () => {
      made += 1;
      target = await newTarget(kind, folder.path, server);
      database = await server.database(`source_${kind}_${made}`);
    });

    const source = async (sql: string): Promise<void> => {
      await server.run(database, sql);
    };
    const options = async (
      plan: Partial<PlanOptions> = {},
      more: Partial<TestSync> = {},
    ): Promise<TestSync> => ({
      source: new PostgresSource({ connectionString: database, segmentBytes: 200 }),
      destination: more.destination ?? (await target.open()),
      folder: folder.path,
      plan,
      ...more,
    });
    const rules = (
      table: TableRules,
      handling: SchemaRules["handling"] = "ALLOW_ALL",
    ): Partial<PlanOptions> => ({
      rules: { handling, schemas: { public: { tables: { people: table } } } },
    });
    const PEOPLE = `CREATE TABLE people (id int PRIMARY KEY, "fullName" text, email text, updated timestamptz);
      INSERT INTO people SELECT i, 'name ' || i, 'p' || i || '@example.com', timestamptz '2026-01-01' + i * interval '1 microsecond' FROM generate_series(1, 30) i`;

    it("a full sync makes the tables, and a second one finds what changed and what has gone", async () => {
      await source(PEOPLE);
      const first = await sync(await options({}, { now: () => 1_000 }));
      expect(first.tables).toMatchObject([{ rows: 30, deleted: 0 }]);
      expect(first.tables[0]?.batches).toBeGreaterThan(3);
      await source(
        "DELETE FROM people WHERE id = 1; UPDATE people SET email = 'new' WHERE id = 2; INSERT INTO people (id) VALUES (31)",
      );
      const second = await sync(await options({}, { now: () => 2_000 }));
      expect(second.tables).toMatchObject([{ rows: 30, deleted: 1 }]);
      expect(
        await target.rows(
          `SELECT id::text AS id, full_name, email, _fivetran_deleted::text AS deleted, (_fivetran_synced < timestamptz '1970-01-01 00:00:02+00')::text AS old FROM public.people WHERE id IN (1, 2, 3, 31) ORDER BY people.id`,
        ),
      ).toEqual([
        { id: "1", full_name: "name 1", email: "p1@example.com", deleted: "true", old: "true" },
        { id: "2", full_name: "name 2", email: "new", deleted: "false", old: "false" },
        { id: "3", full_name: "name 3", email: "p3@example.com", deleted: "false", old: "false" },
        { id: "31", full_name: null, email: null, deleted: "false", old: "false" },
      ]);
      await source("INSERT INTO people (id, email) VALUES (1, 'back')");
      await sync(await options());
      expect(
        await target.rows("SELECT email, _fivetran_deleted::text AS deleted FROM public.people WHERE id = 1"),
      ).toEqual([{ email: "back", deleted: "false" }]);
    });

    it("live mode removes rows that have gone", async () => {
      await source(PEOPLE);
      await sync(await options(rules({ syncMode: "LIVE" })));
      await source("DELETE FROM people WHERE id <= 10");
      await sync(await options(rules({ syncMode: "LIVE" })));
      expect(
        await target.rows("SELECT count(*)::text AS n, min(id)::text AS first FROM public.people"),
      ).toEqual([{ n: "20", first: "11" }]);
    });

    it("an incremental sync reads what has changed since, equal values of the cursor and missing ones included", async () => {
      await source(PEOPLE);
      await sync(await options({ mode: () => BY_UPDATED }));
      await source(`UPDATE people SET email = 'changed', updated = '2026-01-02' WHERE id = 5;
        INSERT INTO people VALUES (100, 'same time', '', timestamptz '2026-01-01' + 30 * interval '1 microsecond'), (101, 'no time', '', NULL)`);
      const { tables } = await sync(await options({ mode: () => BY_UPDATED }));
      expect(tables).toMatchObject([{ rows: 4 }]);
      expect(
        await target.rows(
          "SELECT id::text AS id, email FROM public.people WHERE id IN (5, 100, 101) ORDER BY people.id",
        ),
      ).toEqual([
        { id: "5", email: "changed" },
        { id: "100", email: "" },
        { id: "101", email: "" },
      ]);
      expect(await target.rows("SELECT count(*)::text AS n FROM public.people")).toEqual([{ n: "32" }]);
    });

    it("a lookback reads rows again that were written late with an earlier value", async () => {
      await source(PEOPLE);
      const mode: ReadMode = { ...BY_UPDATED, lookbackMs: 3_600_000 };
      await sync(await options({ mode: () => mode }));
      await source(
        "INSERT INTO people VALUES (200, 'late', NULL, '2025-12-31 23:30:00+00'), (201, 'too late', NULL, '2025-12-31 22:30:00+00')",
      );
      await sync(await options({ mode: () => mode }));
      expect(await target.rows("SELECT id::text AS id FROM public.people WHERE id >= 200")).toEqual([
        { id: "200" },
      ]);
    });

    it("a key sweep finds rows that have gone, in soft and in live mode, the last one too", async () => {
      await source(PEOPLE);
      const plan = { mode: () => BY_UPDATED, keySweep: true };
      await sync(await options(plan));
      await source("DELETE FROM people WHERE id IN (3, 30)");
      expect((await sync(await options(plan))).tables).toMatchObject([{ deleted: 2 }]);
      expect(
        await target.rows(
          "SELECT id::text AS id FROM public.people WHERE _fivetran_deleted ORDER BY people.id",
        ),
      ).toEqual([{ id: "3" }, { id: "30" }]);
      await source("DELETE FROM people");
      expect((await sync(await options({ ...plan, ...rules({ syncMode: "LIVE" }) }))).tables).toMatchObject([
        { deleted: 30 },
      ]);
      expect(await target.rows("SELECT count(*)::text AS n FROM public.people")).toEqual([{ n: "0" }]);
    });

    it("a table without a key gets one of its values: equal rows are one, a changed row is a new one", async () => {
      await source(
        "CREATE TABLE log (line text, n int); INSERT INTO log VALUES ('a', 1), ('a', 1), ('b', NULL), ('', 0), (NULL, 0)",
      );
      await sync(await options());
      await source("UPDATE log SET n = 2 WHERE line = 'b'");
      await sync(await options());
      const rows = await target.rows(
        "SELECT line, n::text AS n, _fivetran_deleted::text AS deleted, length(_fivetran_id)::text AS digits FROM public.log ORDER BY log.line NULLS FIRST, log.n NULLS FIRST",
      );
      expect(rows).toEqual([
        { line: null, n: "0", deleted: "false", digits: "64" },
        { line: "", n: "0", deleted: "false", digits: "64" },
        { line: "a", n: "1", deleted: "false", digits: "64" },
        { line: "b", n: null, deleted: "true", digits: "64" },
        { line: "b", n: "2", deleted: "false", digits: "64" },
      ]);
    });

    it("hashes and blocks columns in the source's SELECT, and filters rows there", async () => {
      await source(PEOPLE);
      await sync(
        await options(
          rules({
            columns: { email: { hashed: true }, fullName: { enabled: false } },
            filter: [
              { column: "id", is: "<=", value: "2" },
              { column: "fullName", is: "!=", value: "it's \\ not" },
            ],
          }),
        ),
      );
      const rows = await target.rows("SELECT id::text AS id, email FROM public.people ORDER BY people.id");
      expect(rows).toEqual([
        { id: "1", email: hashValue(SALT, "p1@example.com") },
        { id: "2", email: hashValue(SALT, "p2@example.com") },
      ]);
      expect(
        await target.rows(
          "SELECT column_name FROM information_schema.columns WHERE table_name = 'people' AND column_name = 'full_name'",
        ),
      ).toEqual([]);
    });

    it("moves a hashed key, and sweeps by it", async () => {
      await source(PEOPLE);
      const plan = {
        ...rules({ columns: { id: { hashed: true } } }),
        mode: () => BY_UPDATED,
        keySweep: true,
      };
      await sync(await options(plan));
      await source("DELETE FROM people WHERE id = 7");
      await sync(await options(plan));
      expect(await target.rows("SELECT id FROM public.people WHERE _fivetran_deleted")).toEqual([
        { id: hashValue(SALT, "7") },
      ]);
    });

    it("follows the source's schema: columns are added and widened, never narrowed or dropped", async () => {
      await source(
        "CREATE TABLE things (id int PRIMARY KEY, n smallint, price numeric(8,2), gone text); INSERT INTO things VALUES (1, 1, 1.10, 'kept')",
      );
      await sync(await options());
      await source(`ALTER TABLE things ALTER n TYPE bigint, ALTER price TYPE numeric(12,4), DROP gone, ADD added timestamptz;
        UPDATE things SET price = 1.2345; INSERT INTO things VALUES (2, 9223372036854775807, 2, '2026-01-01')`);
      const changes: SchemaChange[] = [];
      await sync(await options({}, { observer: { onSchemaChange: (change) => changes.push(change) } }));
      expect(changes.map(({ column, kind, from, to }) => [column, kind, from, to])).toEqual([
        ["n", "columnWidened", "SHORT", "LONG"],
        ["price", "columnWidened", "DECIMAL(8,2)", "DECIMAL(12,4)"],
        ["added", "columnAdded", undefined, "UTC_DATETIME"],
        ["gone", "columnGone", "STRING", undefined],
      ]);
      await source("ALTER TABLE things ALTER n TYPE smallint USING 1");
      await sync(await options());
      expect(
        await target.rows(
          "SELECT id::text AS id, n::text AS n, price::text AS price, gone FROM public.things ORDER BY things.id",
        ),
      ).toEqual([
        { id: "1", n: "1", price: "1.2345", gone: null },
        { id: "2", n: "1", price: "2.0000", gone: null },
      ]);
    });

    it("turns a re-typed column into text that holds both, or stops, or leaves it out, as the policy says", async () => {
      await source(
        "CREATE TABLE things (id int PRIMARY KEY, v timestamptz, w boolean); INSERT INTO things VALUES (1, '2026-01-02 03:04:05.000006+00', true), (2, '0044-03-15 00:00:00+00 BC', false)",
      );
      await sync(await options());
      await source(
        "ALTER TABLE things ALTER v TYPE text USING 'text', ALTER w TYPE int USING 7; DELETE FROM things WHERE id = 2",
      );
      const stopped = await trySync(await options({}, { policy: { allowBreaking: false } }));
      expect(stopped.tables[0]?.error?.message).toMatch(
        /^table public\.things: .*column w was BOOLEAN and is now INT.*allowBreaking/,
      );
      await sync(await options({}, { policy: { autoMigrate: false } }));
      expect(await target.rows("SELECT v::text AS v FROM public.things WHERE id = 1")).toEqual([{ v: null }]);
      await sync(await options());
      expect(await target.rows("SELECT id::text AS id, v, w FROM public.things ORDER BY things.id")).toEqual([
        { id: "1", v: "text", w: "7" },
        { id: "2", v: "0044-03-15 00:00:00+00 BC", w: "false" },
      ]);
    });

    it("touches no table that it did not make, and none of another connection", async () => {
      await source(PEOPLE);
      await target.makeForeign("public", "people");
      const foreign = await trySync(await options());
      expect(foreign.tables[0]?.error?.message).toMatch(
        /a (?:table|folder) of this name that the engine did not make/,
      );
      await target.drop("public", "people");
      await sync(await options());
      const other = await trySync(await options({}, { destination: await target.open("other") }));
      expect(other.tables[0]?.error?.message).toMatch(/belongs to the connection test/);
      expect(await target.rows("SELECT count(*)::text AS n FROM public.people")).toEqual([{ n: "30" }]);
    });

    it("makes a table again that somebody has dropped", async () => {
      await source(PEOPLE);
      await sync(await options({ mode: () => BY_UPDATED }));
      await target.drop("public", "people");
      await sync(await options({ mode: () => BY_UPDATED }));
      expect(await target.rows("SELECT count(*)::text AS n FROM public.people")).toEqual([{ n: "30" }]);
    });

    it("empties a table that is to be read again from the beginning", async () => {
      await source(PEOPLE);
      await sync(await options({ mode: () => BY_UPDATED }));
      const destination = await target.open();
      await destination.truncate({ schema: "public", table: "people" });
      await destination.close();
      expect(await target.rows("SELECT count(*)::text AS n FROM public.people")).toEqual([{ n: "0" }]);
      await sync(await options({ mode: () => BY_UPDATED }));
      expect(await target.rows("SELECT count(*)::text AS n FROM public.people")).toEqual([{ n: "30" }]);
    });

    it("a source that goes away fails its table, and the next sync goes on", async () => {
      await source(
        `CREATE TABLE big (id int PRIMARY KEY, fill text); INSERT INTO big SELECT i, repeat('x', 1000) FROM generate_series(1, 20000) i`,
      );
      let ended = false;
      const result = await trySync(
        await options(
          { mode: () => ({ kind: "incremental", cursor: "id", lookbackMs: 0 }) },
          {
            source: new PostgresSource({ connectionString: database, segmentBytes: 500_000 }),
            observer: {
              onProgress: () => {
                if (!ended)
                  void server.run(
                    database,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'fivetran-engine' AND datname = current_database() AND pid <> pg_backend_pid()",
                  );
                ended = true;
              },
            },
          },
        ),
      );
      expect(result.tables[0]?.error?.message).toMatch(
        /^table public\.big: The table cannot be read|^The source has closed/,
      );
      const before = Number((await target.rows("SELECT count(*)::text AS n FROM public.big"))[0]?.["n"]);
      const { tables } = await sync(
        await options(
          { mode: () => ({ kind: "incremental", cursor: "id", lookbackMs: 0 }) },
          { source: new PostgresSource({ connectionString: database }) },
        ),
      );
      expect(tables[0]?.rows).toBeLessThan(20_001 - before + 2);
      expect(await target.rows("SELECT count(*)::text AS n, sum(id)::text AS sum FROM public.big")).toEqual([
        { n: "20000", sum: "200010000" },
      ]);
    });
  });

  it("two engines for one connection do not write into one destination", async () => {
    for (const kind of TARGETS) {
      const target = await newTarget(kind, folder.path, server);
      const one = await target.open();
      await expect(target.open()).rejects.toThrow(/Another (?:process|engine)/);
      await one.close();
      await (await target.open()).close();
    }
  });
});
