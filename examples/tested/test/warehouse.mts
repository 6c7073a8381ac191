import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { WAREHOUSE } from "./stack.mjs";

/** Rows of a query on the warehouse, as JSON has them: a BIGINT is text. The file is free between two syncs. */
export async function query(sql: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(WAREHOUSE);
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Rows of a model: the SQL that runs in the warehouse. */
export async function model(name: string): Promise<unknown[]> {
  return await query(readFileSync(join(import.meta.dirname, "..", "models", `${name}.sql`), "utf8"));
}
