import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OperationRecord, StepEvent } from "@pulumi-fivetran/operations";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { expect } from "vitest";

const CHILD = fileURLToPath(new URL("operationsChild.ts", import.meta.url));

/** Of the stores on Postgres. */
const MASTER_KEY = Buffer.alloc(32, 7).toString("base64");

/** What a process of operations is told. */
export interface Job {
  readonly data: string;
  /** URL of a Postgres; without it operations are in the data folder. */
  readonly database?: string;
  readonly masterKey: string;
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  readonly connectionId: string;
  readonly update?: { newState: Record<string, unknown> } | { mergePatch: Record<string, unknown> };
  /** An operation of any kind. */
  readonly begin?: {
    readonly kind: string;
    readonly connectionId?: string;
    readonly input: Readonly<Record<string, unknown>>;
    readonly secrets?: Readonly<Record<string, string>>;
    /** For a window: how long after its beginning it ends. */
    readonly lastsMs?: number;
  };
  /** How many connections, `many_0` and so on, get a new state at once. */
  readonly many?: number;
  /** `<step> <point>` at which it kills itself. */
  readonly killAt?: string;
}

type RunJob = Pick<Job, "update" | "begin" | "killAt" | "many">;

/** What it saw, if it lived to tell. */
export interface Seen {
  readonly events: readonly `${string} ${StepEvent["point"]}`[];
  readonly failures: readonly string[];
  readonly operations: readonly OperationRecord[];
  readonly holds: readonly unknown[];
}

/** What a run begins with. */
interface RunOptions {
  /** Whether the connections are paused. */
  readonly paused?: boolean;
  /** URL of a Postgres for the operations. */
  readonly database?: string;
  /** How many connections there are beside `orders` and `shop`. */
  readonly many?: number;
}

/** A local Fivetran with one connection, and a data folder of operations. */
export class OperationsRun {
  readonly folder = mkdtempSync(join(tmpdir(), "fivetran-operations-"));
  readonly data = join(this.folder, "data");
  readonly server: LocalServer;
  readonly #database: string | undefined;

  private constructor(server: LocalServer, database: string | undefined) {
    this.server = server;
    this.#database = database;
  }

  static async start({ paused = false, database, many = 0 }: RunOptions = {}): Promise<OperationsRun> {
    const server = await startServer({
      seed: {
        groups: [{ id: "analytics", name: "analytics" }],
        destinations: [{ groupId: "analytics", service: "snowflake" }],
        connections: [
          { id: "orders", groupId: "analytics", service: "connector_sdk", schema: "orders", paused },
          { id: "shop", groupId: "analytics", service: "postgres", schema: "shop", paused },
          ...Array.from({ length: many }, (_, index) => ({
            id: `many_${index}`,
            groupId: "analytics",
            service: "connector_sdk",
            schema: `many_${index}`,
            paused: false,
          })),
        ],
        schedules: false,
      },
    });
    return new OperationsRun(server, database);
  }

  /** Runs one process; `started` gets what kills it. Returns what it saw, or undefined when it was killed. */
  async run(job: RunJob, started?: (kill: () => void) => void): Promise<Seen | undefined> {
    const { url, apiKey: key, apiSecret: secret } = this.server;
    const whole: Job = {
      data: this.data,
      ...(this.#database === undefined ? {} : { database: this.#database }),
      masterKey: MASTER_KEY,
      url,
      key,
      secret,
      connectionId: "orders",
      ...job,
    };
    const child = spawn(process.execPath, [CHILD, JSON.stringify(whole)], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    started?.(() => child.kill("SIGKILL"));
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
      child.once("close", (...ended) => resolve(ended)),
    );
    if (signal === "SIGKILL") return undefined;
    if (code !== 0) throw new Error(`The process ended with ${code}: ${stderr}`);
    return JSON.parse(stdout) as Seen;
  }

  /** The writes that reached Fivetran and were answered with success, such as `PATCH /v1/connections/orders {"paused":true}`. */
  writes(): string[] {
    return this.server.control
      .journal()
      .filter(({ method, status }) => method !== "GET" && status !== undefined && status < 300)
      .map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body)}`);
  }

  async get(path: string): Promise<Record<string, unknown>> {
    const { url, apiKey, apiSecret } = this.server;
    const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
    const response = await fetch(`${url}/v1/${path}`, { headers: { authorization } });
    return ((await response.json()) as { data: Record<string, unknown> }).data;
  }

  async stop(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true });
  }
}

/** Does something for each item, for a few at once: what is done is mostly the start of processes. */
export async function atOnce<T>(
  most: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}

const WANTED = { cursor: 2, token: "marker-after" };

/** One run of an update of a state, in which once a sync is in the way, so that it waits too. */
async function startUpdate(options: RunOptions): Promise<OperationsRun> {
  const run = await OperationsRun.start(options);
  run.server.control.faults.add({ method: "PATCH", path: "/orders/state$", status: 409, times: 1 });
  return run;
}

async function expectUpdated(run: OperationsRun, paused: boolean, seen: Seen | undefined): Promise<void> {
  expect(seen?.failures).toEqual([]);
  expect(seen?.operations).toMatchObject([{ status: "succeeded" }]);
  expect(seen?.holds).toEqual([]);
  expect(await run.get("connections/orders")).toMatchObject({ paused });
  expect(await run.get("connections/orders/state")).toEqual({ state: WANTED });
}

/** Every point of every step of an update, as one that nobody disturbs passes them. */
export async function pointsOfUpdate(
  options: RunOptions = {},
): Promise<{ points: string[]; writes: number }> {
  const run = await startUpdate(options);
  try {
    const seen = await run.run({ update: { newState: WANTED } });
    await expectUpdated(run, options.paused ?? false, seen);
    return { points: [...new Set(seen?.events)], writes: run.writes().length };
  } finally {
    await run.stop();
  }
}

/** Kills the process of an update at a point. The next one ends it as if nothing had happened, with one write repeated at most. */
export async function killAndRecover(
  killAt: string,
  writes: number,
  options: RunOptions = {},
): Promise<void> {
  const run = await startUpdate(options);
  try {
    expect(await run.run({ update: { newState: WANTED }, killAt }), killAt).toBeUndefined();
    await expectUpdated(run, options.paused ?? false, await run.run({}));
    expect(run.writes().length - writes, `${killAt}: ${run.writes().join("\n")}`).toBeLessThanOrEqual(1);
  } finally {
    await run.stop();
  }
}
