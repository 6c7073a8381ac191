import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const COMMAND = fileURLToPath(new URL("../../operations/bin/fivetran-operations.js", import.meta.url));

/** The built command in a process of its own. */
export class OperationsCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
  #stdout = "";
  #stderr = "";

  constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [COMMAND, ...args], {
      env: { PATH: process.env["PATH"] ?? "", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child.stdout?.on("data", (chunk: Buffer) => {
      this.#stdout += chunk.toString();
    });
    this.child.stderr?.on("data", (chunk: Buffer) => {
      this.#stderr += chunk.toString();
    });
    this.ended = new Promise((resolve) => {
      this.child.once("close", (code) => resolve({ code, stdout: this.#stdout, stderr: this.#stderr }));
    });
  }

  /** Where it listens. */
  url(): Promise<string> {
    return this.#told(() => /^Listening on (\S+)$/m.exec(this.#stdout)?.[1]);
  }

  /** Where it receives webhooks, of which its log tells. */
  webhooksUrl(): Promise<string> {
    return this.#told(() => /"url":"([^"]+)"[^\n]*"receiving webhooks"/.exec(this.#stderr)?.[1]);
  }

  #told(find: () => string | undefined): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found !== undefined) resolve(found);
      };
      for (const stream of [this.child.stdout, this.child.stderr]) stream?.on("data", look);
      this.child.once("close", () => reject(new Error(`It ended instead: ${this.#stderr}`)));
      look();
    });
  }

  async end(
    signal: NodeJS.Signals = "SIGTERM",
  ): Promise<{ code: number | null; stdout: string; stderr: string }> {
    this.child.kill(signal);
    return this.ended;
  }
}
