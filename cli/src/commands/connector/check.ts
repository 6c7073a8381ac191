/** `fivetranctl connector check <folder>` */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packSource } from "@pulumi-fivetran/core/connectorSdk";
import { findPython } from "../../runner/environment";
import { kitFolder } from "../../runner/kit";
import { readRequirements } from "../../runner/requirements";
import type { Terminal } from "../../terminal";
import { UserError } from "../../userError";
import { readTypes } from "./columnTypes";
import { connectorFolder, readConfiguration } from "./folder";

export interface CheckOptions {
  readonly python?: string;
  readonly json?: boolean;
}

interface Finding {
  /** `error`: Fivetran refuses it, or a secret leaves; `warning`: it works, until it does not. */
  readonly severity: "error" | "warning";
  readonly rule: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

/** What a line of the kit's lint says. */
interface LintLine {
  readonly file: string;
  readonly line: number;
  readonly rule: "syntax" | "order" | "secret" | "start";
  readonly message: string;
}

/** A shorter value turns up in code by chance. */
const SHORTEST_SECRET = 8;

/** @throws UserError when there is an error among the findings */
export async function check(folder: string, options: CheckOptions, terminal: Terminal): Promise<void> {
  const { path } = connectorFolder(folder);
  const findings = [
    ...packaging(path),
    ...requirements(path),
    ...configured(path),
    ...(await lint(path, options.python)),
    ...types(path),
  ];
  for (const finding of findings) show(finding, options.json ?? false, terminal);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (errors > 0) throw new UserError(`${errors} ${errors === 1 ? "error" : "errors"} in ${folder}.`);
  terminal.say(findings.length === 0 ? "Nothing was found." : `${findings.length} warnings, no error.`);
}

function show(finding: Finding, json: boolean, terminal: Terminal): void {
  const { severity, rule, message, file, line } = finding;
  if (json) terminal.print(JSON.stringify({ event: "finding", ...finding }));
  else
    terminal.print(`${severity}  ${file === undefined ? "" : `${file}:${line ?? 1}: `}${message} (${rule})`);
}

/** What the API of packages would refuse. */
function packaging(path: string): Finding[] {
  try {
    packSource(path);
    return [];
  } catch (error) {
    // A configuration.json is for runs on this machine; that it is not in the package is what has to hold.
    return [
      { severity: "error", rule: "package", message: error instanceof Error ? error.message : String(error) },
    ];
  }
}

function requirements(path: string): Finding[] {
  return readRequirements(path).offered.map((line) =>
    line.startsWith("fivetran-connector-kit")
      ? {
          severity: "warning",
          rule: "requirements",
          message: `'${line}' is installed by Fivetran; here the runner's own is used`,
        }
      : {
          severity: "warning",
          rule: "requirements",
          message: `'${line}' is there where Fivetran runs connectors, in the version that Fivetran chooses; remove the line`,
        },
  );
}

/** The configuration, and its values in the code. */
function configured(path: string): Finding[] {
  let values: Record<string, string>;
  try {
    values = readConfiguration(path, undefined);
  } catch (error) {
    return [
      {
        severity: "error",
        rule: "configuration",
        message: error instanceof Error ? error.message : String(error),
      },
    ];
  }
  const secrets = Object.entries(values).filter(
    ([, value]) => value.length >= SHORTEST_SECRET && !/^https?:/.test(value),
  );
  return readdirSync(path)
    .filter((name) => name.endsWith(".py"))
    .flatMap((file) =>
      readFileSync(join(path, file), "utf8")
        .split("\n")
        .flatMap((text, index) =>
          secrets
            .filter(([, value]) => text.includes(value))
            .map(
              ([key]): Finding => ({
                severity: "error",
                rule: "secret",
                file,
                line: index + 1,
                message: `the value of '${key}' in configuration.json is written into the code`,
              }),
            ),
        ),
    );
}

async function lint(path: string, wanted: string | undefined): Promise<Finding[]> {
  let python: string;
  try {
    python = (await findPython(wanted)).path;
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
  const env = { ...process.env, PYTHONPATH: kitFolder(), PYTHONDONTWRITEBYTECODE: "1" };
  const output = await new Promise<string>((resolve, reject) => {
    execFile(
      python,
      ["-X", "utf8", "-m", "connector_kit.runner.lint", path],
      { env },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`the code could not be read: ${stderr.trim()}`));
      },
    );
  });
  return output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const { file, line: number, rule, message } = JSON.parse(line) as LintLine;
      return { severity: rule === "order" ? "warning" : "error", rule, file, line: number, message };
    });
}

/** Columns that have changed their type from one run to another. */
function types(path: string): Finding[] {
  return Object.entries(readTypes(path)).flatMap(([table, columns]) =>
    Object.entries(columns)
      .filter(([, seen]) => seen.length > 1)
      .map(
        ([column, seen]): Finding => ({
          severity: "warning",
          rule: "types",
          message: `${table}.${column} was ${seen.join(", then ")} in earlier runs; declare its type in schema()`,
        }),
      ),
  );
}
