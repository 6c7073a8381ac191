import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parseDuration } from "@pulumi-fivetran/sdk/words";
import type { ServiceOptions } from "./service/service";

/** What the command line asks for cannot be done: its text says why. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

interface Flag {
  /** What its value is called; absent for one that takes none. */
  readonly value?: string;
  readonly help: string;
}

/** Every option of the command, in the order of its help. */
const FLAGS = {
  port: { value: "number", help: "port to listen on (default: 8000)" },
  host: { value: "address", help: "address to listen on (default: 127.0.0.1)" },
  "allow-host": {
    value: "names",
    help: "names by which clients call it on loopback, beside 127.0.0.1 and localhost, with commas between them",
  },
  data: { value: "folder", help: "where it keeps its files (default: in the user's state folder)" },
  database: {
    value: "url",
    help: "a Postgres for operations, which several processes may share (default: DBOS_SYSTEM_DATABASE_URL, else a file in the data folder)",
  },
  credentials: { value: "file", help: "JSON file with credentials by name, readable by its owner only" },
  "api-url": {
    value: "url",
    help: "where Fivetran's API is (default: FIVETRAN_API_URL, else Fivetran's own)",
  },
  keep: { value: "days", help: "how long states are kept, to be restored (default: 30)" },
  "hold-alarm": {
    value: "duration",
    help: "how long a connection may be paused by operations before that is an alarm (default: 3h)",
  },
  webhooks: {
    value: "address",
    help: "receive Fivetran's webhooks at this address, such as 127.0.0.1:8001, which serves nothing else",
  },
  "allow-unsigned": { help: "receive webhooks without FIVETRAN_WEBHOOK_SECRET: anybody can send them then" },
  handlers: {
    value: "file",
    help: "module that exports onSyncStart, onSyncComplete, onSyncError, onSchemaChange, onPauseOverdue or onEvent",
  },
  "on-event": { value: "program", help: "program that is run for every event, which it reads as JSON" },
  "hold-back-failures": {
    value: "duration",
    help: "tell of a failed sync only when the next one fails too, or none has succeeded for so long: Fivetran tries again by itself",
  },
  "watch-schemas": {
    help: "compare schema configs after successful syncs, and tell of changes, though no handler is named onSchemaChange",
  },
  reactivate: {
    value: "ids",
    help: "webhooks to activate again, at most once a day, when they are found inactive (default: none)",
  },
  account: {
    value: "name",
    help: "credentials, by name, with which schemas and webhooks are looked at (default: those of the environment)",
  },
  "max-body": { value: "MB", help: "largest body that it reads, in MiB (default: 10)" },
  help: { help: "print this text" },
  version: { help: "print the version" },
} as const satisfies Readonly<Record<string, Flag>>;

type FlagName = keyof typeof FLAGS;
type Given = Partial<Record<FlagName, string | boolean>>;

/** What is asked of the command. */
export interface CommandLine {
  readonly asks: "start" | "help" | "version";
  readonly options: ServiceOptions;
}

/**
 * Reads the command line; what it does not say, the environment may: `FIVETRAN_OPERATIONS_PORT` for `--port`, and so on.
 *
 * @throws {UsageError}
 */
export function readCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandLine {
  const flags = Object.entries<Flag>(FLAGS);
  const inherited: Record<string, string> = {};
  for (const [name, { value }] of flags) {
    const text = environment[`FIVETRAN_OPERATIONS_${name.toUpperCase().replaceAll("-", "_")}`];
    if (value !== undefined && text !== undefined && text !== "") inherited[name] = text;
  }
  const given: Given = { ...inherited, ...parse(args, flags) };
  const asks = given.help === true ? "help" : given.version === true ? "version" : "start";
  return { asks, options: optionsOf(given, environment) };
}

function optionsOf(given: Given, environment: Readonly<Record<string, string | undefined>>): ServiceOptions {
  const text = (name: FlagName): string | undefined => given[name]?.toString();
  const megabytes = wholeNumber("max-body", text("max-body"), 1, 1024);
  const options = {
    data: text("data") ?? defaultFolder(environment),
    database: text("database") ?? environment["DBOS_SYSTEM_DATABASE_URL"],
    port: wholeNumber("port", text("port"), 0, 65_535),
    host: text("host"),
    allowedHosts: listOf(text("allow-host")),
    credentialsFile: text("credentials"),
    apiUrl: text("api-url"),
    keepDays: wholeNumber("keep", text("keep"), 0, 36_500),
    holdAlarmMs: duration("hold-alarm", text("hold-alarm")),
    maxBodyBytes: megabytes === undefined ? undefined : megabytes * 1024 * 1024,
    token: environment["FIVETRAN_OPERATIONS_TOKEN"],
    webhooks: webhooksOf(given, environment),
    events: eventsOf(given, environment),
    reactivate: listOf(text("reactivate")),
    account: text("account"),
    environment,
  };
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined && value !== ""),
  ) as unknown as ServiceOptions; // `data` is always there.
}

