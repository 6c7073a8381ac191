#!/usr/bin/env node
import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { ServerOptions } from "./options";
import { DEFAULT_KEY } from "./plannedAccounts";
import { type LocalServer, startServer } from "./server";
import { wordIds } from "./state/ids";
import type { Seed } from "./state/seed/seed";
import { version } from "./version";

const HELP = `fivetran-local: a local server that behaves like Fivetran's API. It listens on loopback only.

Usage: fivetran-local [options]

  --port <number>     port to listen on (default: any free one)
  --data <folder>     keep the account in this folder (default: in memory, gone at the end)
  --seed <file.json>  what a new account holds; not looked at when the folder holds one already
  --key <key>         API key that clients must send (default: local-key)
  --secret <secret>   API secret that clients must send (default: local-secret)
  --json              print one line of JSON instead of environment lines
  --help              print this text
  --version           print the version
`;

/** Exit codes: wrong usage, and a start that failed. */
const USAGE = 2;
const FAILED = 1;

class UsageError extends Error {}

interface Arguments {
  readonly options: ServerOptions;
  readonly isJson: boolean;
}

async function main(): Promise<void> {
  let parsed: Arguments | string;
  try {
    parsed = readArguments(process.argv.slice(2));
  } catch (error) {
    fail(error, USAGE);
    return;
  }
  if (typeof parsed === "string") {
    process.stdout.write(parsed);
    return;
  }
  try {
    const server = await startServer(parsed.options);
    process.stdout.write(parsed.isJson ? jsonLine(server) : environmentLines(server));
    stopOnSignals(server);
  } catch (error) {
    fail(error, FAILED);
  }
}

/** @returns what to start, or a text to print instead */
function readArguments(args: string[]): Arguments | string {
  const { values } = parse(args);
  if (values.help === true) return HELP;
  if (values.version === true) return `${version()}\n`;
  const options: ServerOptions = {
    // Ids of a new account differ from those of earlier ones, so that what remembers an old account's ids does not take its new
    // objects for the old ones.
    ids: wordIds(randomInt(2 ** 31)),
    keys: [{ key: values.key ?? DEFAULT_KEY.key, secret: values.secret ?? DEFAULT_KEY.secret }],
    ...(values.port === undefined ? {} : { port: readPort(values.port) }),
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(values.seed === undefined ? {} : { seed: readSeed(values.seed) }),
  };
  return { options, isJson: values.json === true };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string" },
        data: { type: "string" },
        seed: { type: "string" },
        key: { type: "string" },
        secret: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
        version: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`--port must be a number from 0 to 65535, not '${text}'.`);
  return port;
}

function readSeed(path: string): Seed {
  try {
    // startServer checks it, and lists what is wrong with it.
    return JSON.parse(readFileSync(path, "utf8")) as Seed;
  } catch (error) {
    throw new UsageError(`--seed ${path} cannot be read: ${messageOf(error)}`);
  }
}

function environmentLines(server: LocalServer): string {
  return [
    `FIVETRAN_API_URL=${server.url}`,
    `FIVETRAN_API_KEY=${server.apiKey}`,
    `FIVETRAN_API_SECRET=${server.apiSecret}`,
    "",
  ].join("\n");
}

function jsonLine({ url, apiKey, apiSecret }: LocalServer): string {
  return `${JSON.stringify({ url, apiKey, apiSecret, pid: process.pid })}\n`;
}

function stopOnSignals(server: LocalServer): void {
  const stop = (): void => {
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error, FAILED),
    );
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function fail(error: unknown, exitCode: number): void {
  const hint = error instanceof UsageError ? "\nfivetran-local --help lists the options." : "";
  process.stderr.write(`fivetran-local: ${messageOf(error)}${hint}\n`);
  process.exitCode = exitCode;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

void main();
