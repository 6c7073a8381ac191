import { forgetStatements } from "../vault/vault";
import {
  type Database,
  numberOf,
  optionalNumber,
  optionalText,
  type Row,
  type Statement,
  textOf,
} from "./database";

/** What an operation is doing, or how it ended. */
export type OperationStatus = "running" | "waiting" | "succeeded" | "failed" | "cancelled";

/** Why an operation, or a step of it, did not do what it was asked to. Nothing in it is secret. */
export interface Problem {
  /** A word for programs, such as `conflict`. */
  readonly kind: string;

  /** What failed, why, and what to do. */
  readonly message: string;

  /** The step in which it failed. */
  readonly step?: string;

  /** The HTTP status that Fivetran answered with, or that a caller would be. */
  readonly status?: number;

  /** Id of the request at Fivetran. */
  readonly requestId?: string;
}

/** One operation, as it is kept. */
export interface OperationRecord {
  readonly id: string;
  readonly kind: string;

  /** The version of the workflow's steps with which it began. */
  readonly shape: number;
  readonly connectionId: string | undefined;

  /** What it was asked for, without what may be secret. */
  readonly input: Readonly<Record<string, unknown>>;

  /** Where its credentials come from: `own`, `environment`, `code`, or `named:` and a name. */
  readonly credentials: string;

  /** Who began it: `token`, `code`, or a keyed digest of the credentials that the request brought. */
  readonly caller: string;
  readonly status: OperationStatus;

  /** The step that it is in. */
  readonly doing: string | undefined;

  /** What keeps it from going on, when somebody has to look. */
  readonly attention: string | undefined;
  readonly cancelRequestedAt: number | undefined;

  /** When somebody asked for its hold to end. */
  readonly endRequestedAt: number | undefined;
  readonly createdAt: number;
  readonly endedAt: number | undefined;
  readonly outcome: unknown;
  readonly failure: Problem | undefined;

  /** The process that runs it, and its run there; on Postgres only. */
  readonly executor: string | undefined;
  readonly run: string | undefined;
}

/** What is known of an operation that begins. */
export interface NewOperation {
  readonly id: string;
  readonly kind: string;
  readonly shape: number;
  readonly connectionId: string | undefined;
  readonly input: Readonly<Record<string, unknown>>;
  readonly credentials: string;
  readonly caller: string;
}

/** Which operations are asked for. */
export interface OperationFilter {
  /** Those that one caller began. */
  readonly caller?: string;
  readonly connectionId?: string;
  readonly status?: OperationStatus;

  /** @default 100 */
  readonly limit?: number;

  /** Those that began before this one. */
  readonly before?: number;
}

/** The end of an operation. */
export interface End {
  readonly status: "succeeded" | "failed" | "cancelled";
  readonly outcome?: unknown;
  readonly failure?: Problem;
}

/** The operations, finished and not. */
export class Operations {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  insertStatement(operation: NewOperation): Statement {
    const { id, kind, shape, connectionId = null, input, credentials, caller } = operation;
    return {
      sql: `INSERT INTO fivetran_operations (id, kind, shape, connection_id, input, credentials, caller, status, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'running', $8)`,
      values: [id, kind, shape, connectionId, JSON.stringify(input), credentials, caller, this.#now()],
    };
  }

  async get(id: string): Promise<OperationRecord | undefined> {
    const [row] = await this.#database.all("SELECT * FROM fivetran_operations WHERE id = $1", [id]);
    return row && recordOf(row);
  }

  /** The newest first. */
  async list({
    caller,
    connectionId,
    status,
    limit = 100,
    before,
  }: OperationFilter = {}): Promise<OperationRecord[]> {
    const wanted: [string, string | number | undefined][] = [
      ["caller = ", caller],
      ["connection_id = ", connectionId],
      ["status = ", status],
      ["created_at < ", before],
    ];
    const given = wanted.flatMap(([test, value]) => (value === undefined ? [] : [{ test, value }]));
    const where = given.map(({ test }, index) => `${test}$${index + 1}`).join(" AND ");
    const rows = await this.#database.all(
      `SELECT * FROM fivetran_operations${where === "" ? "" : ` WHERE ${where}`}
        ORDER BY created_at DESC, id LIMIT ${Math.trunc(limit)}`,
      given.map(({ value }) => value),
    );
    return rows.map(recordOf);
  }

