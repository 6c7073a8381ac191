import type { DestinationColumn, TableName } from "../../contract/table";
import { type Database, openDatabase } from "../../duckdb/database";
import { duckdbReason } from "../../duckdb/reason";
import { segmentText, textLiteral, typedColumns } from "../../duckdb/segmentRows";
import { duckType, fromText, toText } from "../../duckdb/types";
import { EngineError } from "../../errors";
import type { Segment } from "../../segments/segment";
import { quoteName } from "../../sql/quoting";
import type { SqlSession } from "../../sql/session";
import type { ColumnType } from "../../types/columnType";

const STAGE = `"temp"."_fivetran_stage"`;

/** A DuckDB file as a destination. */
export class DuckdbSession implements SqlSession {
  /** Keys of DuckDB make a file twice as large and loading slower; rows are found by joining. */
  readonly declaresKeys = false;
  readonly tablesSql =
    "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = current_database() UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE database_name = current_database() AND NOT internal";
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  static async open(path: string): Promise<DuckdbSession> {
    return new DuckdbSession(await openDatabase({ path }));
  }

  async run(sql: string): Promise<number> {
    return await this.#database.run(sql);
  }

  async query<Row>(sql: string): Promise<readonly Row[]> {
    return await this.#database.query<Row>(sql);
  }

  async stage(segment: Segment, columns: readonly DestinationColumn[], table: TableName): Promise<string> {
    const rows = segmentText(segment, columns.length);
    await this.#load(segment, columns, table, async () => {
      await this.run(
        `CREATE OR REPLACE TEMP TABLE "_fivetran_stage" AS SELECT ${typedColumns(columns)}, row_number() OVER () AS "_fivetran_ordinal" FROM ${rows}`,
      );
      const [counted] = await this.query<{ rows: bigint }>(`SELECT count(*) AS rows FROM ${STAGE}`);
      return Number(counted?.rows ?? 0);
    });
    return STAGE;
  }

  async insert(
    target: string,
    segment: Segment,
    columns: readonly DestinationColumn[],
    synced: string,
    table: TableName,
  ): Promise<number> {
    const names = columns.map(({ name }) => quoteName(name)).join(", ");
    return await this.#load(
      segment,
      columns,
      table,
      async () =>
        await this.run(
          `INSERT INTO ${target} (${names}, "_fivetran_deleted", "_fivetran_synced")
         SELECT ${typedColumns(columns)}, false, ${synced} FROM ${segmentText(segment, columns.length)}`,
        ),
    );
  }

  typeSql(type: ColumnType): string {
    return duckType(type);
  }

  convertSql(name: string, from: ColumnType, to: ColumnType): string {
    return to.name === "STRING" ? toText(from, name) : `${name}::${duckType(to)}`;
  }

  textSql(text: string): string {
    return textLiteral(text);
  }

  timeSql(micros: number): string {
    return `make_timestamptz(${micros})`;
  }

  checkName(): void {}

  emptySql(target: string): string {
    return `DELETE FROM ${target}`;
  }

  close(): Promise<void> {
    this.#database.close();
    return Promise.resolve();
  }

  /** Every row of a segment arrives, or none. */
  async #load(
    segment: Segment,
    columns: readonly DestinationColumn[],
    table: TableName,
    work: () => Promise<number>,
  ): Promise<number> {
    let loaded: number;
    try {
      loaded = await work();
    } catch (error) {
      throw new EngineError(
        "DuckDB cannot take the rows of a segment.",
        { table, ...(await this.#placeOf(segment, columns)) },
        duckdbReason(error),
      );
    }
    if (loaded !== segment.rows)
      throw new EngineError(`A segment has ${segment.rows} rows, and DuckDB has read ${loaded}.`, { table });
    return loaded;
  }

  /** The first value that does not fit its column, read on a connection of its own: the transaction is broken. */
  async #placeOf(
    segment: Segment,
    columns: readonly DestinationColumn[],
  ): Promise<{ column?: string; row?: number }> {
    const probe = await openDatabase({ path: ":memory:" });
    try {
      for (const [index, { name, type }] of columns.entries()) {
        if (type.name === "STRING" || type.name === "XML" || type.name === "BINARY") continue;
        const [found] = await probe.query<{ row: bigint }>(
          `SELECT row FROM (SELECT c${index}, row_number() OVER () AS row FROM ${segmentText(segment, columns.length)})
           WHERE c${index} IS NOT NULL AND ${fromText(type, `c${index}`, true)} IS NULL LIMIT 1`,
        );
        if (found !== undefined) return { column: name, row: Number(found.row) };
      }
      return {};
    } catch {
      // The segment itself cannot be read: the reason says so.
      return {};
    } finally {
      probe.close();
    }
  }
}
