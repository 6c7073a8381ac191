import { type Database, numberOf, optionalNumber, optionalText, type Row, textOf } from "./database";

/** One step of an operation, as it is shown and, in the embedded journal, repeated. */
export interface StepRecord {
  /** 1 for the first of the operation. */
  readonly position: number;
  readonly name: string;

  /** How often it was begun: more than once after a crash. */
  readonly attempts: number;
  readonly startedAt: number;

  /** Until when it waits. */
  readonly dueAt: number | undefined;
  readonly endedAt: number | undefined;

  /** Requests sent to Fivetran, repetitions included. */
  readonly apiCalls: number;

  /** Why it failed. */
  readonly failed: string | undefined;

  /** What the journal keeps of a finished step: JSON without secrets. */
  readonly result: string | undefined;
}

/** The steps of operations: a journal of what is finished, and what people see. */
export class Steps {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  async list(operationId: string): Promise<StepRecord[]> {
    const rows = await this.#database.all(
      "SELECT * FROM fivetran_steps WHERE operation_id = $1 ORDER BY position",
      [operationId],
    );
    return rows.map(recordOf);
  }

  async get(operationId: string, position: number): Promise<StepRecord | undefined> {
    const [row] = await this.#database.all(
      "SELECT * FROM fivetran_steps WHERE operation_id = $1 AND position = $2",
      [operationId, position],
    );
    return row && recordOf(row);
  }

  /** Notes that an operation begins a step, and at its first time until when it waits there. */
  async begin(operationId: string, position: number, name: string, dueAt?: number): Promise<void> {
    await this.#database.batch([
      {
        sql: `INSERT INTO fivetran_steps (operation_id, position, name, attempts, started_at, due_at, api_calls)
          VALUES ($1, $2, $3, 1, $4, $5, 0)
          ON CONFLICT (operation_id, position) DO UPDATE SET attempts = fivetran_steps.attempts + 1`,
        values: [operationId, position, name, this.#now(), dueAt ?? null],
      },
      {
        sql: "UPDATE fivetran_operations SET status = $2, doing = $3 WHERE id = $1 AND ended_at IS NULL",
        values: [operationId, dueAt === undefined ? "running" : "waiting", name],
      },
    ]);
  }

  /** Notes that a step is finished. `result` is what the journal gives when the operation is repeated. */
  async end(
    operationId: string,
    position: number,
    { apiCalls, failed, result }: { apiCalls: number; failed: string | undefined; result?: string },
  ): Promise<void> {
    await this.#database.run(
      `UPDATE fivetran_steps SET ended_at = $3, api_calls = api_calls + $4, failed = $5, result = $6
        WHERE operation_id = $1 AND position = $2`,
      [operationId, position, this.#now(), apiCalls, failed ?? null, result ?? null],
    );
  }

  /** Whether this is the first time that an operation marks something as about to happen. Survives a crash. */
  async mark(operationId: string, name: string): Promise<boolean> {
    const changed = await this.#database.run(
      "INSERT INTO fivetran_marks (operation_id, name, at) VALUES ($1, $2, $3) ON CONFLICT (operation_id, name) DO NOTHING",
      [operationId, name, this.#now()],
    );
    return changed > 0;
  }

  /** Adds what became of something that is marked, such as the id of a job. */
  async note(operationId: string, name: string, value: string): Promise<void> {
    await this.#database.run(
      `INSERT INTO fivetran_marks (operation_id, name, at, value) VALUES ($1, $2, $3, $4)
        ON CONFLICT (operation_id, name) DO UPDATE SET value = EXCLUDED.value`,
      [operationId, name, this.#now(), value],
    );
  }

  /** What was noted; undefined where nothing was. */
  async noted(operationId: string, name: string): Promise<string | undefined> {
    const [row] = await this.#database.all(
      "SELECT value FROM fivetran_marks WHERE operation_id = $1 AND name = $2",
      [operationId, name],
    );
    return row && optionalText(row, "value");
  }

  /** What was marked did not happen. */
  async unmark(operationId: string, name: string): Promise<void> {
    await this.#database.run("DELETE FROM fivetran_marks WHERE operation_id = $1 AND name = $2", [
      operationId,
      name,
    ]);
  }
}

function recordOf(row: Row): StepRecord {
  return {
    position: numberOf(row, "position"),
    name: textOf(row, "name"),
    attempts: numberOf(row, "attempts"),
    startedAt: numberOf(row, "started_at"),
    dueAt: optionalNumber(row, "due_at"),
    endedAt: optionalNumber(row, "ended_at"),
    apiCalls: numberOf(row, "api_calls"),
    failed: optionalText(row, "failed"),
    result: optionalText(row, "result"),
  };
}
