/** A stack of the bridged Terraform provider, as `pulumi stack export` prints it, with its records under the names of Terraform's provider. */
import { readFileSync, statSync } from "node:fs";
import { usageError } from "../../userError";
import { snakeCase } from "../foreign/declared";
import { type ForeignRecord, isRecord, UNKNOWN_SECRET } from "../foreign/record";

/** Of the bridge's own types: `fivetran:index/connector:Connector`, or `fivetran:index:Connector` of older SDKs. */
const BRIDGED = /^fivetran:index(?:\/\w+)?:(\w+)$/;

/** How Pulumi marks what is special: a secret has this signature. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Maps whose keys are a user's own words. */
const MAPS = new Set(["configMap", "configurableVariables"]);

export interface BridgedRecord extends ForeignRecord {
  readonly urn: string;
}

/** @throws {UserError} (exit code 2) for what is no export of a stack */
export function readStackExport(file: string): BridgedRecord[] {
  return resourcesIn(file).flatMap((resource) => {
    const { urn, type, id, outputs, inputs } = resource;
    const [, kind] = BRIDGED.exec(String(type)) ?? [];
    if (kind === undefined || typeof urn !== "string" || resource["delete"] === true) return [];
    const properties = { ...(isRecord(inputs) ? inputs : {}), ...(isRecord(outputs) ? outputs : {}) };
    const secrets = new Set([UNKNOWN_SECRET]);
    const attributes = snakeCased(properties, [], secrets) as Record<string, unknown>;
    return [
      {
        type: typeOfKind(kind),
        address: urn,
        urn,
        name: urn.split("::").at(-1) ?? "",
        attributes: { ...attributes, ...(typeof id === "string" && { id }) },
        secrets,
      },
    ];
  });
}

/** `ConnectionV2PauseState` is `fivetran_connection_v2_pause_state` there. */
function typeOfKind(kind: string): string {
  return `fivetran${snakeCase(kind)}`;
}

function resourcesIn(file: string): Record<string, unknown>[] {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    throw usageError(`There is no file ${file}.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // Said below: a message of the parser could quote a secret.
  }
  const deployment = isRecord(parsed) ? parsed["deployment"] : undefined;
  if (!isRecord(deployment))
    throw usageError(
      `${file} is no export of a stack.`,
      "Give the result of 'pulumi stack export --file stack.json'.",
    );
  return Array.isArray(deployment["resources"]) ? deployment["resources"].filter(isRecord) : [];
}

/** Names of properties are the provider's, written in another way; keys of maps are the user's, and stay. */
function snakeCased(value: unknown, path: readonly string[], secrets: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => snakeCased(item, path, secrets));
  if (!isRecord(value)) return value;
  if (value[SIGNATURE] === SECRET) return revealed(value, path, secrets);
  const isMap = isMapAt(path);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isMap || !key.startsWith("__"))
      .map(([key, each]) => [isMap ? key : snakeCase(key), snakeCased(each, [...path, key], secrets)]),
  );
}

/** Of an export with `--show-secrets` the value is known; it is kept out of every file all the same. */
function revealed(envelope: Record<string, unknown>, path: readonly string[], secrets: Set<string>): unknown {
  const { plaintext } = envelope;
  if (typeof plaintext !== "string") return UNKNOWN_SECRET;
  try {
    const value = snakeCased(JSON.parse(plaintext), path, secrets);
    const mark = (each: unknown): void => {
      if (typeof each === "string") secrets.add(each);
      else if (Array.isArray(each)) each.forEach(mark);
      else if (isRecord(each)) Object.values(each).forEach(mark);
    };
    mark(value);
    return value;
  } catch {
    return UNKNOWN_SECRET;
  }
}

function isMapAt(path: readonly string[]): boolean {
  const name = path.at(-1) ?? "";
  if (MAPS.has(name)) return true;
  // `schemas.<name>.tables.<name>.columns.<name>`
  return path[0] === "schemas" && ["schemas", "tables", "columns"][(path.length - 1) / 2] === name;
}
