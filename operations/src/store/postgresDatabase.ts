import type { Pool, PoolClient, PoolConfig } from "pg";
import { type Database, DatabaseUnavailableError, type Row, type Statement, type Value } from "./database";
import { KeyedLock } from "./keyedLock";
import { MissingPackageError } from "./missingPackage";

/** Connections for statements, and for locks, which last as long as what is done under them. */
const STATEMENT_CONNECTIONS = 10;
const LOCK_CONNECTIONS = 20;

/** Of PostgreSQL: int8, which pg gives as text. Ours are times and counts, far below 2^53. */
const INT8 = 20;

/** Classes and codes of PostgreSQL's errors that mean that it is not there for now. */
const UNAVAILABLE = /^(?:08|57P0[123]|53[34]00|E[A-Z]+$)/;

type Pg = Pick<typeof import("pg"), "Client" | "Pool" | "types">;

/** A Postgres, and what only the executor asks of it. */
export interface PostgresDatabase extends Database {
  readonly pg: Pg;

  /** How a connection of one's own is made. */
  readonly config: PoolConfig;
}

/** @throws {MissingPackageError} where `pg` is not installed */
export async function openPostgresDatabase(url: string): Promise<PostgresDatabase> {
  const pg = await loadPg();
  const config: PoolConfig = {
    connectionString: url,
    application_name: "fivetran-operations",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: {
      getTypeParser: ((oid: number, format: "text"): unknown =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  };
  const database = new Postgres(pg, config);
  await database.all("SELECT 1 AS one");
  return database;
}

async function loadPg(): Promise<Pg> {
  try {
    const loaded = await import("pg");
    return loaded.default;
  } catch {
    throw new MissingPackageError("--database", ["pg", "@dbos-inc/dbos-sdk"]);
  }
}

class Postgres implements PostgresDatabase {
  readonly kind = "postgres";
  readonly #statements: Pool;
  readonly #locks: Pool;
  readonly #keyed = new KeyedLock();

  constructor(
    readonly pg: Pg,
    readonly config: PoolConfig,
  ) {
    this.#statements = new pg.Pool({ ...config, max: STATEMENT_CONNECTIONS });
    this.#locks = new pg.Pool({ ...config, max: LOCK_CONNECTIONS });
    // A connection that breaks while nobody uses it is replaced by the pool.
    for (const pool of [this.#statements, this.#locks]) pool.on("error", () => undefined);
  }

  async all(sql: string, values: readonly Value[] = []): Promise<Row[]> {
    return (await this.#query(sql, values)).rows as Row[];
  }

  async run(sql: string, values: readonly Value[] = []): Promise<number> {
    return (await this.#query(sql, values)).rowCount ?? 0;
  }

  async batch(statements: readonly Statement[]): Promise<number[]> {
    return available(() =>
      withClient(this.#statements, async (client) => {
        await client.query("BEGIN");
        try {
          const changed: number[] = [];
          for (const { sql, values = [] } of statements)
            changed.push((await client.query(sql, [...values])).rowCount ?? 0);
          await client.query("COMMIT");
          return changed;
        } catch (error) {
          await client.query("ROLLBACK").catch(() => undefined);
          throw error;
        }
      }),
    );
  }

  /** Within this process first, so that who waits holds no connection. What `work` throws is its own. */
  locked<T>(key: string, work: () => Promise<T>): Promise<T> {
    return this.#keyed.run(key, async () => {
      const client = await available(() => this.#locks.connect());
      let broken: Error | undefined;
      client.on("error", (error: Error) => {
        broken = error;
      });
      try {
        await available(() => takeLock(client, key));
        return await work();
      } finally {
        await client
          .query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [key])
          // Where the connection is gone, so is the lock.
          .catch((error: unknown) => {
            broken ??= error instanceof Error ? error : new Error(String(error));
          });
        client.removeAllListeners("error");
        client.release(broken);
      }
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.#statements.end(), this.#locks.end()]);
  }

  #query(sql: string, values: readonly Value[]) {
    return available(() => this.#statements.query<Record<string, Value>>(sql, [...values]));
  }
}

/**
 * Asks again and again: a statement that waits for a lock holds a snapshot, for which DBOS's CREATE INDEX CONCURRENTLY waits in turn.
 */
async function takeLock(client: PoolClient, key: string): Promise<void> {
  for (let pause = 5; ; pause = Math.min(pause * 2, 250)) {
    const { rows } = await client.query<{ taken: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken",
      [key],
    );
    if (rows[0]?.taken === true) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const note = (error: Error): void => {
    broken = error;
  };
  client.on("error", note);
  try {
    return await work(client);
  } finally {
    client.off("error", note);
    client.release(broken);
  }
}

/** Tells that the database is not there from everything else. */
async function available<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    throw new DatabaseUnavailableError("The database cannot be reached.");
  }
}

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (code !== undefined) return UNAVAILABLE.test(code);
  return /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i.test(
    error.message,
  );
}
