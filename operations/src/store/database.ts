/** What a column may hold. Times are milliseconds since 1970, flags 0 or 1, bytes base64. */
export type Value = string | number | null;

/** One row, by the names of its columns. */
export type Row = Readonly<Record<string, Value>>;

/** One statement in the SQL that SQLite and Postgres share; `$1` is the first of its values. */
export interface Statement {
  readonly sql: string;
  readonly values?: readonly Value[];
}

/** A database of ours, SQLite or Postgres. What is acknowledged is on disk. */
export interface Database {
  readonly kind: "sqlite" | "postgres";

  /** The rows that a statement returns. */
  all(sql: string, values?: readonly Value[]): Promise<Row[]>;

  /** How many rows a statement changed. */
  run(sql: string, values?: readonly Value[]): Promise<number>;

  /** Carries out all statements or none. Returns how many rows each changed. */
  batch(statements: readonly Statement[]): Promise<number[]>;

  /** Carries out `work` while nobody else, in this process or another on the same database, does so for the same key. */
  locked<T>(key: string, work: () => Promise<T>): Promise<T>;

  close(): Promise<void>;
}

/** The database cannot be reached for now. Workflows wait for it; a request is answered 503. */
export class DatabaseUnavailableError extends Error {
  override readonly name = "DatabaseUnavailableError";
}

export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw new TypeError(`The column '${column}' holds no text.`);
  return value;
}

export function numberOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== "number") throw new TypeError(`The column '${column}' holds no number.`);
  return value;
}

export function optionalText(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : textOf(row, column);
}

export function optionalNumber(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : numberOf(row, column);
}
