/** The resources of pulumi-fivetran in a stack's state. */
import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import type { Properties, PropertyPath } from "@pulumi-fivetran/core";
import { isObject } from "@pulumi-fivetran/core/values";
import { kindOfType } from "../convert/kinds";
import { UserError, usageError } from "../userError";

export interface StateResource {
  readonly kind: string;
  readonly urn: string;
  /** The name that the program gives it. */
  readonly name: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** Where a secret stands: its value is not in a state that is printed. */
  readonly secrets: readonly PropertyPath[];
}

export interface StackState {
  readonly resources: readonly StateResource[];
  /** How many resources of others there are; nothing is said of them. */
  readonly others: number;
}

/** How Pulumi marks what is special: a secret has this signature. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** Stands for a secret. What Fivetran masks equals any. */
const HIDDEN = "(secret)";

/** @throws {UserError} (exit code 2) for what is no export of a stack */
export function readState(text: string, source: string): StackState {
  const resources = resourcesIn(text, source);
  const own = resources.flatMap((resource): StateResource[] => {
    const { type, urn, id, inputs, outputs } = resource;
    const kind = kindOfType(String(type));
    // What is being deleted is not declared any more.
    if (
      kind === undefined ||
      typeof urn !== "string" ||
      typeof id !== "string" ||
      resource["delete"] === true
    )
      return [];
    const secrets: PropertyPath[] = [];
    const plain = (values: unknown): Properties => {
      const { __provider: _, recordId: __, ...rest } = (isObject(values) ? values : {}) as Properties;
      return unsealed(rest, [], secrets) as Properties;
    };
    const state = { inputs: plain(inputs), outputs: plain(outputs) };
    return [{ kind, urn, name: urn.split("::").at(-1) ?? "", id, ...state, secrets }];
  });
  const custom = resources.filter(
    (resource) => resource["custom"] === true && !String(resource["type"]).startsWith("pulumi:"),
  );
  return { resources: own, others: custom.length - own.length };
}

function resourcesIn(text: string, source: string): Record<string, unknown>[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Said below: a message of the parser could quote a secret.
  }
  const deployment = isObject(parsed) ? parsed["deployment"] : undefined;
  if (!isObject(deployment))
    throw usageError(
      `${source} is no export of a stack.`,
      "Give the result of 'pulumi stack export --file stack.json'.",
    );
  const { resources } = deployment;
  return Array.isArray(resources) ? resources.filter(isObject) : [];
}

/** Without the envelopes of secrets. */
function unsealed(value: unknown, path: PropertyPath, secrets: PropertyPath[]): unknown {
  if (Array.isArray(value)) return value.map((item, index) => unsealed(item, [...path, index], secrets));
  if (!isObject(value)) return value;
  if (SIGNATURE in value) {
    secrets.push(path);
    return HIDDEN;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, unsealed(each, [...path, key], secrets)]),
  );
}

/** @throws {UserError} (exit code 2) where there is no such file */
export function readStateFile(file: string): StackState {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    throw usageError(`There is no file ${file}.`);
  return readState(readFileSync(file, "utf8"), file);
}

export interface PulumiRun {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What Pulumi prints. @throws {UserError} where it cannot be started, or fails */
export function runPulumi(args: readonly string[], { folder, environment }: PulumiRun): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn("pulumi", args, { cwd: folder, env: environment, stdio: ["ignore", "pipe", "pipe"] });
    let [out, said] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString("utf8");
    });
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
    child.on("error", () => {
      const hint = "Install Pulumi, or export the stack elsewhere and give the file with --state.";
      failed(new UserError("There is no 'pulumi' on the PATH.", { hint }));
    });
    child.on("close", (code) => {
      if (code === 0) done(out);
      else
        failed(new UserError(`pulumi ${args.slice(0, 2).join(" ")} failed:\n${said.trim() || out.trim()}`));
    });
  });
}
