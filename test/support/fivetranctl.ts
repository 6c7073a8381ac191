import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const COMMAND = fileURLToPath(new URL("../../cli/bin/fivetranctl.js", import.meta.url));

export interface Ended {
  readonly exitCode: number | null;
  /** On a terminal, both outputs are one. */
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command in a process of its own: in pipes, or on a terminal of its own (util-linux's `script`). */
export class Fivetranctl {
  private stdout = "";
  private stderr = "";
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;

  private constructor(
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string | undefined>>,
  ) {
    this.child = spawn(command, [...args], { stdio: "pipe", env: { PATH: process.env["PATH"], ...env } });
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

  static inPipes(args: readonly string[], env: Readonly<Record<string, string>>): Fivetranctl {
    return new Fivetranctl(process.execPath, [COMMAND, ...args], env);
  }

  static onTerminal(
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    columns = 120,
  ): Fivetranctl {
    const line = [process.execPath, COMMAND, ...args]
      .map((arg) => `'${arg.replaceAll("'", String.raw`'\''`)}'`)
      .join(" ");
    const script = ["-qefc", `stty cols ${columns} rows 40; exec ${line}`, "/dev/null"];
    return new Fivetranctl("script", script, { TERM: "xterm-256color", ...env });
  }

  /** Resolves once what was written so far matches. */
  shows(pattern: RegExp): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (pattern.test(this.stdout + this.stderr)) resolve();
      };
      this.child.stdout?.on("data", look);
      this.child.stderr?.on("data", look);
      this.child.once("close", () =>
        reject(new Error(`it ended without ${pattern}: ${this.stdout}${this.stderr}`)),
      );
      look();
    });
  }

  /** On a terminal: what somebody types. Ctrl-C is `\u0003`. */
  type(text: string): void {
    this.child.stdin?.write(text);
  }

  interrupt(): void {
    this.child.kill("SIGINT");
  }
}

/** Whether a terminal can be made here. */
export const HAS_TERMINAL = hasScript();

function hasScript(): boolean {
  try {
    return execFileSync("script", ["--version"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).includes("util-linux");
  } catch {
    return false;
  }
}
