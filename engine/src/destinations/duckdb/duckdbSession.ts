import type { DestinationColumn, TableName } from "../../contract/table";
import { type Database, openDatabase } from "../../duckdb/database";
import { loadSegment } from "../../duckdb/loadSegment";
import { segmentText, textLiteral, typedColumns } from "../../duckdb/segmentRows";
import { duckType, toText } from "../../duckdb/types";
import type { Segment } from "../../segments/segment";
import { quoteName } from "../../sql/quoting";
import type { SqlSession } from "../../sql/session";
import type { ColumnType } from "../../types/columnType";

const STAGE = `"temp"."_fivetran_stage"`;

/** A DuckDB file as a destination. */
export class DuckdbSession implements SqlSession {
  /** One process at a time has the file. */
  readonly exclusiveSql = "SELECT 1";
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
    await loadSegment(segment, columns, table, async () => {
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
    return await loadSegment(
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

  /** Keys of DuckDB make a file twice as large and loading slower; rows are found by joining. */
  declareKey(): Promise<void> {
    return Promise.resolve();
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
}
