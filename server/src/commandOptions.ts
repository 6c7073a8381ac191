// This file is over 300 lines because it has every option of the command, each with its text and its check.
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isLoopback, randomText } from "./address";
import type { ApiKey } from "./http/credentials";
import type { ServerOptions } from "./options";
import { DEFAULT_KEY } from "./plannedAccounts";
import { wordIds } from "./state/ids";

/** A command line that cannot be followed: the message says why. */
export class UsageError extends Error {}

interface Flag {
  /** The name of its value; absent for one that takes none. */
  readonly value?: string;
  readonly help: string;
}

/** Every option of the command, in the order of its help. */
const FLAGS = {
  port: { value: "number", help: "port to listen on (default: any free one)" },
  host: {
    value: "address",
    help: "address to listen on (default: 127.0.0.1); beyond loopback, page and control API ask for a token, and keys that are not given are random",
  },
  "allow-host": {
    value: "names",
    help: "names by which clients call it on loopback, beside 127.0.0.1 and localhost, with commas between them",
  },
  token: {
    value: "text",
    help: "what page and control API ask for (default: nothing on loopback, elsewhere a random one, printed at the start)",
  },
  data: { value: "folder", help: "keep the accounts in this folder (default: in memory, gone at the end)" },
  ephemeral: { help: "keep the accounts in memory, whatever the environment says" },
  seed: {
    value: "file",
    help: "what new accounts hold, in YAML or JSON; of accounts that the folder holds already, only the keys are looked at",
  },
  key: {
    value: "key",
    help: `API key of a single account (default: the seed's, else ${DEFAULT_KEY.key} on loopback)`,
  },
  secret: {
    value: "secret",
    help: `its API secret (default: the seed's, else ${DEFAULT_KEY.secret} on loopback)`,
  },
  clock: { value: "time", help: "time to begin at, such as 2026-01-31T09:00:00Z (default: now)" },
  freeze: { help: "let time stand still until the control API moves it" },
  ids: {
    value: "number",
    help: "give the same ids at every start with this number (default: other ones each time)",
  },
  latency: { value: "ms", help: "time that every answer takes at least (default: 0)" },
  "rate-limits": { value: "plan", help: "limit calls as Fivetran does: paid or trial (default: no limits)" },
  "max-body": { value: "MB", help: "largest body that the API reads, in MiB (default: 32)" },
  journal: { value: "MB", help: "how much of the requests the journal keeps, in MiB (default: 32)" },
  "allow-http-webhooks": { help: "let webhooks have plain http URLs on loopback" },
  engine: { help: "really move the data of connections, by @pulumi-fivetran/engine; needs --stand-ins" },
  "stand-ins": {
    value: "file",
    help: "what stands in for the sources and destinations of connections, in YAML; nothing else is touched",
  },
  "init-stand-ins": {
    help: "write the file of stand-ins (default: stand-ins.yaml) for the connections of --data or --seed, with fixtures, and end; nothing is overwritten",
  },
  "run-connectors": {
    help: "run the uploaded code of Connector SDK connections, with their secrets; needs --engine, @pulumi-fivetran/cli and Python, and beyond loopback keys that are given",
  },
  "connector-python": {
    value: "path or version",
    help: "the Python for connectors that ask for none which this machine has (default: python3)",
  },
  "connector-time": { value: "seconds", help: "end a connector that runs longer (default: 3600)" },
  "connector-memory": { value: "MB", help: "address space that a connector may use (default: 2048)" },
  json: { help: "print one line of JSON instead of environment lines" },
  help: { help: "print this text" },
  version: { help: "print the version" },
} as const satisfies Readonly<Record<string, Flag>>;

/** More than the service allows: a week, and a terabyte. */
const MAX_CONNECTOR_SECONDS = 604_800;
const MAX_CONNECTOR_MEGABYTES = 1_048_576;

/** What can be one text, and more than anybody needs. */
const MAX_MEGABYTES = 256;

type FlagName = keyof typeof FLAGS;

/** What each flag was given: its text, or `true` for one that takes none. */
type FlagValues = Partial<Record<FlagName, string | boolean>>;

