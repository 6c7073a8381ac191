import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import autocannon from "autocannon";

/** The local server's package, as it was built. */
export const PACKAGE = dirname(
  createRequire(import.meta.url).resolve("@pulumi-fivetran/server/package.json"),
);
/** Clients at once. */
const CLIENTS = 16;

interface Printed {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** The built command, started with a seed. */
export class RunningServer {
  private readonly child: ChildProcess;
  readonly url: string;
  readonly credentials: { readonly apiKey: string; readonly apiSecret: string };
  private readonly headers: Readonly<Record<string, string>>;

  private constructor(child: ChildProcess, { url, apiKey, apiSecret }: Printed) {
    this.child = child;
    this.url = url;
    this.credentials = { apiKey, apiSecret };
    const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
    this.headers = { authorization, "content-type": "application/json" };
  }

  /**
   * @param folder where the seed's file goes
   * @param options further ones of the command; without `--data` it keeps all in memory
   */
  static async start(folder: string, seed: unknown, options: readonly string[] = []): Promise<RunningServer> {
    const file = join(folder, "seed.json");
    await writeFile(file, JSON.stringify(seed));
    const command = join(PACKAGE, "dist", "command.js");
    const child = spawn(process.execPath, [command, "--json", "--seed", file, ...options], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    for await (const piece of child.stdout) {
      text += String(piece);
      if (text.includes("\n")) break;
    }
    if (text === "") throw new Error("the server did not start");
    return new RunningServer(child, JSON.parse(text) as Printed);
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

  /** @returns the answer's text */
  async call(method: string, path: string, body?: unknown): Promise<string> {
    const response = await fetch(this.url + path, {
      method,
      headers: this.headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 200)}`);
    return text;
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
