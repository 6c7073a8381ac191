import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const command = fileURLToPath(new URL("../../server/bin/fivetran-local.js", import.meta.url));

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command in a process of its own, which can be killed like any other. */
export class ServerProcess {
  private stdout = "";
  private stderr = "";
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;

  constructor(...args: string[]) {
    this.child = spawn(process.execPath, [command, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    this.child.stdout?.on("data", (chunk: Buffer) => {
      this.stdout += chunk.toString();
    });
    this.child.stderr?.on("data", (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    this.ended = new Promise((resolve) => {
      this.child.once("close", (exitCode) => resolve({ exitCode, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  /** What it prints once it listens. */
  printed(lines = 1): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (this.stdout.split("\n").length > lines) resolve(this.stdout);
      };
      this.child.stdout?.on("data", look);
      this.child.once("close", () => reject(new Error(`it ended instead: ${this.stderr}`)));
      look();
    });
  }

  async url(): Promise<string> {
    return (JSON.parse(await this.printed()) as { url: string }).url;
  }

  /** Ends it if it runs still. */
  async end(signal: NodeJS.Signals = "SIGKILL"): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }
}

export const authorization = `Basic ${Buffer.from("local-key:local-secret").toString("base64")}`;

/** @returns the new group's id */
export async function createGroup(url: string, name: string): Promise<string> {
  const response = await fetch(`${url}/v1/groups`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  return ((await response.json()) as { data: { id: string } }).data.id;
}

/** Names by id. */
export async function groupsOf(url: string): Promise<Map<string, string>> {
  const response = await fetch(`${url}/v1/groups?limit=1000`, { headers: { authorization } });
  const { data } = (await response.json()) as { data: { items: { id: string; name: string }[] } };
  return new Map(data.items.map(({ id, name }) => [id, name]));
}
