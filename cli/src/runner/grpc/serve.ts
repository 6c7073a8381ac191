/** A program that serves a connector, for the time of one request. */
import { type ChildProcess, spawn } from "node:child_process";
import { connect, createServer } from "node:net";
import { killGroup, plainEnvironment } from "../pythonConnector";

export interface ServeOptions {
  readonly command: readonly string[];
  readonly folder: string | undefined;
  readonly env: Readonly<Record<string, string>> | undefined;
  readonly signal: AbortSignal;
}

export interface Served {
  readonly address: string;
  /** The last that it printed. */
  output(): string;
  /** Resolves when it has ended, with all that it started. */
  end(): Promise<void>;
}

/** A Java program takes seconds to start. */
const START_MS = 60_000;
const AGAIN_MS = 25;
const OUTPUT_CHARACTERS = 2000;

/** @throws Error where it ends, or does not listen within a minute */
export async function serve({ command, folder, env, signal }: ServeOptions): Promise<Served> {
  const [program = "", ...args] = command;
  const port = await freePort();
  const child = spawn(program, [...args, "--port", String(port)], {
    cwd: folder,
    env: env ?? plainEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: what it starts ends with it.
    detached: process.platform !== "win32",
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed = (printed + text).slice(-OUTPUT_CHARACTERS);
    });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`'${program}' could not be started: ${error.message}`));
    child.once("close", (code, by) => resolve(`'${program}' ended with ${code ?? by ?? "an error"}`));
  });
  const served: Served = {
    address: `127.0.0.1:${port}`,
    output: () => printed.trim(),
    end: async () => {
      killGroup(child);
      await ended;
    },
  };
  try {
    await listening(port, child, ended, signal);
    return served;
  } catch (error) {
    await served.end();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The connector does not serve: ${reason}${printed === "" ? "" : `\n${printed.trim()}`}`);
  }
}

/** A port that is free now. The protocol's programs take a port, and do not say which they have. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

async function listening(
  port: number,
  child: ChildProcess,
  ended: Promise<string>,
  signal: AbortSignal,
): Promise<void> {
  const latest = Date.now() + START_MS;
  let end: string | undefined;
  void ended.then((how) => {
    end = how;
  });
  while (!(await accepts(port))) {
    if (end !== undefined || child.exitCode !== null) throw new Error(end ?? "it ended");
    if (signal.aborted) throw new Error("it was canceled");
    if (Date.now() > latest)
      throw new Error(`it does not listen on port ${port} within ${START_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
