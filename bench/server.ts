/** How fast the local server starts and answers, and how much memory a large account takes. It runs in a process of its own. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import autocannon from "autocannon";
import { median } from "./measure.ts";

const PACKAGE = dirname(createRequire(import.meta.url).resolve("@pulumi-fivetran/server/package.json"));
const STARTS = 9;
const PATCHES = 9;
/** Clients at once. */
const CLIENTS = 16;
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
  const server = await Running.start(folder, seedOf(LISTED, TABLES));
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
async function bigPatch(server: Running): Promise<number> {
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
  const server = await Running.start(folder, seedOf(MANY_CONNECTIONS, TABLES));
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

interface Printed {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** The built command, started with a seed, in memory. */
class Running {
  private readonly child: ChildProcess;
  private readonly url: string;
  private readonly headers: Readonly<Record<string, string>>;

  private constructor(child: ChildProcess, { url, apiKey, apiSecret }: Printed) {
    this.child = child;
    this.url = url;
    const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
    this.headers = { authorization, "content-type": "application/json" };
  }

  static async start(folder: string, seed: unknown): Promise<Running> {
    const file = join(folder, "seed.json");
    await writeFile(file, JSON.stringify(seed));
    const command = join(PACKAGE, "dist", "command.js");
    const child = spawn(process.execPath, [command, "--json", "--seed", file], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    for await (const piece of child.stdout) {
      text += String(piece);
      if (text.includes("\n")) break;
    }
    if (text === "") throw new Error("the server did not start");
    return new Running(child, JSON.parse(text) as Printed);
  }

  /** @returns answers a second; all of them must be successes */
  async perSecond(method: "GET" | "POST", path: string, seconds: number, body?: string): Promise<number> {
    const load = async (duration: number): Promise<autocannon.Result> =>
      autocannon({
        url: this.url + path,
        method,
        headers: this.headers,
        connections: CLIENTS,
        duration,
        ...(body === undefined ? {} : { body, idReplacement: true }),
      });
    // Until what runs often is compiled.
    await load(1);
    const result = await load(seconds);
    const failures = result.non2xx + result.errors + result.timeouts;
    if (failures > 0) throw new Error(`${failures} of the calls ${method} ${path} failed`);
    return Math.round(result["2xx"] / result.duration);
  }

  async call(method: string, path: string, body: unknown): Promise<void> {
    const response = await fetch(this.url + path, {
      method,
      headers: this.headers,
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 200)}`);
  }

  residentMB(): number {
    const listed = execFileSync("ps", ["-o", "rss=", "-p", String(this.child.pid)], { encoding: "utf8" });
    return Math.round(Number(listed) / 1024);
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    await ended;
  }
}
