/**
 * What moving data takes: the engine beside `psql`, DuckDB's own reading, dlt and sling, in turn on one PostgreSQL. Each run is a process
 * of its own; its memory is that of the process and all that it starts, without the server. A peer that cannot be had is left out.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type PostgresServer, startPostgres } from "../test/support/postgres.ts";
import { median, watchMemory } from "./measure.ts";
import { type Addresses, type Command, findPeers, type Peers, psqlPipe } from "./movingPeers.ts";
import { measureRest } from "./movingRest.ts";

export interface MovingFigures {
  readonly work: string;
  readonly by: string;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly peakMB: number;
}

const OWN = fileURLToPath(new URL("movingOwn.ts", import.meta.url));
const CHANGED = 10_000;

/** Ten columns, about 114 bytes a row. */
const makeTable = (table: string, rows: number): string =>
  `CREATE TABLE ${table} (id bigint PRIMARY KEY, name text, email text, note text, price numeric(12,2), weight float8, n int, ok boolean, more jsonb, updated timestamptz);
   INSERT INTO ${table} SELECT i, 'customer ' || i, 'c' || i || '@example.com', md5(i::text), i / 100.0, i / 7.0, i % 1000, i % 2 = 0,
     jsonb_build_object('a', i, 'b', 'x'), timestamptz '2026-01-01' + i * interval '1 second' FROM generate_series(1, ${rows}) i;
   ANALYZE ${table}`;

/** One thing to measure: what it takes is prepared anew for each run. */
interface Contender {
  readonly work: string;
  readonly by: string;
  readonly rows: number;
  /** @returns the command that is measured; what comes before is not */
  readonly prepare: () => Promise<Command>;
}

