import { resolve } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { EngineError, messageOf } from "../errors";
import { loadOptional } from "../optionalPackage";

export interface DatabaseOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  /** The most that DuckDB keeps in memory; what is more goes to a temporary file beside the database. */
  readonly memoryLimit?: string | undefined;
}

/** One DuckDB database with one connection to it. */
export interface Database {
  readonly connection: DuckDBConnection;
  run(sql: string): Promise<number>;
  query<Row>(sql: string): Promise<readonly Row[]>;
  close(): void;
}

/** Files that this process has open: DuckDB itself keeps only other processes out. */
const open = new Set<string>();

/** Enough for a million rows at a time, and small beside the process. */
export const MEMORY_LIMIT = "256MB";

/**
 * Opens a DuckDB file, or makes it. One process at a time has it.
 *
 * @throws EngineError where another process has the file, or it is none of DuckDB's
 */
export async function openDatabase({ path, memoryLimit = MEMORY_LIMIT }: DatabaseOptions): Promise<Database> {
  const { DuckDBInstance } = await loadOptional(
    "@duckdb/node-api",
    async () => await import("@duckdb/node-api"),
  );
  const file = path === ":memory:" ? undefined : resolve(path);
  if (file !== undefined && open.has(file))
    throw new EngineError(
      `Another engine of this process has the DuckDB file ${path} open.`,
      {},
      "Wait until its sync has ended.",
    );
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(path, { memory_limit: memoryLimit, threads: "2" });
  } catch (error) {
    const locked = /lock|being used|already (?:open|attached)/i.test(messageOf(error));
    throw new EngineError(
      locked
        ? `Another process has the DuckDB file ${path} open.`
        : `The DuckDB file ${path} cannot be opened: ${messageOf(error)}`,
      {},
      locked
        ? "End that process, or close the file in it: DuckDB lets one process at a time have a file."
        : undefined,
      error,
    );
  }
  if (file !== undefined) open.add(file);
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    connection,
    run: async (sql) => (await connection.run(sql)).rowsChanged,
    query: async <Row>(sql: string) =>
      (await connection.runAndReadAll(sql)).getRowObjects() as unknown as readonly Row[],
    close: () => {
      connection.closeSync();
      instance.closeSync();
      if (file !== undefined) open.delete(file);
    },
  };
}
