import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { createSyncExecutor, type EngineExecutor } from "@pulumi-fivetran/engine";
import { sayOnStderr as say } from "../engine/progress.ts";
import type { LocalSession } from "./local.ts";
import { PROJECT_FOLDER, QUICKSTART_FOLDER } from "./stack.ts";

/** Where the fixtures of the quick-start go, as its stand-ins.yaml says. */
const WAREHOUSE = join(QUICKSTART_FOLDER, "warehouse.duckdb");
const SHOWN_COLUMN = 66;

/** Moves the quick-start's data as its stand-ins.yaml says. */
export function makeEngine(): EngineExecutor {
  return createSyncExecutor({
    standIns: join(PROJECT_FOLDER, "examples", "quickstart", "stand-ins.yaml"),
    folder: join(QUICKSTART_FOLDER, "engine"),
  });
}

/** Syncs every connector once, and shows what has arrived. @returns whether all syncs have succeeded */
export async function moveAndShow({ server }: LocalSession): Promise<boolean> {
  const { control } = server;
  const { groups } = await control.overview();
  let isGood = true;
  for (const { connections } of groups)
    for (const { id, schema } of connections) {
      say(`\nSyncing the connector ${String(schema)} ...`);
      await control.sync(String(id));
      await control.idle();
      const [sync] = (await control.details(String(id))).syncs;
      isGood &&= sync?.status === "SUCCESSFUL";
      for (const { table, rows } of sync?.tables ?? []) say(`  ${table}: ${rows} rows`);
      if (sync?.reason !== undefined) say(sync.reason);
    }
  console.log(`\n${await arrived()}`);
  return isGood;
}

/** The tables that have arrived, and the customers: their e-mails are hashed, and there is no audit log. */
async function arrived(): Promise<string> {
  const instance = await DuckDBInstance.create(WAREHOUSE);
  const connection = await instance.connect();
  const query = async (sql: string): Promise<string[][]> => {
    const reader = await connection.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM (${sql})`);
    const cells = reader.getRows().map((row) => row.map((cell) => (cell === null ? "NULL" : String(cell))));
    return [reader.columnNames(), ...cells];
  };
  try {
    const tables = await query(
      "SELECT schema_name || '.' || table_name AS \"table\", estimated_size AS rows FROM duckdb_tables() WHERE schema_name NOT LIKE '_fivetran%' ORDER BY 1",
    );
    const customers = await query("SELECT id, name, email FROM orders_public.customers ORDER BY id");
    return [
      `What has arrived in ${WAREHOUSE}:`,
      "",
      formatGrid(tables),
      "",
      "orders_public.customers, whose e-mails were hashed before they were written:",
      "",
      formatGrid(customers),
    ].join("\n");
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Rows under each other, the first of them as a head. */
function formatGrid(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.min(SHOWN_COLUMN, Math.max(...rows.map((row) => row[column]?.length ?? 0))),
  );
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => cell.slice(0, SHOWN_COLUMN).padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}