/** @param large Rows of the second measurement of memory; none in a quick run */
export async function measureMoving(runs: number, rows: number, large: number): Promise<MovingFigures[]> {
  const peers = await findPeers();
  const server = await startPostgres({ isOnPort: true });
  const folder = mkdtempSync(join(tmpdir(), "bench-moving-"));
  try {
    const source = await server.database("source");
    await server.run(source, makeTable("orders", rows));
    const world = new World(server, source, folder, peers);
    const contenders = [...fullLoads(world, rows), ...incremental(world)];
    const figures = await measureInTurn(contenders, runs);
    if (large > 0) {
      await server.run(source, makeTable("large", large));
      figures.push(...(await measureInTurn(largeLoads(world, large), 1)));
    }
    return [...figures, ...(await measureRest(runs))];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where contenders find their ends: new ones for each run. */
class World {
  readonly server: PostgresServer;
  readonly source: string;
  readonly peers: Peers;
  readonly #folder: string;
  #made = 0;

  constructor(server: PostgresServer, source: string, folder: string, peers: Peers) {
    this.server = server;
    this.source = source;
    this.peers = peers;
    this.#folder = folder;
  }

  async addresses(): Promise<Addresses> {
    this.#made += 1;
    const folder = join(this.#folder, String(this.#made));
    mkdirSync(folder);
    return { source: this.source, target: await this.server.database(`target_${this.#made}`), folder };
  }

  /** A sync of the engine. */
  own(
    { source, target, folder }: Addresses,
    to: "postgres" | "duckdb" | "parquet",
    more: object = {},
  ): Command {
    const destination = {
      postgres: { type: "postgres", connectionString: target },
      duckdb: { type: "duckdb", path: join(folder, "own.duckdb") },
      parquet: { type: "files", path: join(folder, "own"), format: "parquet" },
    }[to];
    const options = {
      id: "bench",
      source: { type: "postgres", connectionString: source, tables: ["orders"] },
      destination,
      sync: { mode: "incremental", cursor: "updated" },
      ...more,
    };
    return {
      program: process.execPath,
      arguments: [OWN, JSON.stringify({ folder: join(folder, "engine"), options })],
    };
  }
}

function fullLoads(world: World, rows: number): Contender[] {
  const { peers } = world;
  const load = (
    to: string,
    by: string,
    command: ((at: Addresses) => Command) | undefined,
    before?: string,
  ): Contender[] =>
    command === undefined
      ? []
      : [
          {
            ...{ work: `PostgreSQL to ${to}`, by, rows },
            prepare: async () => {
              const at = await world.addresses();
              if (before !== undefined) await world.server.run(at.target, before);
              return command(at);
            },
          },
        ];
  const emptyTable = makeTable("orders", 0).replace(" PRIMARY KEY", "");
  const { dlt, sling, duckdb } = peers;
  const full = { sync: { mode: "full" } };
  const hashed = {
    ...full,
    schema: { schemas: { public: { tables: { orders: { columns: { email: { hashed: true } } } } } } },
  };
  return [
    ...load("PostgreSQL", "engine", (at) => world.own(at, "postgres", full)),
    ...load("PostgreSQL", "psql pipe", (at) => psqlPipe(at, "orders"), emptyTable),
    ...load("PostgreSQL", "sling", sling && ((at) => sling(at, "full", "orders"))),
    ...load("PostgreSQL", "dlt", dlt && ((at) => dlt(at, "postgres", "full", "orders"))),
    ...load("DuckDB", "engine", (at) => world.own(at, "duckdb", full)),
    ...load("DuckDB", "engine, a column hashed", (at) => world.own(at, "duckdb", hashed)),
    ...load("DuckDB", "DuckDB itself", duckdb && ((at) => duckdb(at, "orders"))),
    ...load("DuckDB", "dlt", dlt && ((at) => dlt(at, "duckdb", "full", "orders"))),
    ...load("Parquet", "engine", (at) => world.own(at, "parquet", full)),
    ...load("Parquet", "dlt", dlt && ((at) => dlt(at, "parquet", "full", "orders"))),
  ];
}

/** 10,000 rows change behind a first load, which is not measured. */
function incremental(world: World): Contender[] {
  const { dlt, sling } = world.peers;
  const change = async (): Promise<void> => {
    await world.server.run(
      world.source,
      `UPDATE orders SET n = n + 1, updated = (SELECT max(updated) FROM orders) + id * interval '1 millisecond' WHERE id <= ${CHANGED}`,
    );
  };
  const work = (to: string, by: string, command: ((at: Addresses) => Command) | undefined): Contender[] =>
    command === undefined
      ? []
      : [
          {
            ...{ work: `${CHANGED} changed rows to ${to}`, by, rows: CHANGED },
            prepare: async () => {
              const at = await world.addresses();
              await run(command(at));
              await change();
              return command(at);
            },
          },
        ];
  return [
    ...work("PostgreSQL", "engine", (at) => world.own(at, "postgres")),
    ...work("PostgreSQL", "sling", sling && ((at) => sling(at, "incremental", "orders"))),
    ...work("PostgreSQL", "dlt", dlt && ((at) => dlt(at, "postgres", "incremental", "orders"))),
    ...work("DuckDB", "engine", (at) => world.own(at, "duckdb")),
    ...work("DuckDB", "dlt", dlt && ((at) => dlt(at, "duckdb", "incremental", "orders"))),
    ...work("Parquet", "engine", (at) => world.own(at, "parquet")),
  ];
}

function largeLoads(world: World, rows: number): Contender[] {
  return (["postgres", "duckdb", "parquet"] as const).map((to) => ({
    ...{ work: `${rows} rows to ${to}`, by: "engine", rows },
    prepare: async () => {
      const at = await world.addresses();
      const from = { type: "postgres", connectionString: world.source, tables: ["large"] };
      return world.own(at, to, { source: from, sync: { mode: "full" } });
    },
  }));
}

/** One that fails is told of and left out: the others are measured all the same. */
async function measureInTurn(contenders: readonly Contender[], runs: number): Promise<MovingFigures[]> {
  const taken = contenders.map((): { seconds: number; peakMB: number }[] => []);
  const failed = new Set<number>();
  for (let round = 0; round < runs; round += 1)
    for (const [index, { work, by, prepare }] of contenders.entries()) {
      if (failed.has(index)) continue;
      try {
        taken[index]?.push(await run(await prepare()));
      } catch (error) {
        if (by === "engine") throw error;
        failed.add(index);
        console.error(`${work} by ${by} is left out: ${String(error)}`);
      }
    }
  return contenders.flatMap(({ work, by, rows }, index) => {
    if (failed.has(index)) return [];
    const seconds = median((taken[index] ?? []).map((each) => each.seconds));
    const peakMB = median((taken[index] ?? []).map((each) => each.peakMB));
    return [
      { work, by, seconds: Number(seconds.toFixed(2)), rowsPerSecond: Math.round(rows / seconds), peakMB },
    ];
  });
}

async function run({
  program,
  arguments: list,
  environment,
}: Command): Promise<{ seconds: number; peakMB: number }> {
  const begun = performance.now();
  const child = spawn(program, list, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const memory = watchMemory(child.pid ?? 0);
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors = (errors + text).slice(-2000)));
  const [code] = (await once(child, "close")) as [number | null];
  const peakMB = memory.stop();
  if (code !== 0) throw new Error(`${program} failed: ${errors}`);
  return { seconds: (performance.now() - begun) / 1000, peakMB };
}
