/** How fast the local server starts and answers, and how much memory a large account takes. It runs in a process of its own. */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./measure.ts";
import { PACKAGE, RunningServer } from "./runningServer.ts";

const STARTS = 9;
const PATCHES = 9;
const TABLES = 1_000;
const COLUMNS = 10;
const LISTED = 1_000;
const MANY_CONNECTIONS = 10_000;
const SCHEMA_CONFIGS = 100;

export interface ServerFigures {
  /** From `require` to the server's answer that it listens. */
  readonly startMs: number;
  /** From the start of the process to the end of a first call: what a person waits. */
  readonly firstAnswerMs: number;
  readonly perSecond: Readonly<Record<"details" | "list of 1000" | "create", number>>;
  /** PATCH of a schema config that sets 1,000 tables with 10 columns each. */
  readonly bigPatchMs: number;
  /** With 10,000 connections, and 100 schema configs of 1,000 tables with 10 columns each. */
  readonly memoryMB: number;
}

/** @param seconds how long each load lasts */
export async function measureServer(seconds: number): Promise<ServerFigures> {
  const starts = Array.from({ length: STARTS }, startOnce);
  const folder = await mkdtemp(join(tmpdir(), "pulumi-fivetran-bench-"));
  try {
    const answering = await measureAnswers(folder, seconds);
    return {
      startMs: Math.round(median(starts.map(({ startMs }) => startMs))),
      firstAnswerMs: Math.round(median(starts.map(({ firstAnswerMs }) => firstAnswerMs))),
      ...answering,
      memoryMB: await measureMemory(folder),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const START = `
const begun = performance.now();
const { startServer } = require(${JSON.stringify(PACKAGE)});
startServer().then(async (server) => {
  const startMs = performance.now() - begun;
  const authorization = "Basic " + btoa(server.apiKey + ":" + server.apiSecret);
  await (await fetch(server.url + "/v1/groups", { headers: { authorization } })).text();
  // performance.now() counts from the start of the process.
  console.log(JSON.stringify({ startMs, firstAnswerMs: performance.now() }));
  await server.stop();
});
`;

function startOnce(): Pick<ServerFigures, "startMs" | "firstAnswerMs"> {
  return JSON.parse(execFileSync(process.execPath, ["-e", START], { encoding: "utf8" })) as ReturnType<
    typeof startOnce
  >;
}

async function measureAnswers(
  folder: string,
  seconds: number,
): Promise<Pick<ServerFigures, "perSecond" | "bigPatchMs">> {
  const server = await RunningServer.start(folder, seedOf(LISTED, TABLES));
  try {
    const newConnection = {
      group_id: "bench",
      service: "postgres",
      config: { schema_prefix: "made_[<id>]", host: "db", password: "hunter2" },
      run_setup_tests: false,
    };
    return {
      perSecond: {
        details: await server.perSecond("GET", "/v1/connections/c0", seconds),
        "list of 1000": await server.perSecond("GET", `/v1/connections?limit=${LISTED}`, seconds),
        create: await server.perSecond("POST", "/v1/connections", seconds, JSON.stringify(newConnection)),
      },
      bigPatchMs: await bigPatch(server),
    };
  } finally {
    await server.end();
  }
}

/** Every PATCH changes every column. */
async function bigPatch(server: RunningServer): Promise<number> {
  await server.call("POST", "/v1/connections/c0/schemas/reload", { exclude_mode: "PRESERVE" });
  const times: number[] = [];
  for (let run = 0; run < PATCHES; run += 1) {
    const columns = Object.fromEntries(
      names("column", COLUMNS).map((name) => [name, { hashed: run % 2 === 0 }]),
    );
    const tables = Object.fromEntries(names("table", TABLES).map((name) => [name, { columns }]));
    const body = { schemas: { public: { tables } } };
    const begun = performance.now();
    await server.call("PATCH", "/v1/connections/c0/schemas", body);
    times.push(performance.now() - begun);
  }
  return Math.round(median(times));
}

async function measureMemory(folder: string): Promise<number> {
  const server = await RunningServer.start(folder, seedOf(MANY_CONNECTIONS, TABLES));
  try {
    for (const id of names("c", SCHEMA_CONFIGS, "")) {
      await server.call("POST", `/v1/connections/${id}/schemas/reload`, { exclude_mode: "PRESERVE" });
    }
    return server.residentMB();
  } finally {
    await server.end();
  }
}

/** One group with so many connections `c0`, `c1`, …, whose sources have so many tables. */
function seedOf(connections: number, tables: number): unknown {
  const columns = Object.fromEntries(names("column", COLUMNS).map((name) => [name, {}]));
  const shape = {
    schemas: {
      public: { tables: Object.fromEntries(names("table", tables).map((name) => [name, { columns }])) },
    },
  };
  return {
    groups: [{ id: "bench", name: "bench" }],
    destinations: [{ groupId: "bench", service: "snowflake" }],
    connections: names("c", connections, "").map((id) => ({
      id,
      groupId: "bench",
      service: "postgres",
      schema: id,
      paused: true,
      config: { host: "db", port: 5432, database: "shop", user: "fivetran", password: "hunter2" },
    })),
    sourceShapes: [{ target: { service: "postgres" }, shape }],
  };
}

function names(stem: string, count: number, joint = "_"): string[] {
  return Array.from({ length: count }, (_, index) => `${stem}${joint}${index}`);
}
