import type { ReadMode } from "../../engine/src/contract/tablePlan";
import type { PlanOptions } from "../../engine/src/plan/planTable";
import { PostgresSource } from "../../engine/src/sources/postgres/postgresSource";
import type { SqlSession } from "../../engine/src/sql/session";
import { sync, trySync } from "./moving";
import type { Target } from "./movingTargets";
import type { PostgresServer } from "./postgres";
import { generator } from "./random";

export interface ModelWorld {
  readonly server: PostgresServer;
  /** An empty database. */
  readonly source: string;
  readonly target: Target;
  readonly folder: string;
}

/** Everything that a run draws by chance. */
class Draw {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = generator(seed);
  }

  below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  of<Value>(values: readonly [Value, ...Value[]]): Value {
    return values[this.below(values.length)] ?? values[0];
  }
}

const VALUES = ["NULL", "''", "'a,\"b'", "E'\\n'", "'\\N'", "'žluť'", "repeat('x', 300)"] as const;

/**
 * Changes a random table in random steps, syncs in between with sessions that break at a random call, and at the end once without.
 *
 * @returns rows that are at one end only; none when the destination is what the source is
 */
export async function runModel(world: ModelWorld, seed: number): Promise<string[]> {
  const draw = new Draw(seed);
  const keyed = draw.below(4) > 0;
  const incremental = keyed && draw.below(2) === 0;
  const mode: ReadMode = incremental
    ? { kind: "incremental", cursor: "changed", lookbackMs: 0 }
    : { kind: "full" };
  const plan: Partial<PlanOptions> = {
    mode: () => mode,
    keySweep: incremental,
    rules: {
      handling: "ALLOW_ALL",
      schemas: { public: { tables: { t: { syncMode: draw.of(["SOFT_DELETE", "LIVE"]) } } } },
    },
  };
  await world.server.run(
    world.source,
    `CREATE SEQUENCE changes; CREATE TABLE t (id int${keyed ? " PRIMARY KEY" : ""}, a text, b numeric(20,4), changed bigint NOT NULL DEFAULT nextval('changes'))`,
  );
  await world.server.run(
    world.source,
    "INSERT INTO t (id, a, b) SELECT i, 'first', i FROM generate_series(1, 50) i",
  );
  let columns = ["id", "a", "b"];
  const steps = 2 + draw.below(4);
  for (let step = 0; step < steps; step += 1) {
    for (let change = draw.below(4); change >= 0; change -= 1)
      await world.server.run(world.source, randomChange(draw, keyed, columns));
    if (draw.below(5) === 0) {
      columns = [...columns, `c${step}`];
      await world.server.run(world.source, `ALTER TABLE t ADD c${step} text`);
    }
    const segmentBytes = 50 + draw.below(600);
    const breaksAt = 1 + draw.below(60);
    await trySync({
      source: new PostgresSource({ connectionString: world.source, segmentBytes }),
      destination: await world.target.open("test", (session) => breakingAfter(session, breaksAt)),
      folder: world.folder,
      plan,
    }).catch(() => undefined);
  }
  await sync({
    source: new PostgresSource({ connectionString: world.source, segmentBytes: 500 }),
    destination: await world.target.open(),
    folder: world.folder,
    plan,
  });
  return await differences(world, columns, keyed);
}

function randomChange(draw: Draw, keyed: boolean, columns: readonly string[]): string {
  const from = draw.below(60);
  const to = from + draw.below(30);
  const range = `id BETWEEN ${from} AND ${to}`;
  switch (draw.below(3)) {
    case 0:
      return `INSERT INTO t (id, a, b) SELECT i, ${draw.of(VALUES)}, i * 1.25 FROM generate_series(${from}, ${to}) i${keyed ? " ON CONFLICT DO NOTHING" : ""}`;
    case 1:
      return `UPDATE t SET "${columns.at(draw.below(columns.length - 1) + 1) ?? "a"}" = ${draw.below(2) === 0 ? "NULL" : "'7'"}, changed = nextval('changes') WHERE ${range}`.replace(
        /"b" = '7'/,
        '"b" = 7.5',
      );
    default:
      return `DELETE FROM t WHERE ${range}`;
  }
}

/** Rows at one end only, as text; for a table without a key, equal rows are one. */
async function differences(world: ModelWorld, columns: readonly string[], keyed: boolean): Promise<string[]> {
  const list = [...columns, "changed"].map((name) => `"${name}"::text AS "${name}"`).join(", ");
  const wanted = (
    await world.server.run(world.source, `SELECT ${keyed ? "" : "DISTINCT "}${list} FROM t`)
  ).map((row) => JSON.stringify(row));
  const found = (await world.target.rows(`SELECT ${list} FROM public.t WHERE NOT _fivetran_deleted`)).map(
    (row) => JSON.stringify(row),
  );
  const counts = new Map<string, number>();
  for (const row of wanted) counts.set(row, (counts.get(row) ?? 0) + 1);
  for (const row of found) counts.set(row, (counts.get(row) ?? 0) - 1);
  return [...counts].flatMap(([row, count]) =>
    count === 0 ? [] : [`${count > 0 ? "missing" : "too many"}: ${row}`],
  );
}

/** A session that is gone at one of its calls, before the call or after it, as by the end of its process. */
export function breakingAfter(session: SqlSession, calls: number): SqlSession {
  let left = calls;
  let gone = false;
  const breaks = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (gone) throw new Error("The session has gone.");
    left -= 1;
    const now = left === 0;
    if (now && calls % 2 === 0) {
      gone = true;
      await session.close();
      throw new Error("The session has gone.");
    }
    const result = await work();
    if (now) {
      gone = true;
      await session.close();
      throw new Error("The session has gone.");
    }
    return result;
  };
  return new Proxy(session, {
    get: (target, name) => {
      switch (name) {
        case "run":
          return async (sql: string) => await breaks(async () => await target.run(sql));
        case "query":
          return async (sql: string) => await breaks(async () => await target.query(sql));
        case "stage":
          return async (...args: Parameters<SqlSession["stage"]>) =>
            await breaks(async () => await target.stage(...args));
        case "insert":
          return async (...args: Parameters<SqlSession["insert"]>) =>
            await breaks(async () => await target.insert(...args));
        case "close":
          return async () => {
            if (!gone) await target.close();
            gone = true;
          };
        default: {
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === "function" ? (value.bind(target) as unknown) : value;
        }
      }
    },
  });
}
