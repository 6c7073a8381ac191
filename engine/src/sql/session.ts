import type { DestinationColumn, TableName } from "../contract/table";
import type { Segment } from "../segments/segment";
import type { ColumnType } from "../types/columnType";

/** A connection to a destination that speaks SQL. What differs between systems is here; the statements are in `sqlDestination.ts`. */
export interface SqlSession {
  /** Runs a statement. Returns how many rows it changed. */
  run(sql: string): Promise<number>;
  /** Runs a query whose columns are all text. */
  query<Row>(sql: string): Promise<readonly Row[]>;
  /**
   * Reads a segment into a temporary table with the columns' types, and the order of rows in `_fivetran_ordinal`. The caller drops
   * the table.
   *
   * @returns the table's name, quoted
   * @throws EngineError that names the column and the row of a value that does not fit its type
   */
  stage(segment: Segment, columns: readonly DestinationColumn[], table: TableName): Promise<string>;
  /** Writes a segment into a table where no key of it can be: by the shortest way that the system has. */
  insert(
    target: string,
    segment: Segment,
    columns: readonly DestinationColumn[],
    synced: string,
    table: TableName,
  ): Promise<number>;
  typeSql(type: ColumnType): string;
  /** Converts a column to a wider type; to text in the canonical form. `name` is quoted. */
  convertSql(name: string, from: ColumnType, to: ColumnType): string;
  textSql(text: string): string;
  /** A point in time, from microseconds since 1970. */
  timeSql(micros: number): string;
  /**
   * Declares the table's primary key where the system has use for one, and it is not declared yet. Loading is faster before.
   *
   * @throws EngineError where two rows have one key
   */
  declareKey(target: string, key: readonly string[], table: TableName): Promise<void>;
  /** Checks that the system can have this name as it is. */
  checkName(name: string, table: TableName): void;
  /** Removes all rows of a table. */
  emptySql(target: string): string;
  /** Keeps other engines from making schemas and tables, inside a transaction and until it ends: two that make one at once would fail. */
  readonly exclusiveSql: string;
  /** The query of all tables: `schema_name`, `table_name`. */
  readonly tablesSql: string;
  close(): Promise<void>;
}
