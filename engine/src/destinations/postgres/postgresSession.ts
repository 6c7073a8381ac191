import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Client } from "pg";
import type { DestinationColumn, TableName } from "../../contract/table";
import { EngineError, messageOf } from "../../errors";
import { loadOptional } from "../../optionalPackage";
import { connect } from "../../postgres/connect";
import type { Segment } from "../../segments/segment";
import { quoteName, quoteText } from "../../sql/quoting";
import type { SqlSession } from "../../sql/session";
import type { ColumnType } from "../../types/columnType";

const STAGE = `pg_temp."_fivetran_stage"`;

/** PostgreSQL cuts longer names off without an error, and two of them may then be one. */
const LONGEST_NAME_BYTES = 63;

/** JSON is `json`, which keeps the text as it is; `jsonb` would reorder keys and drop doubles. */
const TYPE_SQL: Readonly<Record<Exclude<ColumnType["name"], "DECIMAL">, string>> = {
  BOOLEAN: "boolean",
  SHORT: "smallint",
  INT: "integer",
  LONG: "bigint",
  FLOAT: "real",
  DOUBLE: "double precision",
  NAIVE_DATE: "date",
  NAIVE_TIME: "time",
  NAIVE_DATETIME: "timestamp",
  UTC_DATETIME: "timestamptz",
  BINARY: "bytea",
  JSON: "json",
  XML: "text",
  STRING: "text",
};

/** A PostgreSQL database as a destination. One engine at a time writes for a connection. */
export class PostgresSession implements SqlSession {
  readonly exclusiveSql =
    "SELECT pg_advisory_xact_lock(hashtext('fivetran-engine'), hashtext('making tables'))";
  readonly tablesSql =
    "SELECT n.nspname AS schema_name, c.relname AS table_name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')";
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  /**
   * @param connection The connection that is written for; a second session for it is refused while the first lasts.
   * @throws EngineError where the server cannot be reached, or another engine is at work
   */
  static async open(connectionString: string, connection: string): Promise<PostgresSession> {
    const client = await connect(connectionString, "destination");
    const { rows } = await client.query<{ free: boolean }>(
      "SELECT pg_try_advisory_lock(hashtext('fivetran-engine'), hashtext($1)) AS free",
      [connection],
    );
    if (rows[0]?.free === true) return new PostgresSession(client);
    await client.end();
    throw new EngineError(
      `Another engine writes for the connection ${connection} into this database.`,
      {},
      "Wait until it has ended, or stop it.",
    );
  }

  async run(sql: string): Promise<number> {
    const { rowCount } = await this.#client.query(sql);
    return rowCount ?? 0;
  }

  async query<Row>(sql: string): Promise<readonly Row[]> {
    const { rows } = await this.#client.query(sql);
    return rows as readonly Row[];
  }

  async stage(segment: Segment, columns: readonly DestinationColumn[], table: TableName): Promise<string> {
    const list = columns.map(({ name, type }) => `${quoteName(name)} ${this.typeSql(type)}`);
    await this.run(
      `CREATE TEMP TABLE "_fivetran_stage" (${list.join(", ")}, "_fivetran_ordinal" bigserial) ON COMMIT DROP`,
    );
    await this.#copyIn(STAGE, segment, columns, table);
    await this.run(`ANALYZE ${STAGE}`);
    return STAGE;
  }

  /** The two columns of the engine get their values from defaults, so that the segment is copied as it is. */
  async insert(
    target: string,
    segment: Segment,
    columns: readonly DestinationColumn[],
    synced: string,
    table: TableName,
  ): Promise<number> {
    await this.run(
      `ALTER TABLE ${target} ALTER "_fivetran_deleted" SET DEFAULT false, ALTER "_fivetran_synced" SET DEFAULT ${synced}`,
    );
    await this.#copyIn(target, segment, columns, table);
    await this.run(
      `ALTER TABLE ${target} ALTER "_fivetran_deleted" DROP DEFAULT, ALTER "_fivetran_synced" DROP DEFAULT`,
    );
    return segment.rows;
  }

  async declareKey(target: string, key: readonly string[], table: TableName): Promise<void> {
    const there = await this.query(
      `SELECT 1 FROM pg_index WHERE indrelid = ${quoteText(target)}::regclass AND indisprimary`,
    );
    if (there.length > 0) return;
    try {
      await this.run(`ALTER TABLE ${target} ADD PRIMARY KEY (${key.map(quoteName).join(", ")})`);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "23505")) throw error;
      throw new EngineError(
        `Two rows have one key (${key.join(", ")}).`,
        { table },
        "Declare another key by `isPrimaryKey`.",
      );
    }
  }

  typeSql(type: ColumnType): string {
    return type.name === "DECIMAL" ? `numeric(${type.precision},${type.scale})` : TYPE_SQL[type.name];
  }

  convertSql(name: string, _from: ColumnType, to: ColumnType): string {
    return `${name}::${this.typeSql(to)}`;
  }

  textSql(text: string): string {
    return quoteText(text);
  }

  timeSql(micros: number): string {
    // A constant: as a column's default, an expression would be computed for each row.
    const seconds = new Date(Math.floor(micros / 1_000_000) * 1000).toISOString().slice(0, 19);
    return `timestamptz '${seconds}.${String(micros % 1_000_000).padStart(6, "0")}+00'`;
  }

  checkName(name: string, table: TableName): void {
    if (Buffer.byteLength(name) > LONGEST_NAME_BYTES)
      throw new EngineError(
        `The name ${name} has ${Buffer.byteLength(name)} bytes, and PostgreSQL takes at most ${LONGEST_NAME_BYTES}.`,
        { table },
        "Block the column or disable the table, or write into another destination.",
      );
  }

  emptySql(target: string): string {
    return `TRUNCATE ${target}`;
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }

  async #copyIn(
    target: string,
    segment: Segment,
    columns: readonly DestinationColumn[],
    table: TableName,
  ): Promise<void> {
    const { from } = await loadOptional("pg-copy-streams", () => import("pg-copy-streams"));
    const names = columns.map(({ name }) => quoteName(name)).join(", ");
    const copy = this.#client.query(
      from(`COPY ${target} (${names}) FROM STDIN (FORMAT csv, NULL '\\N', ENCODING 'UTF8')`),
    );
    try {
      await pipeline(createReadStream(segment.path, { highWaterMark: 1024 * 1024 }), copy);
    } catch (error) {
      throw refusedRow(error, table);
    }
    if (copy.rowCount !== segment.rows)
      throw new EngineError(`A segment has ${segment.rows} rows, and PostgreSQL has read ${copy.rowCount}.`, {
        table,
      });
  }
}

/** PostgreSQL's own reason quotes the value: only where it stands is told. */
function refusedRow(error: unknown, table: TableName): EngineError {
  const where = error instanceof Error && "where" in error ? String(error.where) : "";
  const line = /, line (\d+)/.exec(where)?.[1];
  const column = /, line \d+, column (.+?)(?:: |$)/.exec(where)?.[1];
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  if (code === undefined || line === undefined)
    return new EngineError(
      `The destination cannot take the rows: ${messageOf(error)}.`,
      { table },
      undefined,
      error,
    );
  return new EngineError(
    `PostgreSQL does not take the value (${code}).`,
    { table, column, row: Number(line) },
    "Block the column, or filter the row out.",
  );
}