export interface CommandLine {
  readonly asks: "start" | "help" | "version";
  readonly options: ServerOptions;
  readonly isJson: boolean;
  /** What really moves data, where that is wanted. */
  readonly engine: EngineOptions | undefined;
}

/** How an engine is made. */
export interface EngineOptions {
  /** Whether the file of stand-ins is to be written, and nothing else done. */
  readonly isInit: boolean;
  /** A file. */
  readonly standIns: string;
  /** Where it keeps salts and staged rows; undefined for its own default. */
  readonly folder: string | undefined;
  /** How uploaded code is run; undefined where it is not. */
  readonly connectors: ConnectorRunOptions | undefined;
}

/** How the code of connectors is run. */
export interface ConnectorRunOptions {
  /** Where packages are unpacked and logs are kept; undefined for a temporary folder. */
  readonly folder: string | undefined;
  readonly python: string | undefined;
  readonly timeLimitMs: number | undefined;
  readonly memoryLimitMb: number | undefined;
}

/**
 * Reads the command line; what it does not say, the environment may: `FIVETRAN_LOCAL_PORT` for `--port`, and so on.
 *
 * @throws UsageError
 */
export function readCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandLine {
  const flags = Object.entries<Flag>(FLAGS);
  const given = parse(args, flags);
  if (given.ephemeral === true && given.data !== undefined) {
    throw new UsageError("--ephemeral keeps nothing and --data keeps everything: give one of them.");
  }
  const inherited: Record<string, string> = {};
  for (const [name, { value }] of flags) {
    const text = environment[variableOf(name)];
    if (value !== undefined && text !== undefined && text !== "") inherited[name] = text;
  }
  const all: FlagValues = { ...inherited, ...given };
  const asks = all.help === true ? "help" : all.version === true ? "version" : "start";
  return { asks, options: optionsOf(all), isJson: all.json === true, engine: engineOf(all, given) };
}

/**
 * With a data folder, salts are kept in it: hashes stay what they are as long as the account does.
 *
 * @param all with what the environment says
 * @param written on the command line
 */
function engineOf(all: FlagValues, written: FlagValues): EngineOptions | undefined {
  if (all.engine !== true) {
    if (written["run-connectors"] !== undefined)
      throw new UsageError("--run-connectors lets an engine run code: give --engine and --stand-ins too.");
    const needless = (["stand-ins", "init-stand-ins"] as const).find((name) => written[name] !== undefined);
    if (needless === undefined) return undefined;
    throw new UsageError(`--${needless} says what an engine moves: give --engine too.`);
  }
  const isInit = all["init-stand-ins"] === true;
  if (isInit && all.data === undefined && all.seed === undefined)
    throw new UsageError(
      "--init-stand-ins writes the file for the connections of an account: give --data <folder> of the server that the stack was deployed to, or --seed <file>.",
    );
  const standIns = all["stand-ins"]?.toString() ?? (isInit ? "stand-ins.yaml" : undefined);
  if (standIns === undefined)
    throw new UsageError(
      "--engine moves what a file of stand-ins names: give --stand-ins <file>, or --init-stand-ins to have one written.",
    );
  const data = all.ephemeral === true ? undefined : all.data?.toString();
  return {
    isInit,
    standIns,
    folder: data === undefined ? undefined : join(data, "engine"),
    connectors: connectorsOf(all, written, data),
  };
}

function connectorsOf(
  all: FlagValues,
  written: FlagValues,
  data: string | undefined,
): ConnectorRunOptions | undefined {
  if (all["run-connectors"] !== true) {
    const alone = (["connector-python", "connector-time", "connector-memory"] as const).find(
      (flag) => written[flag] !== undefined,
    );
    if (alone === undefined) return undefined;
    throw new UsageError(`--${alone} says how connectors run: give --run-connectors too.`);
  }
  const number = (flag: "connector-time" | "connector-memory", most: number): number | undefined => {
    const text = all[flag]?.toString();
    return text === undefined ? undefined : readNumber(flag, text, most);
  };
  const seconds = number("connector-time", MAX_CONNECTOR_SECONDS);
  return {
    folder: data === undefined ? undefined : join(data, "connectors"),
    python: all["connector-python"]?.toString(),
    timeLimitMs: seconds === undefined ? undefined : seconds * 1000,
    memoryLimitMb: number("connector-memory", MAX_CONNECTOR_MEGABYTES),
  };
}

