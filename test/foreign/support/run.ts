import { execFile } from "node:child_process";

export interface Ended {
  /** Undefined when it could not be started, or was ended by a signal. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  /** What it printed on both, one after the other. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment; this process's own when not given. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Runs a program to its end, and says how that was: what it means is the caller's to judge. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(file, args, { maxBuffer: 2 ** 26, env: process.env, ...options }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      const exitCode = typeof code === "number" ? code : undefined;
      resolve({ exitCode, stdout, output: stdout + stderr });
    });
  });
}