function webhooksOf(
  given: Given,
  environment: Readonly<Record<string, string | undefined>>,
): ServiceOptions["webhooks"] {
  const address = given.webhooks?.toString();
  if (address === undefined) return undefined;
  const [, host = "", port = ""] = /^(?:(.+):)?(\d+)$/.exec(address) ?? [];
  if (port === "")
    throw new UsageError(`--webhooks must be an address such as 127.0.0.1:8001, not '${address}'.`);
  const set = (name: string): string | undefined => environment[name] || undefined;
  return {
    host: host === "" ? "127.0.0.1" : host.replace(/^\[(.*)\]$/, "$1"),
    port: wholeNumber("webhooks", port, 0, 65_535) ?? 0,
    secret: set("FIVETRAN_WEBHOOK_SECRET"),
    allowUnsigned: given["allow-unsigned"] === true,
  };
}

function listOf(text: string | undefined): string[] | undefined {
  return text?.split(/[\s,]+/).filter((name) => name !== "");
}

function eventsOf(
  given: Given,
  environment: Readonly<Record<string, string | undefined>>,
): NonNullable<ServiceOptions["events"]> {
  const set = (name: string): string | undefined => environment[name] || undefined;
  return {
    handlersFile: given.handlers === undefined ? undefined : resolve(given.handlers.toString()),
    command: given["on-event"]?.toString(),
    slackUrl: set("FIVETRAN_OPERATIONS_SLACK_URL"),
    postUrl: set("FIVETRAN_OPERATIONS_POST_URL"),
    holdBackMs: duration("hold-back-failures", given["hold-back-failures"]?.toString()),
    watchSchemas: given["watch-schemas"] === true,
  };
}

function defaultFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const state = environment["XDG_STATE_HOME"];
  const base = state === undefined || state === "" ? join(homedir(), ".local", "state") : state;
  return join(base, "fivetran-operations");
}

function parse(args: readonly string[], flags: readonly (readonly [string, Flag])[]): Given {
  try {
    const options = Object.fromEntries(
      flags.map(([name, { value }]) => [
        name,
        { type: value === undefined ? "boolean" : "string", multiple: name === "reactivate" } as const,
      ]),
    );
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { reactivate, ...rest } = values;
    // --reactivate takes one id or more, and may be repeated.
    if (Array.isArray(reactivate)) return { ...rest, reactivate: [...reactivate, ...positionals].join(",") };
    if (positionals.length === 0) return rest as Given;
    throw new UsageError(`Unexpected argument '${positionals[0] ?? ""}': options begin with --.`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(
  flag: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`--${flag} must be a number from ${least} to ${most}, not '${text}'.`);
}

function duration(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseDuration(text);
  if (ms !== undefined && ms > 0) return ms;
  throw new UsageError(`--${flag} must be a duration such as 30m or 2h, not '${text}'.`);
}

export function helpText(): string {
  const flags = Object.entries<Flag>(FLAGS).map(
    ([name, { value, help }]) => [`--${name}${value === undefined ? "" : ` <${value}>`}`, help] as const,
  );
  const width = Math.max(...flags.map(([flag]) => flag.length));
  const lines = flags.map(([flag, help]) => `  ${flag.padEnd(width)}  ${help}`);
  return `fivetran-operations: durable changes to running Fivetran connections, over HTTP.

Usage: fivetran-operations [options]

${lines.join("\n")}

An option with a value can also come from the environment: FIVETRAN_OPERATIONS_PORT for --port, and so on. The command line goes
first. Secrets come from the environment only: FIVETRAN_OPERATIONS_KEY (the master key), FIVETRAN_OPERATIONS_KEY_PREVIOUS,
FIVETRAN_OPERATIONS_TOKEN, FIVETRAN_API_KEY and FIVETRAN_API_SECRET, FIVETRAN_WEBHOOK_SECRET, and addresses that hold one:
FIVETRAN_OPERATIONS_SLACK_URL is told of failed syncs, FIVETRAN_OPERATIONS_POST_URL of every event.

It logs to standard error, in JSON. Ctrl-C or SIGTERM stops it; what has begun goes on at the next start. Exit codes: 2 for wrong
usage, 1 for a start that failed.
`;
}
