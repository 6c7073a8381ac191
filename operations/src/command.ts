#!/usr/bin/env node
import { helpText, readCommandLine, UsageError } from "./commandOptions";
import { type Service, startService } from "./service/service";
import { version } from "./version";

/** Exit codes: wrong usage, and a start that failed. */
const USAGE = 2;
const FAILED = 1;

async function main(): Promise<void> {
  try {
    const { asks, options } = readCommandLine(process.argv.slice(2), process.env);
    if (asks === "help") process.stdout.write(helpText());
    else if (asks === "version") process.stdout.write(`${version()}\n`);
    else {
      const service = await startService(options);
      stopOnSignals(service);
      process.stdout.write(`${lines(service).join("\n")}\n`);
    }
  } catch (error) {
    fail(error);
  }
}

function lines({ url, token }: Service): string[] {
  return [
    `Listening on ${url}`,
    // Printed once: afterwards it is in the file only.
    ...(token.madeIn === undefined ? [] : [`Token, kept in ${token.madeIn}: ${token.text}`]),
  ];
}

function stopOnSignals(service: Service): void {
  const stop = (): void => {
    service.stop().then(() => process.exit(0), fail);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
}

function fail(error: unknown): void {
  const isUsage = error instanceof UsageError;
  const message = error instanceof Error ? error.message : String(error);
  const hint = isUsage ? "\nfivetran-operations --help lists the options." : "";
  process.stderr.write(`fivetran-operations: ${message}${hint}\n`);
  process.exitCode = isUsage ? USAGE : FAILED;
}

void main();
