import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OperationRecord, StepEvent } from "@pulumi-fivetran/operations";
import type { LocalServer } from "@pulumi-fivetran/server";
import { expect } from "vitest";
import type { Begun, Ended, OperationCase } from "./operationsCases";
import { startSeeded } from "./operationsSeed";

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
  /** Connections whose states are set at once, through the library. */
  readonly update?: readonly string[];
  readonly begin?: Begun;
  /** `<step> <point>`: it kills itself at the first that it comes to, and prints it. */
  readonly killAt?: readonly string[];
}

type RunJob = Pick<Job, "update" | "begin" | "killAt">;

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

/** A local Fivetran, and a data folder of operations. */
export class OperationsRun {
  readonly folder = mkdtempSync(join(tmpdir(), "fivetran-operations-"));
  readonly data = join(this.folder, "data");
  readonly server: LocalServer;
  /** Where the last process killed itself. */
  killedAt: string | undefined;
  readonly #database: string | undefined;

  private constructor(server: LocalServer, database: string | undefined) {
    this.server = server;
    this.#database = database;
  }

  static async start({ paused = false, database, many = 0 }: RunOptions = {}): Promise<OperationsRun> {
    const server = await startSeeded({ paused, many });
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
    this.killedAt = signal === "SIGKILL" ? stdout : undefined;
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

async function startCase(one: OperationCase, database: string | undefined): Promise<OperationsRun> {
  const run = await OperationsRun.start({
    ...(database === undefined ? {} : { database }),
    ...(one.paused === undefined ? {} : { paused: one.paused }),
  });
  await one.prepare?.(run.server);
  return run;
}

/** Whatever happened on the way: one operation, ended as it should have, that holds nothing. */
async function expectEnd(run: OperationsRun, one: OperationCase, seen: Seen | undefined): Promise<void> {
  expect(seen?.operations).toHaveLength(1);
  expect(seen?.holds).toEqual([]);
  const [operation] = seen?.operations ?? [];
  if (operation === undefined) throw new Error("There is no operation.");
  const ended: Ended = { operation, writes: run.writes(), get: (path) => run.get(path) };
  await one.expectEnd(ended);
}

/** What an operation does that nobody disturbs. */
export interface Undisturbed {
  /** Every point of every step, in their order. */
  readonly points: readonly string[];
  readonly writes: number;
}

export async function undisturbed(one: OperationCase, database?: string): Promise<Undisturbed> {
  const run = await startCase(one, database);
  try {
    const seen = await run.run({ begin: one.begin });
    await expectEnd(run, one, seen);
    return { points: [...new Set(seen?.events)], writes: run.writes().length };
  } finally {
    await run.stop();
  }
}

/**
 * Kills the process of an operation at the first of the points that it comes to, the one that goes on at the next, and so on: as many
 * times as `most` in one life. The one after that ends it as if nothing had happened, with at most one write repeated for each kill.
 *
 * @returns the points at which one was killed
 */
export async function killInOneLife(
  one: OperationCase,
  points: readonly string[],
  { writes }: Undisturbed,
  { most = Number.POSITIVE_INFINITY, database }: { most?: number; database?: string } = {},
): Promise<string[]> {
  const run = await startCase(one, database);
  const killed: string[] = [];
  try {
    let seen: Seen | undefined;
    for (let first = true; first || seen === undefined; first = false) {
      const killAt = killed.length < most ? points.filter((point) => !killed.includes(point)) : [];
      seen = await run.run({ killAt, ...(first ? { begin: one.begin } : {}) });
      if (run.killedAt !== undefined) killed.push(run.killedAt);
    }
    await expectEnd(run, one, seen);
    const more = run.writes().length - writes;
    expect(more, `${killed.join()}: ${run.writes().join("\n")}`).toBeLessThanOrEqual(killed.length);
  } finally {
    await run.stop();
  }
  return killed;
}

/** Lives of an operation until there was a kill at every point: what a kill repeats may go another way. */
export async function killAtEach(
  one: OperationCase,
  points: readonly string[],
  normal: Undisturbed,
  database?: () => Promise<string>,
): Promise<void> {
  let left = [...points];
  while (left.length > 0) {
    const options = database === undefined ? {} : { database: await database() };
    const killed = await killInOneLife(one, left, normal, options);
    expect(killed, `never reached: ${left.join()}`).not.toEqual([]);
    left = left.filter((point) => !killed.includes(point));
  }
}

/** The points after a step was carried out and before that is in the journal, and the begin of waits. */
export function hardestOf({ points }: Undisturbed): string[] {
  return points.filter((point) => point.endsWith(" done") || /^wait.* begun$/.test(point));
}
