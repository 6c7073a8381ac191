import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, it } from "vitest";

/** The machine's Python of 3.10 or later; undefined where there is none. */
export const PYTHON = findPython();

function findPython(): string | undefined {
  const program = "import sys, venv, ensurepip; assert sys.version_info >= (3, 10); print(sys.executable)";
  try {
    return execFileSync("python3", ["-c", program], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return undefined;
  }
}

/** Tests that run connectors; one skipped test where there is no Python. */
export function describeWithPython(name: string, body: (python: string) => void): void {
  describe(name, () => {
    if (PYTHON === undefined) it.skip("there is no Python", () => undefined);
    else body(PYTHON);
  });
}

/** A folder of its own, gone after the test; `files` by path. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "connector-"));

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): string {
    const file = join(this.path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** The text of a `connector.py` with these lines as the body of `update`. */
export function connectorOf(lines: readonly string[], schema = "[]"): string {
  return [
    "from fivetran_connector_sdk import Connector, Operations as op, Logging as log",
    "import os, sys, time, datetime, decimal",
    "def schema(configuration):",
    `    return ${schema}`,
    "def update(configuration, state):",
    ...(lines.length === 0 ? ["    pass"] : lines.map((line) => `    ${line}`)),
    "connector = Connector(update=update, schema=schema)",
    "",
  ].join("\n");
}

/** Collects what a command writes. */
export class Written {
  readonly printed: string[] = [];
  readonly said: string[] = [];
  print(line: string): void {
    this.printed.push(line);
  }
  say(line: string): void {
    this.said.push(line);
  }
  get all(): string {
    return [...this.printed, ...this.said].join("\n");
  }
}
