/** A connector in Python, as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { readEvents } from "./frames";
import { kitFolder } from "./kit";
import type { Connector, ConnectorEvent, ConnectorRequest, RunningConnector } from "./port";

export interface PythonConnectorOptions {
  /** The interpreter; see {@link environmentOf}. */
  readonly python: string;
  /** The folder of `connector.py`. */
  readonly folder: string;
  /** The whole environment of the process; default {@link plainEnvironment}. */
  readonly env?: Readonly<Record<string, string>>;
  /** Ends it when it runs longer, in milliseconds; default no limit. */
  readonly timeLimitMs?: number;
  /** Address space of the process in MB, on Linux and macOS; default no limit. */
  readonly memoryLimitMb?: number;
  readonly logLevel?: string;
  /** What the interpreter itself prints, which is little: errors of its own. */
  readonly onStderr?: (text: string) => void;
}

/** What of this process's environment a connector may see: how to find programs, certificates and proxies. No home, no credential. */
export function plainEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const passed =
    /^(?:PATH|LANG|LC_ALL|TZ|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|https?_proxy|no_proxy|all_proxy|SYSTEMROOT|TEMP|TMP|TMPDIR)$/i;
  return {
    ...Object.fromEntries(
      Object.entries(env).filter((entry): entry is [string, string] => passed.test(entry[0])),
    ),
    FIVETRAN_CONNECTION_ID: "local",
    FIVETRAN_CONNECTION_NAME: "local",
    FIVETRAN_GROUP_ID: "local",
    FIVETRAN_DEPLOYMENT_MODEL: "local_debug",
  };
}

export function pythonConnector(options: PythonConnectorOptions): Connector {
  return { start: (request) => startPython(options, request) };
}

function startPython(options: PythonConnectorOptions, request: ConnectorRequest): RunningConnector {
  // Frames come on 3; requests and answers go in on 4, not into arguments or variables, which other users of the machine may read.
  const child = spawn(options.python, ["-X", "utf8", "-u", "-m", "connector_kit.runner"], {
    cwd: options.folder,
    env: { ...(options.env ?? plainEnvironment()), PYTHONPATH: kitFolder(), PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
    // A group of its own: what the connector starts ends with it.
    detached: process.platform !== "win32",
  });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`Python could not be started: ${error.message}`));
    child.once("close", (code, signal) =>
      resolve(
        signal === null
          ? `its process ended with exit code ${code ?? "unknown"}`
          : `its process was ended by ${signal}`,
      ),
    );
  });
  const answers = child.stdio[4] as Writable;
  // The process may be gone before it has read: its end is what is told, not the broken pipe.
  answers.on("error", () => undefined);
  const { memoryLimitMb: memoryMb, logLevel, folder: connector } = options;
  answers.write(`${JSON.stringify({ ...request, connector, memoryMb, logLevel })}\n`);
  const stderr = collectOutput(child, options.onStderr);
  let overTime = false;
  const kill = (): void => killGroup(child);
  const timer =
    options.timeLimitMs === undefined
      ? undefined
      : setTimeout(() => {
          overTime = true;
          kill();
        }, options.timeLimitMs);
  const events = eventsOf(child.stdio[3] as Readable, async () => {
    const how = await ended;
    if (overTime) return `it ran longer than ${options.timeLimitMs} ms`;
    return `${how}${stderr() === "" ? "" : `: ${stderr()}`}`;
  });
  void ended.then(() => clearTimeout(timer));
  return {
    events,
    proceed: () => void answers.write("go\n"),
    stop: () => void answers.write("stop\n"),
    cancel: async () => {
      kill();
      await ended;
    },
  };
}

/** Events up to the last one. A process that dies before it says `done` has failed. */
async function* eventsOf(stream: Readable, reason: () => Promise<string>): AsyncGenerator<ConnectorEvent> {
  try {
    for await (const event of readEvents(stream)) {
      yield event;
      if (event.type === "done" || event.type === "stopped" || event.type === "failed") return;
    }
  } catch (error) {
    // A stream that breaks is a process that died; any other error is ours.
    if (!(error instanceof Error) || !/ends within a frame|ECONNRESET|EPIPE|Premature/.test(error.message))
      throw error;
  }
  yield { type: "failed", message: `The connector died: ${await reason()}.`, traceback: "" };
}

/** The last of what the interpreter printed past the connector's log. */
function collectOutput(child: ChildProcess, onStderr: ((text: string) => void) | undefined): () => string {
  let last = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      last = (last + text).slice(-2000);
      onStderr?.(text);
    });
  }
  return () => last.trim();
}

/** Ends a process and all of its group, where it leads one. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
