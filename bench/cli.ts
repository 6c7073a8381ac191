/** `fivetranctl`: how long it takes to start, beside Node.js alone, and to show the status of 2,000 connections. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { startServer } from "@pulumi-fivetran/server";
import { median } from "./measure.ts";

const run = promisify(execFile);
const COMMAND = join(
  dirname(createRequire(import.meta.url).resolve("@pulumi-fivetran/cli/package.json")),
  "bin",
  "fivetranctl.js",
);
const CONNECTIONS = 2_000;
const GROUPS = 20;

export interface CliFigures {
  /** @unit milliseconds */
  readonly node: number;
  readonly help: number;
  readonly statusHelp: number;

  /** Of 2,000 connections, as a table and as JSON. */
  readonly statusTable: number;
  readonly statusJson: number;

  /** Requests of one `status`. */
  readonly calls: number;

  /** The most memory of one `status`. @unit MiB */
  readonly memory: number;
}

export async function measureCli(runs: number): Promise<CliFigures> {
  const folder = await mkdtemp(join(tmpdir(), "bench-cli-"));
  const server = await startServer({ seed: seed() });
  try {
    const env = {
      ...process.env,
      HOME: folder,
      FIVETRAN_API_URL: server.url,
      FIVETRAN_API_KEY: server.apiKey,
      FIVETRAN_API_SECRET: server.apiSecret,
    };
    const lines = {
      node: ["-e", "0"],
      help: [COMMAND, "--help"],
      statusHelp: [COMMAND, "status", "--help"],
      statusTable: [COMMAND, "status"],
      statusJson: [COMMAND, "status", "--json"],
    };
    const measured = new Map<string, number[]>(Object.keys(lines).map((name) => [name, []]));
    // In turn, so that a machine whose speed drifts treats them alike.
    for (let round = 0; round < runs; round += 1)
      for (const [name, args] of Object.entries(lines))
        measured.get(name)?.push(await millisecondsOf(args, folder, env));
    const before = server.control.journal().length;
    const memory = await memoryOf(folder, env);
    const figures = Object.fromEntries([...measured].map(([name, list]) => [name, Math.round(median(list))]));
    return {
      ...(figures as unknown as Omit<CliFigures, "calls" | "memory">),
      calls: server.control.journal().length - before,
      memory,
    };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

async function millisecondsOf(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<number> {
  const begun = performance.now();
  await run(process.execPath, [...args], { cwd, env, maxBuffer: 2 ** 28 });
  return performance.now() - begun;
}

/** The command in a process that says what it needed at its end. */
async function memoryOf(cwd: string, env: NodeJS.ProcessEnv): Promise<number> {
  const file = join(cwd, "told");
  const preload = join(cwd, "tell.cjs");
  await writeFile(
    preload,
    `process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)));`,
  );
  await run(process.execPath, ["--require", preload, COMMAND, "status", "--json"], {
    cwd,
    env,
    maxBuffer: 2 ** 28,
  });
  const { stdout } = await run(process.execPath, [
    "-p",
    `require("node:fs").readFileSync(${JSON.stringify(file)}, "utf8")`,
  ]);
  return Math.round(Number(stdout) / 1024);
}

function seed(): object {
  const groups = Array.from({ length: GROUPS }, (_, index) => ({
    id: `group_${index}`,
    name: `team ${index}`,
  }));
  const connections = Array.from({ length: CONNECTIONS }, (_, index) => ({
    id: `connection_${index}`,
    groupId: `group_${index % GROUPS}`,
    service: "postgres",
    schema: `source_${index}`,
    // Nothing is wrong with them: the exit code is 0.
    succeededAt: "2026-01-01T00:00:00Z",
  }));
  const destinations = groups.map(({ id }) => ({ groupId: id, service: "snowflake" }));
  return { schedules: false, groups, destinations, connections };
}
