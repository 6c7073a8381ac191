import type { Client } from "pg";
import { textOf } from "../store/database";
import type { PostgresDatabase } from "../store/postgresDatabase";

/** After a start of the database, how long processes have to show themselves again. @unit milliseconds */
const GRACE_MS = 5_000;

/** How long a broken connection waits before it is made again. @unit milliseconds */
const RECONNECT_MS = 500;

/**
 * Tells which processes live. Each holds an advisory lock of Postgres on a connection of its own, which ends with it however it ends.
 */
export class Liveness {
  readonly #database: PostgresDatabase;
  readonly #executor: string;
  #client: Client | undefined;
  #isStopped = false;

  constructor(database: PostgresDatabase, executor: string) {
    this.#database = database;
    this.#executor = executor;
  }

  /** Shows that this process lives, until it is stopped. */
  async show(): Promise<void> {
    const client = new this.#database.pg.Client(this.#database.config);
    client.once("error", () => this.#again(client));
    client.once("end", () => this.#again(client));
    this.#client = client;
    await client.connect();
    // So that the database notices a machine that is gone, whose connection nobody has closed.
    await client.query(
      "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3",
    );
    await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [keyOf(this.#executor)]);
  }

  /** Those of the executors that are dead. None for a while after a start of the database, which ended all locks. */
  async deadOf(executors: readonly string[]): Promise<Set<string>> {
    const others = [...new Set(executors)].filter((each) => each !== this.#executor);
    if (others.length === 0 || (await this.#databaseIsYoung())) return new Set();
    const dead = new Set<string>();
    for (const executor of others) {
      // Taken and given back in one statement's transaction: it is held by nobody else.
      const [row] = await this.#database.all(
        "SELECT CASE WHEN pg_try_advisory_xact_lock(hashtextextended($1, 0)) THEN 'dead' ELSE 'alive' END AS state",
        [keyOf(executor)],
      );
      if (row !== undefined && textOf(row, "state") === "dead") dead.add(executor);
    }
    return dead;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#client?.end();
  }

  async #databaseIsYoung(): Promise<boolean> {
    const [row] = await this.#database.all(
      `SELECT CASE WHEN clock_timestamp() - pg_postmaster_start_time() < interval '${GRACE_MS} milliseconds'
        THEN 'young' ELSE 'old' END AS age`,
    );
    return row !== undefined && textOf(row, "age") === "young";
  }

  #again(broken: Client): void {
    if (this.#isStopped || this.#client !== broken) return;
    this.#client = undefined;
    setTimeout(() => {
      if (!this.#isStopped) this.show().catch(() => this.#retry());
    }, RECONNECT_MS).unref();
  }

  #retry(): void {
    const failed = this.#client;
    if (failed !== undefined) this.#again(failed);
  }
}

function keyOf(executor: string): string {
  return `fivetran-operations process ${executor}`;
}