function optionsOf(given: FlagValues): ServerOptions {
  const text = (name: FlagName): string | undefined => given[name]?.toString();
  const number = (name: FlagName, most: number): number | undefined => {
    const written = text(name);
    return written === undefined ? undefined : readNumber(name, written, most);
  };
  const megabytes = (name: FlagName): number | undefined => {
    const given = number(name, MAX_MEGABYTES);
    return given === undefined ? undefined : given * 1024 * 1024;
  };
  const options = {
    port: number("port", 65_535),
    host: text("host"),
    token: text("token"),
    data: given.ephemeral === true ? undefined : text("data"),
    seed: text("seed"),
    allowedHosts: text("allow-host")
      ?.split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
    keys: keysOf(text("key"), text("secret"), text("host")),
    startAt: readTime(text("clock")),
    frozen: given.freeze === true ? true : undefined,
    // Ids of a new account differ from those of earlier ones, so that what remembers an old account's ids does not take its new
    // objects for the old ones.
    ids: wordIds(number("ids", 2 ** 31) ?? randomInt(2 ** 31)),
    latencyMs: number("latency", 600_000),
    rateLimits: readPlan(text("rate-limits")),
    maxBodyBytes: megabytes("max-body"),
    journalBytes: megabytes("journal"),
    allowHttpWebhooks: given["allow-http-webhooks"] === true ? true : undefined,
    runConnectors: given["run-connectors"] === true ? true : undefined,
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** Of a pair of which only one was given, the other is the default on loopback, and elsewhere a random one. */
function keysOf(
  key: string | undefined,
  secret: string | undefined,
  host = "127.0.0.1",
): readonly ApiKey[] | undefined {
  if (key === undefined && secret === undefined) return undefined;
  const other = isLoopback(host) ? DEFAULT_KEY.secret : randomText();
  return [{ key: key ?? DEFAULT_KEY.key, secret: secret ?? other }];
}

export function helpText(): string {
  const flags = Object.entries<Flag>(FLAGS).map(
    ([name, { value, help }]) => [`--${name}${value === undefined ? "" : ` <${value}>`}`, help] as const,
  );
  const width = Math.max(...flags.map(([flag]) => flag.length));
  const lines = flags.map(([flag, help]) => `  ${flag.padEnd(width)}  ${help}`);
  return `fivetran-local: a local server that behaves like Fivetran's API.

Usage: fivetran-local [options]

${lines.join("\n")}

An option with a value can also come from the environment: FIVETRAN_LOCAL_PORT for --port, FIVETRAN_LOCAL_RATE_LIMITS for
--rate-limits, and so on. The command line goes first.

It prints FIVETRAN_API_URL, FIVETRAN_API_KEY and FIVETRAN_API_SECRET on standard output, ready to paste, and notes for people on
standard error. Ctrl-C or SIGTERM stops it. Exit codes: 2 for wrong usage, 1 for a start that failed.
`;
}

function variableOf(flag: string): string {
  return `FIVETRAN_LOCAL_${flag.toUpperCase().replaceAll("-", "_")}`;
}

function parse(args: readonly string[], flags: readonly (readonly [string, Flag])[]): FlagValues {
  try {
    const options = Object.fromEntries(
      flags.map(([name, { value }]) => [name, { type: value === undefined ? "boolean" : "string" } as const]),
    );
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readNumber(flag: FlagName, text: string, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > most) {
    throw new UsageError(`--${flag} must be a number from 0 to ${most}, not '${text}'.`);
  }
  return number;
}

function readTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new UsageError(`--clock must be a time such as 2026-01-31T09:00:00Z, not '${text}'.`);
  return time;
}

function readPlan(text: string | undefined): "paid" | "trial" | undefined {
  if (text === undefined || text === "paid" || text === "trial") return text;
  throw new UsageError(`--rate-limits must be paid or trial, not '${text}'.`);
}
