import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Destination } from "../../engine/src/contract/destination";
import { DuckdbSession } from "../../engine/src/destinations/duckdb/duckdbSession";
import { csvParts } from "../../engine/src/destinations/folder/csvParts";
import { FolderDestination, openFolder } from "../../engine/src/destinations/folder/folderDestination";
import { jsonParts } from "../../engine/src/destinations/folder/jsonParts";
import { type FolderFormat, readManifest } from "../../engine/src/destinations/folder/manifest";
import { parquetParts } from "../../engine/src/destinations/folder/parquetParts";
import { PostgresSession } from "../../engine/src/destinations/postgres/postgresSession";
import { openDatabase } from "../../engine/src/duckdb/database";
import { rowColumns } from "../../engine/src/sql/commitRows";
import { quoteName } from "../../engine/src/sql/quoting";
import type { SqlSession } from "../../engine/src/sql/session";
import { SqlDestination } from "../../engine/src/sql/sqlDestination";
import { duckdbRows } from "./moving";
import type { PostgresServer } from "./postgres";

/** A destination of a test: opened for each sync, queried in between. */
export interface Target {
  /** What a child process opens it by: a connection string, a DuckDB file, or `parquet:` and a folder. */
  readonly address: string;
  open(connection?: string, wrap?: (session: SqlSession) => SqlSession): Promise<Destination>;
  /** Of a database; a folder has none. */
  openSession(): Promise<SqlSession>;
  /** Values as text; `sql` is what DuckDB and PostgreSQL both understand. */
  rows(sql: string): Promise<Record<string, string | null>[]>;
  /** Makes a table that is not the engine's. */
  makeForeign(schema: string, table: string): Promise<void>;
  drop(schema: string, table: string): Promise<void>;
  /** Everything that is in it, as text. */
  everything(): Promise<string>;
}

export const DATABASES = ["DuckDB", "PostgreSQL"] as const;
export const TARGETS = ["DuckDB", "PostgreSQL", "Parquet", "JSON", "CSV"] as const;
export type TargetKind = (typeof TARGETS)[number];

const same = (session: SqlSession): SqlSession => session;

/** A new, empty destination. */
export async function newTarget(kind: TargetKind, folder: string, server: PostgresServer): Promise<Target> {
  const id = randomUUID().slice(0, 8);
  switch (kind) {
    case "DuckDB":
      return duckdbTarget(join(folder, `${id}.duckdb`));
    case "PostgreSQL":
      return postgresTarget(await server.database(`target_${id}`), server);
    default:
      return folderTarget(join(folder, `folder-${id}`), kind.toLowerCase() as FolderFormat);
  }
}

function duckdbTarget(path: string): Target {
  const run = async (sql: string): Promise<void> => {
    const database = await openDatabase({ path });
    await database.run(sql);
    database.close();
  };
  return {
    address: path,
    open: async (connection = "test", wrap = same) =>
      new SqlDestination(connection, wrap(await DuckdbSession.open(path))),
    openSession: async () => await DuckdbSession.open(path),
    rows: async (sql) => await duckdbRows(path, sql),
    makeForeign: async (schema, table) => {
      await run(`CREATE SCHEMA IF NOT EXISTS "${schema}"; CREATE TABLE "${schema}"."${table}" (id int)`);
    },
    drop: async (schema, table) => {
      await run(`DROP TABLE "${schema}"."${table}"`);
    },
    everything: async () => {
      const tables = await duckdbRows(path, "SELECT schema_name, table_name FROM duckdb_tables()");
      const texts: string[] = [];
      for (const { schema_name: schema, table_name: table } of tables)
        texts.push(JSON.stringify(await duckdbRows(path, `SELECT * FROM "${schema}"."${table}"`)));
      return texts.join("\n");
    },
  };
}

function postgresTarget(address: string, server: PostgresServer): Target {
  return {
    address,
    open: async (connection = "test", wrap = same) =>
      new SqlDestination(connection, wrap(await PostgresSession.open(address, connection))),
    openSession: async () => await PostgresSession.open(address, "test"),
    rows: async (sql) => {
      const rows = await server.run(address, `SET timezone = 'UTC'; SELECT * FROM (${sql}) AS q`);
      return rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, textOf(value)])),
      );
    },
    makeForeign: async (schema, table) => {
      await server.run(
        address,
        `CREATE SCHEMA IF NOT EXISTS "${schema}"; CREATE TABLE "${schema}"."${table}" (id int)`,
      );
    },
    drop: async (schema, table) => {
      await server.run(address, `DROP TABLE "${schema}"."${table}"`);
    },
    everything: async () => await server.everything(address),
  };
}

const FORMATS = { parquet: parquetParts, json: jsonParts, csv: csvParts };

function folderTarget(path: string, format: FolderFormat): Target {
  return {
    address: `${format}:${path}`,
    open: async (connection = "test", wrap = same) =>
      new FolderDestination(connection, { path, format }, wrap(await openFolder(path))),
    openSession: () => Promise.reject(new Error("A folder has no session.")),
    rows: async (sql) => await folderRows(path, sql),
    makeForeign: (schema, table) => {
      mkdirSync(join(path, schema, table), { recursive: true });
      writeFileSync(join(path, schema, table, "mine.csv"), "id\n");
      return Promise.resolve();
    },
    drop: (schema, table) => {
      rmSync(join(path, schema, table), { recursive: true });
      return Promise.resolve();
    },
    everything: async () => {
      const texts = [];
      for (const { schema, table } of manifestsOf(path))
        texts.push(JSON.stringify(await folderRows(path, `SELECT * FROM "${schema}"."${table}"`)));
      return [...texts, ...filesOf(path).map((file) => readFileSync(file, "latin1"))].join("\n");
    },
  };
}

function filesOf(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function manifestsOf(path: string) {
  return filesOf(path)
    .filter((file) => file.endsWith("_manifest.json"))
    .flatMap((file) => {
      const folder = join(file, "..");
      const manifest = readManifest(folder);
      return manifest === undefined ? [] : [{ folder, ...manifest }];
    });
}

/** Queries the tables of a folder by their manifests; what a manifest does not list has to be gone. */
export async function folderRows(path: string, sql: string): Promise<Record<string, string | null>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    for (const { folder, parts, format, schema, table, ...manifest } of manifestsOf(path)) {
      const files = readdirSync(folder).filter((name) => name.startsWith("part-"));
      if (
        files.sort().join() !==
        parts
          .map(({ name }) => name)
          .sort()
          .join()
      )
        throw new Error(`${folder} holds ${files.join()}, and the manifest lists ${JSON.stringify(parts)}`);
      const columns = rowColumns(manifest);
      const names = [...columns.map(({ name }) => name), "_fivetran_deleted", "_fivetran_synced"].map(
        quoteName,
      );
      const empty = names.map((name) => `NULL::VARCHAR AS ${name}`).join(", ");
      const rows =
        parts.length === 0
          ? `SELECT ${empty} WHERE false`
          : `SELECT ${names.join(", ")} FROM ${FORMATS[format].readSql(
              parts.map((part) => ({ ...part, path: join(folder, part.name) })),
              columns,
            )}`;
      await connection.run(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
      await connection.run(`CREATE VIEW "${schema}"."${table}" AS ${rows}`);
    }
    const reader = await connection.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM (${sql})`);
    return reader.getRowObjects() as Record<string, string | null>[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" ? value : JSON.stringify(value);
}
