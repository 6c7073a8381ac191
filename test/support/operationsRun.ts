import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OperationRecord, StepEvent } from "@pulumi-fivetran/operations";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";

const CHILD = fileURLToPath(new URL("operationsChild.ts", import.meta.url));

/** What a process of operations is told. */
export interface Job {
  readonly data: string;
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  readonly connectionId: string;
  readonly update?: { newState: Record<string, unknown> } | { mergePatch: Record<string, unknown> };
  /** `<step> <point>` at which it kills itself. */
  readonly killAt?: string;
}

/** What it saw, if it lived to tell. */
export interface Seen {
  readonly events: readonly `${string} ${StepEvent["point"]}`[];
  readonly failures: readonly string[];
  readonly operations: readonly OperationRecord[];
  readonly holds: readonly unknown[];
}

/** A local Fivetran with one connection, and a data folder of operations. */
export class OperationsRun {
  readonly folder = mkdtempSync(join(tmpdir(), "fivetran-operations-"));
  readonly data = join(this.folder, "data");
  readonly server: LocalServer;

  private constructor(server: LocalServer) {
    this.server = server;
  }

  static async start(paused = false): Promise<OperationsRun> {
    const server = await startServer({
      seed: {
        groups: [{ id: "analytics", name: "analytics" }],
        destinations: [{ groupId: "analytics", service: "snowflake" }],
        connections: [
          { id: "orders", groupId: "analytics", service: "connector_sdk", schema: "orders", paused },
          { id: "shop", groupId: "analytics", service: "postgres", schema: "shop", paused },
        ],
        schedules: false,
      },
    });
    return new OperationsRun(server);
  }

  /** Runs one process. Returns what it saw, or undefined when it was killed. */
  async run(job: Pick<Job, "update" | "killAt">): Promise<Seen | undefined> {
    const { url, apiKey: key, apiSecret: secret } = this.server;
    const whole: Job = { data: this.data, url, key, secret, connectionId: "orders", ...job };
    const child = spawn(process.execPath, [CHILD, JSON.stringify(whole)], {
      stdio: ["ignore", "pipe", "pipe"],
    });
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
