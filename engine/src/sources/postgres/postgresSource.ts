import type { Client } from "pg";
import type { Batch, Position, ReadRequest, Source } from "../../contract/source";
import { formatTable, type SourceTable, type TableName } from "../../contract/table";
import type { TablePlan } from "../../contract/tablePlan";
import { EngineError, messageOf } from "../../errors";
import { connect } from "../../postgres/connect";
import { decodeRow } from "../../segments/csvRow";
import type { Segment } from "../../segments/segment";
import { type CopiedSegment, copyOut } from "./copyOut";
import { type CatalogTable, discoverTables } from "./discover";
import { SALT_SETTING, selectKeys, selectRows } from "./select";

export interface PostgresSourceOptions {
  readonly connectionString: string;
  /** `table`, for the schema `public`, or `schema.table`; all tables when not given. */
  readonly tables?: readonly string[] | undefined;
  /** Bytes after which a segment ends; 32 MB when not given. */
  readonly segmentBytes?: number | undefined;
}

/** Values that are after all others, and would hide what comes later. */
const NO_POSITION = new Set(["infinity", "NaN", "Infinity"]);

/** A PostgreSQL database, read by COPY in one snapshot a table. It is only read from. */
export class PostgresSource implements Source {
  readonly keysAreUnique = true;
  readonly #options: PostgresSourceOptions;
  #client: Client | undefined;
  #tables: readonly CatalogTable[] = [];

  constructor(options: PostgresSourceOptions) {
    this.#options = options;
  }

  async discover(): Promise<readonly SourceTable[]> {
    const client = await this.#connected();
    this.#tables = await discoverTables(client, (table) => isWanted(this.#options.tables, table));
    this.#checkTables();
    return this.#tables;
  }

  async *read(request: ReadRequest): AsyncGenerator<Batch> {
    const { plan } = request;
    const table = this.#tables.find(
      (each) => each.schema === plan.source.schema && each.table === plan.source.table,
    );
    if (table === undefined) throw new EngineError("The table is not there.", { table: plan.source });
    const client = await this.#connected();
    let whole = false;
    try {
      yield* this.#readSnapshot(client, table, request);
      whole = true;
    } catch (error) {
      throw error instanceof EngineError || request.signal.aborted
        ? error
        : new EngineError(
            `The table cannot be read: ${withoutPeriod(messageOf(error))}.`,
            { table },
            adviceFor(error),
            error,
          );
    } finally {
      // Whatever the session was in the middle of: the next table gets another.
      if (!whole) {
        this.#client = undefined;
        client.end().catch(() => undefined);
      }
    }
  }

  acknowledge(_plan: TablePlan, _position: Position | undefined): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  /** Rows and keys are read in one snapshot, so that a row that comes in between is not taken for one that has gone. */
  async *#readSnapshot(client: Client, table: CatalogTable, request: ReadRequest): AsyncGenerator<Batch> {
    const { plan, folder, signal, salt } = request;
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query("SELECT set_config($1, $2, true)", [SALT_SETTING, salt.text]);
    const options = {
      signal,
      keepsLastRow: plan.mode.kind === "incremental",
      ...(this.#options.segmentBytes === undefined ? {} : { segmentBytes: this.#options.segmentBytes }),
    };
    let position = request.position;
    const select = selectRows(table, plan, request.position);
    for await (const copied of copyOut(client, select, folder, { ...options, keyless: plan.keyless })) {
      position = positionBehind(plan, copied) ?? position;
      yield { kind: "rows", segment: copied.segment, position };
    }
    if (plan.keySweep) {
      const keys = {
        ...options,
        keepsLastRow: false,
        keyless: false,
        segmentBytes: Number.POSITIVE_INFINITY,
      };
      let keySegment: Segment | undefined;
      for await (const { segment } of copyOut(client, selectKeys(table, plan), folder, keys))
        keySegment = segment;
      // A table without rows has no keys: all that were there have gone.
      yield { kind: "keys", segment: keySegment ?? folder.newSegment(false).finish(), position };
    }
    await client.query("COMMIT");
  }

  async #connected(): Promise<Client> {
    this.#client ??= await connect(this.#options.connectionString, "source");
    return this.#client;
  }

  #checkTables(): void {
    const missing = (this.#options.tables ?? []).filter(
      (wanted) => !this.#tables.some((table) => isWanted([wanted], table)),
    );
    if (missing.length === 0) return;
    const there = this.#tables.map(formatTable);
    throw new EngineError(
      `The source has no table ${missing.join(", ")}.`,
      {},
      there.length === 0
        ? "It has no tables that this role sees."
        : `It has ${there.slice(0, 20).join(", ")}.`,
    );
  }
}

function isWanted(tables: readonly string[] | undefined, { schema, table }: TableName): boolean {
  if (tables === undefined) return true;
  return tables.includes(`${schema}.${table}`) || (schema === "public" && tables.includes(table));
}

function positionBehind(plan: TablePlan, { lastRow }: CopiedSegment): Position | undefined {
  const { mode } = plan;
  if (mode.kind !== "incremental") return undefined;
  const at = plan.columns.findIndex(({ source }) => source === mode.cursor);
  const value = decodeRow(lastRow.toString("utf8", 0, lastRow.length - 1))[at];
  return value === null || value === undefined || NO_POSITION.has(value) ? undefined : value;
}

function withoutPeriod(text: string): string {
  return text.replace(/\.$/, "");
}

function adviceFor(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "42501") return "Grant SELECT on it to the role, or disable the table.";
  return undefined;
}
