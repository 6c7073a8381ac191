#!/usr/bin/env node
import { isLoopback } from "./address";
import {
  type CommandLine,
  type ConnectorRunOptions,
  type EngineOptions,
  helpText,
  readCommandLine,
  UsageError,
} from "./commandOptions";
import type { KnownTables } from "./control/knownTables";
import { type LocalServer, startServer } from "./server";
import type { SyncExecutor } from "./syncExecutor";
import { version } from "./version";

/** Exit codes: wrong usage, and a start that failed. */
const USAGE = 2;
const FAILED = 1;

async function main(): Promise<void> {
  try {
    const line = readCommandLine(process.argv.slice(2), process.env);
    if (line.asks === "help") process.stdout.write(helpText());
    else if (line.asks === "version") process.stdout.write(`${version()}\n`);
    else await run(line);
  } catch (error) {
    fail(error);
  }
}

async function run({ options, isJson, engine }: CommandLine): Promise<void> {
  if (engine?.isInit === true) {
    await writeStandIns(options, engine);
    return;
  }
  const moves = engine === undefined ? {} : { engine: await makeExecutor(engine) };
  const server = await startServer({ ...options, ...moves });
  if (engine !== undefined) {
    const { terminalProgress } = await import("./terminalProgress.js");
    server.control.onSync(terminalProgress(process.stderr));
  }
  stopOnSignals(server);
  process.stdout.write(isJson ? jsonLine(server) : environmentLines(server));
  if (!isJson) process.stderr.write(notes(server, options));
}

/** An optional peer: whoever moves no data does not install it. Its name is no literal, so that the types need none of it. */
const ENGINE: string = "@pulumi-fivetran/engine";

interface EngineModule {
  createSyncExecutor(options: {
    standIns: string;
    folder?: string | undefined;
    code?: object | undefined;
  }): SyncExecutor;
  initStandIns(options: { file: string; connections: readonly KnownTables[] }): readonly string[];
}

/** Another one: what runs connectors' code is handed to the engine as it is. */
const RUNNER: string = "@pulumi-fivetran/cli/runner";

interface RunnerModule {
  packageRunner(options: Partial<ConnectorRunOptions>): object;
}

async function makeExecutor({ standIns, folder, connectors }: EngineOptions): Promise<SyncExecutor> {
  const engine = await loadEngine();
  const code = connectors === undefined ? undefined : await loadRunner(connectors);
  return engine.createSyncExecutor({ standIns, folder, code });
}

/** The server is there only to look at the accounts: it listens on a port that nobody is told of. */
async function writeStandIns(options: CommandLine["options"], { standIns }: EngineOptions): Promise<void> {
  const { initStandIns } = await loadEngine();
  const server = await startServer({ ...options, port: 0, host: "127.0.0.1", frozen: true });
  try {
    const known = await Promise.all(
      server.accounts.map(async ({ id }) => await server.control.account(id).knownTables()),
    );
    const written = initStandIns({ file: standIns, connections: known.flat() });
    process.stdout.write(written.map((path) => `${path}\n`).join(""));
  } finally {
    await server.stop();
  }
}

async function loadEngine(): Promise<EngineModule> {
  try {
    return (await import(ENGINE)) as EngineModule;
  } catch (error) {
    throw new Error(
      `The package ${ENGINE} is not installed. Run \`npm install ${ENGINE} @duckdb/node-api\`.`,
      {
        cause: error,
      },
    );
  }
}

async function loadRunner(connectors: ConnectorRunOptions): Promise<object> {
  let runner: RunnerModule;
  try {
    runner = (await import(RUNNER)) as RunnerModule;
  } catch (error) {
    throw new Error(
      "--run-connectors needs the package @pulumi-fivetran/cli, which is not installed. Run `npm install @pulumi-fivetran/cli`.",
      { cause: error },
    );
  }
  return runner.packageRunner(
    Object.fromEntries(Object.entries(connectors).filter(([, value]) => value !== undefined)),
  );
}

function environmentLines({ url, apiKey, apiSecret, token, accounts }: LocalServer): string {
  const [, ...others] = accounts;
  return [
    `FIVETRAN_API_URL=${url}`,
    `FIVETRAN_API_KEY=${apiKey}`,
    `FIVETRAN_API_SECRET=${apiSecret}`,
    ...(token === undefined ? [] : [`FIVETRAN_LOCAL_TOKEN=${token}`]),
    ...others.map(
      ({ id, keys: [first] }) =>
        `# account ${id}: FIVETRAN_API_KEY=${first.key} FIVETRAN_API_SECRET=${first.secret}`,
    ),
    "",
  ].join("\n");
}

function jsonLine({ url, apiKey, apiSecret, token, accounts }: LocalServer): string {
  return `${JSON.stringify({ url, apiKey, apiSecret, token, accounts, pid: process.pid })}\n`;
}

/** What a person should know who has just started it. */
function notes({ url, token, accounts }: LocalServer, options: CommandLine["options"]): string {
  const { host = "127.0.0.1", data, seed } = options;
  const kept = accounts.filter(({ isNew }) => !isNew).map(({ id }) => id);
  const lines = [
    `Page: ${url}/${token === undefined ? "" : `#token=${encodeURIComponent(token)}`}`,
    data === undefined
      ? "In memory: everything is gone when it ends; --data <folder> keeps it."
      : `Kept in ${data}.${seed !== undefined && kept.length > 0 ? ` It held ${kept.join(", ")} already, whose seed was not planted.` : ""}`,
    ...(options.runConnectors === true
      ? ["Connectors that are uploaded run on this machine, as this user and with their secrets."]
      : []),
    ...(isLoopback(host)
      ? []
      : [
          `It listens on ${host}, where other machines may reach it: page and control API ask for the token, the API for its keys, which are random where none were given.`,
        ]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function stopOnSignals(server: LocalServer): void {
  const stop = (): void => {
    server.stop().then(() => process.exit(0), fail);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
}

function fail(error: unknown): void {
  const isUsage = error instanceof UsageError;
  const message = error instanceof Error ? error.message : String(error);
  const hint = isUsage ? "\nfivetran-local --help lists the options." : "";
  process.stderr.write(`fivetran-local: ${message}${hint}\n`);
  process.exitCode = isUsage ? USAGE : FAILED;
}

void main();
