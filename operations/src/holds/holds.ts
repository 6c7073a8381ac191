import { type Database, numberOf, optionalNumber, type Row, textOf } from "../store/database";

/** Of the marks that say what became of a connection. */
const RELEASED = "released ";

/** That an operation needs a connection to be paused. */
export interface Hold {
  readonly connectionId: string;
  readonly operationId: string;

  /** Whether the connection ran before the first of its holds. */
  readonly wasRunning: boolean;
  readonly since: number;

  /** When the request to resume was first sent for this hold. */
  readonly resumeSentAt: number | undefined;
}

/**
 * Which connections are paused by operations. All kinds share the table: the first hold of a connection notes whether it ran, and
 * the last one gone resumes it.
 */
export class Holds {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** Carries out `work` while no other operation takes or gives up a hold of the connection. */
  locked<T>(connectionId: string, work: () => Promise<T>): Promise<T> {
    return this.#database.locked(`fivetran-hold:${connectionId}`, work);
  }

  /** The oldest first. */
  async of(connectionId: string): Promise<Hold[]> {
    const rows = await this.#database.all(
      "SELECT * FROM fivetran_holds WHERE connection_id = $1 ORDER BY since",
      [connectionId],
    );
    return rows.map(holdOf);
  }

  /** All holds, the oldest first. */
  async list(): Promise<Hold[]> {
    return (await this.#database.all("SELECT * FROM fivetran_holds ORDER BY since")).map(holdOf);
  }

  async take(connectionId: string, operationId: string, wasRunning: boolean): Promise<void> {
    await this.#database.run(
      `INSERT INTO fivetran_holds (connection_id, operation_id, was_running, since) VALUES ($1, $2, $3, $4)
        ON CONFLICT (connection_id, operation_id) DO NOTHING`,
      [connectionId, operationId, wasRunning ? 1 : 0, this.#now()],
    );
  }

  async noteResumeSent(connectionId: string, operationId: string): Promise<void> {
    await this.#database.run(
      "UPDATE fivetran_holds SET resume_sent_at = $3 WHERE connection_id = $1 AND operation_id = $2",
      [connectionId, operationId, this.#now()],
    );
  }

  /** Gives up a hold, and notes with it what became of the connection: whoever repeats that after a crash is told. */
  async drop(connectionId: string, operationId: string, released: string): Promise<void> {
    await this.#database.batch([
      {
        sql: "DELETE FROM fivetran_holds WHERE connection_id = $1 AND operation_id = $2",
        values: [connectionId, operationId],
      },
      {
        sql: `INSERT INTO fivetran_marks (operation_id, name, at, value) VALUES ($1, $2, $3, $4)
          ON CONFLICT (operation_id, name) DO UPDATE SET value = EXCLUDED.value`,
        values: [operationId, `${RELEASED}${connectionId}`, this.#now(), released],
      },
    ]);
  }

  /** What became of the connections whose holds an operation has given up, by their ids. */
  async released(operationId: string): Promise<Record<string, string>> {
    const rows = await this.#database.all(
      "SELECT name, value FROM fivetran_marks WHERE operation_id = $1 ORDER BY name",
      [operationId],
    );
    const released = rows.filter((row) => textOf(row, "name").startsWith(RELEASED));
    return Object.fromEntries(
      released.map((row) => [textOf(row, "name").slice(RELEASED.length), textOf(row, "value")]),
    );
  }

  /** Lets an operation alone change the state of a connection. Returns the operation that does so already, if that is another one. */
  async claim(connectionId: string, operationId: string): Promise<string | undefined> {
    await this.#database.run(
      "INSERT INTO fivetran_claims (connection_id, operation_id) VALUES ($1, $2) ON CONFLICT (connection_id) DO NOTHING",
      [connectionId, operationId],
    );
    const [row] = await this.#database.all(
      "SELECT operation_id FROM fivetran_claims WHERE connection_id = $1",
      [connectionId],
    );
    const owner = row && textOf(row, "operation_id");
    return owner === operationId ? undefined : owner;
  }
}

function holdOf(row: Row): Hold {
  return {
    connectionId: textOf(row, "connection_id"),
    operationId: textOf(row, "operation_id"),
    wasRunning: numberOf(row, "was_running") === 1,
    since: numberOf(row, "since"),
    resumeSentAt: optionalNumber(row, "resume_sent_at"),
  };
}
