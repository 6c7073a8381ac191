import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Destination } from "../../engine/src/contract/destination";
import { DuckdbSession } from "../../engine/src/destinations/duckdb/duckdbSession";
import { PostgresSession } from "../../engine/src/destinations/postgres/postgresSession";
import { openDatabase } from "../../engine/src/duckdb/database";
import type { SqlSession } from "../../engine/src/sql/session";
import { duckdbDestination, duckdbRows, postgresDestination } from "./moving";
import type { PostgresServer } from "./postgres";

/** A destination of a test: opened for each sync, queried in between. */
export interface Target {
  open(connection?: string): Promise<Destination>;
  openSession(): Promise<SqlSession>;
  /** Values as text; `sql` is what DuckDB and PostgreSQL both understand. */
  rows(sql: string): Promise<Record<string, string | null>[]>;
  run(sql: string): Promise<void>;
}

export const TARGETS = ["DuckDB", "PostgreSQL"] as const;

/** A new, empty destination. */
export async function newTarget(
  kind: (typeof TARGETS)[number],
  folder: string,
  server: PostgresServer,
): Promise<Target> {
  const id = randomUUID().slice(0, 8);
  if (kind === "DuckDB") {
    const path = join(folder, `${id}.duckdb`);
    return {
      open: async (connection) => await duckdbDestination(path, connection),
      openSession: async () => await DuckdbSession.open(path),
      rows: async (sql) => await duckdbRows(path, sql),
      run: async (sql) => {
        const database = await openDatabase({ path });
        await database.run(sql);
        database.close();
      },
    };
  }
  const address = await server.database(`target_${id}`);
  return {
    open: async (connection) => await postgresDestination(address, connection),
    openSession: async () => await PostgresSession.open(address, "test"),
    rows: async (sql) => {
      const rows = await server.run(address, `SET timezone = 'UTC'; SELECT * FROM (${sql}) AS q`);
      return rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, textOf(value)])),
      );
    },
    run: async (sql) => {
      await server.run(address, sql);
    },
  };
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" ? value : JSON.stringify(value);
}
