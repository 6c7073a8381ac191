import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Destination } from "../../engine/src/contract/destination";
import type { Source } from "../../engine/src/contract/source";
import type { SourceTable } from "../../engine/src/contract/table";
import { DuckdbSession } from "../../engine/src/destinations/duckdb/duckdbSession";
import { PostgresSession } from "../../engine/src/destinations/postgres/postgresSession";
import type { SchemaPolicy } from "../../engine/src/plan/evolve";
import { type PlanOptions, planTable } from "../../engine/src/plan/planTable";
import type { Salt } from "../../engine/src/privacy/hashing";
import { SegmentFolder } from "../../engine/src/segments/segmentFolder";
import { SqlDestination } from "../../engine/src/sql/sqlDestination";
import type { PlannedTable, SyncJob, SyncObserver } from "../../engine/src/sync/job";
import { runSync, type SyncResult } from "../../engine/src/sync/runSync";

export const SALT: Salt = { text: "5".repeat(64) };

export const PLAN: PlanOptions = {
  rules: { handling: "ALLOW_ALL", schemas: {} },
  naming: "FIVETRAN_NAMING",
  destinationSchema: (schema) => schema,
  mode: () => ({ kind: "full" }),
  keySweep: false,
};

export const POLICY: SchemaPolicy = { autoMigrate: true, allowBreaking: true, dropBlocked: false };

/** A folder that is gone after the test. */
export class TestFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), "pulumi-fivetran-moving-"));

  file(name: string): string {
    return join(this.path, name);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export interface TestSync {
  readonly source: Source;
  readonly destination: Destination;
  readonly folder: string;
  readonly plan?: Partial<PlanOptions>;
  readonly policy?: Partial<SchemaPolicy>;
  readonly now?: () => number;
  readonly observer?: SyncObserver;
}

/** Runs one sync, closes both ends, and throws what a table failed with. */
export async function sync(options: TestSync): Promise<SyncResult> {
  try {
    const result = await runSync(jobOf(options));
    for (const { error } of result.tables) if (error !== undefined) throw error;
    return result;
  } finally {
    await options.source.close();
    await options.destination.close();
  }
}

/** @returns the result of a sync in which tables may fail */
export async function trySync(options: TestSync): Promise<SyncResult> {
  try {
    return await runSync(jobOf(options));
  } finally {
    await options.source.close();
    await options.destination.close();
  }
}

function jobOf(options: TestSync): SyncJob {
  return {
    source: options.source,
    destination: options.destination,
    plan: (table) => planned(table, { ...PLAN, ...options.plan }),
    policy: { ...POLICY, ...options.policy },
    salt: SALT,
    folder: new SegmentFolder(join(options.folder, "staging")),
    now: options.now ?? Date.now,
    signal: new AbortController().signal,
    observer: options.observer ?? {},
  };
}

function planned(table: SourceTable, options: PlanOptions): PlannedTable | undefined {
  const plan = planTable(table, options);
  return plan === undefined
    ? undefined
    : {
        plan,
        known: { blocked: new Set(), declared: new Set(), dropped: new Set(), open: table.open },
      };
}

export async function duckdbDestination(path: string, connection = "test"): Promise<Destination> {
  return new SqlDestination(connection, await DuckdbSession.open(path));
}

export async function postgresDestination(
  connectionString: string,
  connection = "test",
): Promise<Destination> {
  return new SqlDestination(connection, await PostgresSession.open(connectionString, connection));
}

/** Runs a query on a DuckDB file that nobody has open. All columns come as text. */
export async function duckdbRows(path: string, sql: string): Promise<Record<string, string | null>[]> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const reader = await connection.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM (${sql})`);
    return reader.getRowObjects() as Record<string, string | null>[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
