import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Source } from "../../../engine/src/contract/source";
import { PostgresSource } from "../../../engine/src/sources/postgres/postgresSource";
import { sync, TestFolder, trySync } from "../../support/moving";
import { newTarget, TARGETS } from "../../support/movingTargets";
import { type PostgresServer, startPostgres, withPostgres } from "../../support/postgres";

const MARKERS = ["hashed-marker", "blocked-marker", "salt-marker"] as const;

withPostgres("plain values of hashed and blocked columns", () => {
  let server: PostgresServer;
  const folder = new TestFolder();
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.stop();
    folder[Symbol.dispose]();
  });

  /** Names of files below the folder that hold a marker. */
  const filesWithMarkers = (path: string): string[] =>
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => MARKERS.some((marker) => readFileSync(file).includes(marker)));

  it.each(TARGETS)("are in no segment, error or file, and in no table of %s", async (kind) => {
    const database = await server.database(`plain_${kind}`);
    await server.run(
      database,
      `CREATE TABLE people (id int PRIMARY KEY, email text, secret text, born timestamptz);
       INSERT INTO people SELECT i, 'hashed-marker ' || i, 'blocked-marker ' || i, '2026-01-01' FROM generate_series(1, 50) i`,
    );
    const target = await newTarget(kind, folder.path, server);
    const columns = { email: { hashed: true }, secret: { enabled: false } };
    const plan = {
      rules: { handling: "ALLOW_ALL" as const, schemas: { public: { tables: { people: { columns } } } } },
    };
    const seen: string[] = [];
    const inner = new PostgresSource({ connectionString: database, segmentBytes: 500 });
    const watched = (source: PostgresSource): Source => ({
      keysAreUnique: source.keysAreUnique,
      discover: async () => await source.discover(),
      acknowledge: async (...args) => {
        await source.acknowledge(...args);
      },
      close: async () => {
        await source.close();
      },
      async *read(request) {
        for await (const batch of source.read(request)) {
          // Every segment, while it is there.
          seen.push(readFileSync(batch.segment.path, "utf8"));
          yield batch;
        }
      },
    });
    await sync({ source: watched(inner), destination: await target.open(), folder: folder.path, plan });
    expect(seen.join("").split("\n").length).toBeGreaterThan(50);
    for (const marker of MARKERS) expect(seen.join("")).not.toContain(marker);
    expect(await target.everything()).toMatch(/public[\s\S]*people/);
    expect(await target.everything()).not.toMatch(/marker/);
    expect(filesWithMarkers(folder.path)).toEqual([]);

    // A value that the destination refuses is in no message, and a statement that fails at the source quotes none.
    await server.run(
      database,
      `ALTER TABLE people ALTER born TYPE text USING 'x', ADD amount numeric(20,2); UPDATE people SET amount = 'NaN' WHERE id = 7`,
    );
    const failed = await trySync({
      source: new PostgresSource({ connectionString: database }),
      destination: await target.open(),
      folder: folder.path,
      plan,
    });
    const message = failed.tables
      .map(({ error }) => `${error?.message ?? ""} ${String(error?.cause)}`)
      .join("");
    if (kind !== "PostgreSQL") expect(message).toContain("column amount, row 50 of the segment");
    expect(message).not.toMatch(/marker/);
    expect(filesWithMarkers(folder.path)).toEqual([]);
  });

  it("are not in what the server shows of a running statement, and neither is the salt", async () => {
    const database = await server.database("statements");
    await server.run(
      database,
      "CREATE TABLE people (id int PRIMARY KEY, email text); INSERT INTO people SELECT i, repeat('x', 500) FROM generate_series(1, 20000) i",
    );
    const target = await newTarget("DuckDB", folder.path, server);
    const statements: Promise<string>[] = [];
    await sync({
      source: new PostgresSource({ connectionString: database, segmentBytes: 100_000 }),
      destination: await target.open(),
      folder: folder.path,
      plan: {
        rules: {
          handling: "ALLOW_ALL",
          schemas: { public: { tables: { people: { columns: { email: { hashed: true } } } } } },
        },
      },
      observer: {
        onProgress: () => {
          const query = "SELECT query FROM pg_stat_activity WHERE application_name = 'fivetran-engine'";
          statements.push(server.run(database, query).then((rows) => JSON.stringify(rows)));
        },
      },
    });
    const shown = (await Promise.all(statements)).join("");
    expect(shown).toContain("COPY (SELECT");
    expect(shown).not.toContain("5".repeat(64));
  });
});
