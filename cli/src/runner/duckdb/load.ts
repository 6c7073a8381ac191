import type * as duckdb from "@duckdb/node-api";

/** @throws Error that says what to install, where DuckDB is not there */
export async function loadDuckDb(): Promise<typeof duckdb> {
  try {
    return await import("@duckdb/node-api");
  } catch (error) {
    throw new Error(
      `A DuckDB file needs DuckDB, which is not installed: npm install @duckdb/node-api. Without it, --discard runs the connector and keeps no rows. (${error instanceof Error ? error.message.split("\n")[0] : String(error)})`,
    );
  }
}
