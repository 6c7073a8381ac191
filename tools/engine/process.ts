import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** How a process ended, and what it wrote. */
export interface Finished {
  /** Undefined when a signal ended it. */
  exitCode: number | undefined;
  signal: NodeJS.Signals | undefined;
  stdout: string;
  stderr: string;
}

export interface StartOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Sees every piece of captured output as it comes. */
  onOutput?: (text: string, stream: "stdout" | "stderr") => void;
  /**
   * - `capture` (default): no input, output collected.
   * - `show`: no input, output straight to our own standard output and error.
   * - `terminal`: input too, and in our process group, for commands that ask questions.
   */
  io?: "capture" | "show" | "terminal";
}

/** A process that is running. */
export interface Started {
  readonly pid: number;
  /** Settles when the process has ended and its output is complete; rejects only when it could not be started. */
  readonly done: Promise<Finished>;
  /** Sends a signal to the process alone, so that it can end its children in its own way. */
  interrupt(signal?: NodeJS.Signals): void;
  /** Ends the process and everything below it at once. */
  kill(): void;
}

const running = new Set<Started>();
let cleansUpOnExit = false;

/** The process and all its descendants, as far as `ps` shows them. */
function processTree(pid: number): number[] {
  let listing: string;
  try {
    listing = execFileSync("ps", ["-A", "-o", "pid=,ppid="], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return [pid];
  }
  const children = new Map<number, number[]>();
  for (const line of listing.split("\n")) {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    if (child === undefined || parent === undefined) continue;
    children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const tree = [pid];
  for (const member of tree) tree.push(...(children.get(member) ?? []));
  return tree;
}

/** Whether a process has ended and only waits for its parent to take note, where the system shows it as a file (Linux). */
function hasEnded(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The state follows the command, which stands in brackets and may hold some.
    return stat[stat.lastIndexOf(")") + 2] === "Z";
  } catch {
    return false;
  }
}

/** Whether a process with this id runs on this machine. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Anything but "no such process" means that there is one, of another user.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
  return !hasEnded(pid);
}

/** Sends a signal; a process that is gone already is no error. */
function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Ends a process and its descendants by their ids. The list is taken first: Pulumi starts each plugin in a process group of its own,
 * so that neither a signal to the group nor the end of Pulumi itself reaches them.
 */
function killTree(pid: number): void {
  for (const member of processTree(pid)) signalProcess(member, "SIGKILL");
}

/** The signals that ask a process to end, with their numbers. */
const ENDING_SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Nothing that we started may outlive us: on the way out, what still runs is ended. A signal that nobody else listens to ends us, as it
 * would have without us.
 */
function cleanUpOnExit(): void {
  if (cleansUpOnExit) return;
  cleansUpOnExit = true;
  process.on("exit", () => {
    for (const started of running) started.kill();
  });
  for (const [signal, number] of Object.entries(ENDING_SIGNALS)) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(128 + number);
    });
  }
}

function collect(
  child: ChildProcess,
  onOutput: StartOptions["onOutput"],
): { stdout: string; stderr: string } {
  const collected = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.setEncoding("utf8").on("data", (text: string) => {
      collected[stream] += text;
      onOutput?.(text, stream);
    });
  }
  return collected;
}

const STDIO = {
  capture: ["ignore", "pipe", "pipe"],
  show: ["ignore", "inherit", "inherit"],
  terminal: ["inherit", "inherit", "inherit"],
} as const;

/**
 * Starts a process: in a group of its own, so that Ctrl-C in our terminal reaches only us and we decide what it means, unless it is
 * given the terminal.
 */
export function startProcess(command: string, args: readonly string[], options: StartOptions = {}): Started {
  const io = options.io ?? "capture";
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    detached: io !== "terminal",
    stdio: [...STDIO[io]],
  });
  const collected = collect(child, options.onOutput);
  const done = new Promise<Finished>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode, signal) => {
      resolve({ exitCode: exitCode ?? undefined, signal: signal ?? undefined, ...collected });
    });
  });
  const { pid } = child;
  // Without a pid the process did not start; `done` rejects with the reason.
  if (pid === undefined) return { pid: -1, done, interrupt: () => undefined, kill: () => undefined };
  const started: Started = {
    pid,
    done,
    // An id that has ended may belong to somebody else by now.
    interrupt: (signal = "SIGINT") => running.has(started) && signalProcess(pid, signal),
    kill: () => running.has(started) && killTree(pid),
  };
  running.add(started);
  cleanUpOnExit();
  child.once("exit", () => running.delete(started));
  return started;
}
