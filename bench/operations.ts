/**
 * Durable operations, embedded and on PostgreSQL: how soon they are ready, how many states are updated a second, what an update costs beside
 * the bare calls, and the memory. The service runs in a process of its own, against the local server in another.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { hasPostgres, type PostgresServer, startPostgres } from "../test/support/postgresServer.ts";
import { median } from "./measure.ts";
import { RunningServer } from "./runningServer.ts";

const STARTS = 7;
const MANY = 100;
const ONE_BY_ONE = 20;
const COMMAND = join(
  dirname(fileURLToPath(import.meta.resolve("@pulumi-fivetran/operations/package.json"))),
  "bin",
  "fivetran-operations.js",
);

export interface OperationsFigures {
  readonly store: "embedded" | "PostgreSQL";

  /** From the start of the process to the line that it listens, on an empty store. */
  readonly readyMs: number;

  /** The same on a store that is there. */
  readonly readyAgainMs: number;

  /** Updates of the states of 100 connections, begun at once. */
  readonly perSecond: number;

  /** One update after the other, from the request to its answer. */
  readonly updateMs: number;

  /** The same calls of the API without the service, one after the other. */
  readonly bareMs: number;

  /** Resident, when ready, and after the 100 updates. */
  readonly readyMB: number;
  readonly busyMB: number;
}

export async function measureOperations(): Promise<OperationsFigures[]> {
  const figures = [await measure("embedded", undefined)];
  if (!hasPostgres()) {
    console.log("There is no PostgreSQL on this machine: operations are measured embedded only.");
    return figures;
  }
  const postgres = await startPostgres({ isOnPort: true });
  try {
    figures.push(await measure("PostgreSQL", postgres));
  } finally {
    await postgres.stop();
  }
  return figures;
}

async function measure(
  store: OperationsFigures["store"],
  postgres: PostgresServer | undefined,
): Promise<OperationsFigures> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-fivetran-bench-"));
  const fivetran = await RunningServer.start(folder, seed());
  const client = new FivetranClient({ ...fivetran.credentials, baseUrl: fivetran.url });
  try {
    const ready: number[] = [];
    const again: number[] = [];
    for (let run = 0; run < STARTS; run += 1) {
      const where = await placeOf(folder, postgres, run);
      for (const times of [ready, again]) {
        const service = await Service.start(where, fivetran);
        times.push(service.readyMs);
        await service.end();
      }
    }
    const service = await Service.start(await placeOf(folder, postgres, STARTS), fivetran);
    const readyMB = service.residentMB();
    await service.update("c0");
    const begun = performance.now();
    await Promise.all(Array.from({ length: MANY }, (_, index) => service.update(`c${index}`)));
    const seconds = (performance.now() - begun) / 1000;
    const busyMB = service.residentMB();
    const [updates, bare] = [[] as number[], [] as number[]];
    for (let index = 0; index < ONE_BY_ONE; index += 1) {
      updates.push(await timed(() => service.update(`c${index}`)));
      bare.push(await timed(() => bareCalls(client, `c${index}`)));
    }
    await service.end();
    return {
      store,
      readyMs: Math.round(median(ready)),
      readyAgainMs: Math.round(median(again)),
      perSecond: Math.round(MANY / seconds),
      updateMs: Number(median(updates).toFixed(1)),
      bareMs: Number(median(bare).toFixed(1)),
      readyMB,
      busyMB,
    };
  } finally {
    await fivetran.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What an update asks Fivetran, by hand. */
async function bareCalls(client: FivetranClient, id: string): Promise<void> {
  await client.connections.retrieve(id);
  await client.connections.retrieveState(id);
  await client.connections.pause(id);
  await client.connections.retrieve(id);
  await client.connections.retrieveState(id);
  await client.connections.updateState(id, { state: { cursor: 2 } });
  await client.connections.resume(id);
  await client.connections.retrieveState(id);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Options of the command for a store that nobody has used. */
async function placeOf(folder: string, postgres: PostgresServer | undefined, run: number): Promise<string[]> {
  const data = ["--data", join(folder, `data_${run}`)];
  return postgres === undefined ? data : [...data, "--database", await postgres.database(`bench_${run}`)];
}

function seed(): object {
  return {
    groups: [{ id: "bench", name: "bench" }],
    destinations: [{ groupId: "bench", service: "snowflake" }],
    connections: Array.from({ length: MANY }, (_, index) => ({
      id: `c${index}`,
      groupId: "bench",
      service: "connector_sdk",
      schema: `c${index}`,
      paused: false,
    })),
    schedules: false,
  };
}

/** The built command. */
class Service {
  private readonly child: ReturnType<typeof spawn>;
  private readonly url: string;
  private readonly fivetran: RunningServer;
  readonly readyMs: number;

  private constructor(child: Service["child"], url: string, fivetran: RunningServer, readyMs: number) {
    this.child = child;
    this.url = url;
    this.fivetran = fivetran;
    this.readyMs = readyMs;
  }

  static async start(where: readonly string[], fivetran: RunningServer): Promise<Service> {
    const begun = performance.now();
    const child = spawn(process.execPath, [COMMAND, "--port", "0", ...where], {
      env: {
        PATH: process.env["PATH"],
        FIVETRAN_API_URL: fivetran.url,
        FIVETRAN_OPERATIONS_KEY: Buffer.alloc(32, 7).toString("base64"),
      },
      stdio: ["ignore", "pipe", "ignore"],
    });
    let text = "";
    for await (const piece of child.stdout) {
      text += String(piece);
      if (text.includes("\n")) break;
    }
    const url = /^Listening on (\S+)$/m.exec(text)?.[1];
    if (url === undefined) throw new Error("the service did not start");
    return new Service(child, url, fivetran, performance.now() - begun);
  }

  /** Sets the state of a connection. Resolves when that is done. */
  async update(id: string): Promise<void> {
    const { apiKey: api_key, apiSecret: api_secret } = this.fivetran.credentials;
    const answer = await fetch(`${this.url}/state/update?wait=300`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ api_key, api_secret, connection_id: id, new_state: { cursor: 2 } }),
    });
    if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
  }

  residentMB(): number {
    const status = readFileSync(`/proc/${this.child.pid ?? 0}/status`, "utf8");
    return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024);
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    await ended;
  }
}
