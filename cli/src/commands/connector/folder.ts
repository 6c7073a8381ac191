/** A connector's folder: its code, its configuration, its environment. */
import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { environmentOf } from "../../runner/environment";
import { grpcConnector } from "../../runner/grpc/grpcConnector";
import { nameFor } from "../../runner/names";
import type { Connector, ConnectorEvent } from "../../runner/port";
import { pythonConnector } from "../../runner/pythonConnector";
import type { Terminal } from "../../terminal";
import { UserError } from "../../userError";

/** What all commands take that run the connector's code. */
export interface FolderOptions {
  readonly configuration?: string;
  readonly python?: string;
  readonly allowBuilds?: boolean;
  readonly json?: boolean;
  /** Where a connector of the partner protocol serves. */
  readonly grpc?: string;
  /** What serves such a connector: a program with its arguments. */
  readonly serve?: string;
}

export interface Limits {
  readonly timeLimitMs?: number;
  readonly memoryLimitMb?: number;
}

export interface OpenedFolder {
  readonly path: string;
  /** The connector's name, from the folder's. */
  readonly name: string;
  readonly configuration: Readonly<Record<string, string>>;
  readonly connector: Connector;
}

/** @param isServed whether its code is behind gRPC, so that the folder holds only its configuration and what it leaves */
export function connectorFolder(folder: string, isServed = false): { path: string; name: string } {
  const path = resolve(folder);
  if (isServed && !existsSync(path)) throw new UserError(`${folder}: there is no such folder.`);
  if (!isServed && !existsSync(join(path, "connector.py")))
    throw new UserError(
      `${folder}: there is no connector.py. Name the folder of a connector, or make one: fivetranctl connector new ${folder}`,
    );
  return { path, name: nameFor(basename(path), "fivetran") };
}

/** @throws UserError for a folder that cannot be run, with all that is wrong with its configuration */
export async function openFolder(
  folder: string,
  options: FolderOptions,
  terminal: Terminal,
  limits: Limits = {},
): Promise<OpenedFolder> {
  const isServed = options.grpc !== undefined || options.serve !== undefined;
  const { path, name } = connectorFolder(folder, isServed);
  const configuration = readConfiguration(path, options.configuration);
  if (isServed) return { path, name, configuration, connector: servedConnector(path, options, limits) };
  let python: string;
  try {
    python = await environmentOf(path, {
      ...(options.python === undefined ? {} : { python: options.python }),
      allowBuilds: options.allowBuilds ?? false,
      say: (line) => terminal.say(line),
    });
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
  return { path, name, configuration, connector: pythonConnector({ python, folder: path, ...limits }) };
}

/** @throws UserError for options that contradict each other, and for an address that is not on this machine */
function servedConnector(path: string, { grpc, serve }: FolderOptions, limits: Limits): Connector {
  if (limits.memoryLimitMb !== undefined)
    throw new UserError("--memory-limit holds for connectors in Python only.");
  try {
    return grpcConnector({
      folder: path,
      ...(grpc === undefined ? {} : { address: grpc }),
      ...(serve === undefined ? {} : { command: serve.split(/\s+/).filter((word) => word !== "") }),
      ...(limits.timeLimitMs === undefined ? {} : { timeLimitMs: limits.timeLimitMs }),
    });
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

const MAX_KEYS = 100;

/** @throws UserError that lists every value that Fivetran would not take */
export function readConfiguration(folder: string, given: string | undefined): Record<string, string> {
  const file = given === undefined ? join(folder, "configuration.json") : resolve(given);
  if (!existsSync(file)) {
    if (given !== undefined) throw new UserError(`--configuration: there is no file ${given}`);
    return {};
  }
  let values: unknown;
  try {
    values = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    // The parser's message quotes what it read, which may be a secret.
    throw new UserError(`${file} is no JSON (${error instanceof Error ? error.name : "error"})`);
  }
  if (typeof values !== "object" || values === null || Array.isArray(values))
    throw new UserError(`${file}: a configuration is an object of texts`);
  const entries = Object.entries(values as Record<string, unknown>);
  const problems = entries.flatMap(([key, value]) => {
    if (typeof value !== "string") return [`'${key}' is no text; Fivetran passes texts only`];
    if (value.startsWith("fivetran_encrypted:"))
      return [`'${key}' is encrypted with a key of Fivetran's own command line; put the value itself there`];
    return [];
  });
  if (entries.length > MAX_KEYS)
    problems.push(`it has ${entries.length} values; Fivetran takes ${MAX_KEYS} at most`);
  if (problems.length > 0) throw new UserError(`${file}:\n${problems.map((each) => `  ${each}`).join("\n")}`);
  return values as Record<string, string>;
}

/** Shows what a connector says of itself: lines of its log and warnings. */
export function showTalk(event: ConnectorEvent, json: boolean, terminal: Terminal): void {
  if (json) {
    if (event.type === "log" || event.type === "warning")
      terminal.print(JSON.stringify({ event: event.type, ...rest(event) }));
    return;
  }
  if (event.type === "log") terminal.say(`  ${event.level}: ${event.message}`);
  if (event.type === "warning") terminal.say(`  warning: ${event.message}`);
}

function rest({ type: _, ...others }: ConnectorEvent): object {
  return others;
}