  /** Those that have not ended, the oldest first. */
  async unfinished(): Promise<OperationRecord[]> {
    const rows = await this.#database.all(
      "SELECT * FROM fivetran_operations WHERE ended_at IS NULL ORDER BY created_at, id",
    );
    return rows.map(recordOf);
  }

  /** Says what keeps an operation from going on; undefined when nothing does any more. */
  async setAttention(id: string, attention: string | undefined): Promise<void> {
    await this.#database.run(
      "UPDATE fivetran_operations SET attention = $2 WHERE id = $1 AND ended_at IS NULL",
      [id, attention ?? null],
    );
  }

  async setRun(id: string, executor: string, run: string): Promise<void> {
    await this.#database.run("UPDATE fivetran_operations SET executor = $2, run = $3 WHERE id = $1", [
      id,
      executor,
      run,
    ]);
  }

  async setCredentials(id: string, credentials: string): Promise<boolean> {
    const changed = await this.#database.run(
      "UPDATE fivetran_operations SET credentials = $2, attention = NULL WHERE id = $1 AND ended_at IS NULL",
      [id, credentials],
    );
    return changed > 0;
  }

  /** Asks for a cancellation, or for the end of a hold. False for an operation that has ended. */
  async request(id: string, what: "cancel" | "end"): Promise<boolean> {
    const column = what === "cancel" ? "cancel_requested_at" : "end_requested_at";
    const changed = await this.#database.run(
      `UPDATE fivetran_operations SET ${column} = COALESCE(${column}, $2) WHERE id = $1 AND ended_at IS NULL`,
      [id, this.#now()],
    );
    return changed > 0;
  }

  /** Ends an operation, once: a second end changes nothing. Its credentials become unreadable and its claims free. */
  async end(id: string, { status, outcome, failure }: End): Promise<boolean> {
    const [changed = 0] = await this.#database.batch([
      {
        sql: `UPDATE fivetran_operations SET status = $2, outcome = $3, failure = $4, ended_at = $5, attention = NULL, doing = NULL
          WHERE id = $1 AND ended_at IS NULL`,
        values: [
          id,
          status,
          outcome === undefined ? null : JSON.stringify(outcome),
          failure === undefined ? null : JSON.stringify(failure),
          this.#now(),
        ],
      },
      { sql: "DELETE FROM fivetran_claims WHERE operation_id = $1", values: [id] },
      ...forgetStatements(id, "credentials"),
    ]);
    return changed > 0;
  }

  /** Makes the states of operations unreadable that ended before a time. Returns how many operations. */
  async forgetStatesBefore(time: number): Promise<number> {
    const rows = await this.#database.all(
      `SELECT id FROM fivetran_operations WHERE ended_at < $1
        AND id IN (SELECT operation_id FROM fivetran_data_keys WHERE purpose = 'states')`,
      [time],
    );
    for (const row of rows) await this.#database.batch(forgetStatements(textOf(row, "id"), "states"));
    return rows.length;
  }

  /** How many operations are in each status. */
  async counts(): Promise<Record<OperationStatus, number>> {
    const counts = { running: 0, waiting: 0, succeeded: 0, failed: 0, cancelled: 0 };
    const rows = await this.#database.all(
      "SELECT status, COUNT(*) AS number FROM fivetran_operations GROUP BY status",
    );
    for (const row of rows) counts[textOf(row, "status") as OperationStatus] = numberOf(row, "number");
    return counts;
  }
}

function recordOf(row: Row): OperationRecord {
  const [outcome, failure] = [optionalText(row, "outcome"), optionalText(row, "failure")];
  return {
    id: textOf(row, "id"),
    kind: textOf(row, "kind"),
    shape: numberOf(row, "shape"),
    connectionId: optionalText(row, "connection_id"),
    input: JSON.parse(textOf(row, "input")) as Record<string, unknown>,
    credentials: textOf(row, "credentials"),
    caller: textOf(row, "caller"),
    status: textOf(row, "status") as OperationStatus,
    doing: optionalText(row, "doing"),
    attention: optionalText(row, "attention"),
    cancelRequestedAt: optionalNumber(row, "cancel_requested_at"),
    endRequestedAt: optionalNumber(row, "end_requested_at"),
    createdAt: numberOf(row, "created_at"),
    endedAt: optionalNumber(row, "ended_at"),
    outcome: outcome === undefined ? undefined : (JSON.parse(outcome) as unknown),
    failure: failure === undefined ? undefined : (JSON.parse(failure) as Problem),
    executor: optionalText(row, "executor"),
    run: optionalText(row, "run"),
  };
}
