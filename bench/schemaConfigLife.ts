/** A schema config of many tables against the local server: how long a change takes, how many calls, how much memory. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { median } from "./measure.ts";

const run = promisify(execFile);
const CHILD = fileURLToPath(new URL("schemaConfigChild.ts", import.meta.url));

/** `names`: every column is named, one table in a hundred changes. `rules`: one rule about columns, and one about tables is added. */
export type Declared = "names" | "rules";

/** What the process that plays the provider is given. */
export interface LifeTask {
  readonly declared: Declared;
  readonly tables: number;
  readonly columns: number;
  readonly connectionId: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** What it prints. Of the change: the preview's `check` and `diff`, and `update`. */
export interface LifeFigures {
  readonly checkMs: number;
  readonly diffMs: number;
  readonly diffCalls: number;
  readonly updateMs: number;
  readonly updateCalls: number;
  /** Highest resident memory over that of the loaded process. */
  readonly moreMB: number;
  /** Of the outputs as JSON, less the inputs. */
  readonly stateBytesMore: number;
}

export type SchemaLifeFigures = LifeFigures & Pick<LifeTask, "declared" | "tables" | "columns">;

/** The medians of `runs` lives, each in a process of its own. */
export async function measureSchemaLife(
  declared: Declared,
  tables: number,
  columns: number,
  runs: number,
): Promise<SchemaLifeFigures> {
  const lives: LifeFigures[] = [];
  for (let life = 0; life < runs; life += 1) lives.push(await live(declared, tables, columns));
  const of = (figure: keyof LifeFigures): number => Math.round(median(lives.map((each) => each[figure])));
  return {
    declared,
    tables,
    columns,
    checkMs: of("checkMs"),
    diffMs: of("diffMs"),
    diffCalls: of("diffCalls"),
    updateMs: of("updateMs"),
    updateCalls: of("updateCalls"),
    moreMB: of("moreMB"),
    stateBytesMore: of("stateBytesMore"),
  };
}

async function live(declared: Declared, tables: number, columns: number): Promise<LifeFigures> {
  const server = await startServer();
  try {
    const connectionId = await connectionOf(server, tables, columns);
    const { url: baseUrl, apiKey, apiSecret } = server;
    const task: LifeTask = { declared, tables, columns, connectionId, baseUrl, apiKey, apiSecret };
    const { stdout } = await run(process.execPath, [CHILD, JSON.stringify(task)]);
    return JSON.parse(stdout) as LifeFigures;
  } finally {
    await server.stop();
  }
}

/** A connection whose source has so many tables, discovered. */
async function connectionOf(server: LocalServer, tables: number, columns: number): Promise<string> {
  const column = Object.fromEntries(Array.from({ length: columns }, (_, index) => [`column_${index}`, {}]));
  const table = { columns: column, syncMode: "SOFT_DELETE" as const };
  const shape = Object.fromEntries(Array.from({ length: tables }, (_, index) => [`table_${index}`, table]));
  const client = new FivetranClient({
    apiKey: server.apiKey,
    apiSecret: server.apiSecret,
    baseUrl: server.url,
  });
  const { id: groupId } = await client.groups.create({ name: "bench" });
  await client.destinations.create({ groupId, service: "snowflake", timeZoneOffset: "0", config: {} });
  const config = { schema_prefix: "bench", host: "db.example" };
  const { id } = await client.connections.create({
    groupId,
    service: "postgres",
    paused: true,
    runSetupTests: true,
    config,
  });
  await server.control.setShape({ connectionId: id }, { schemas: { public: { tables: shape } } });
  await client.connectionSchemas.reload(id);
  return id;
}
