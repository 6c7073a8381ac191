/** A schema config of a connection, or of a file. */
import { existsSync, readFileSync } from "node:fs";
import type { ConnectionSchemaConfig } from "@pulumi-fivetran/sdk";
import { isNotFound } from "@pulumi-fivetran/sdk";
import type { Account } from "../access/account";
import { type Chosen, findConnections, readChoice } from "../connections/choose";
import { safeText } from "../output/safeText";
import { UserError, usageError } from "../userError";
import type { SchemaSettings } from "./difference";

/** @throws {UserError} before Fivetran has read the source */
export async function schemaConfigOf(
  { client, signal }: Account,
  { id, name }: Chosen,
): Promise<ConnectionSchemaConfig> {
  try {
    return await client.connectionSchemas.retrieve(id, { signal });
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new UserError(
      `Fivetran has not read the source of ${safeText(name, 200)} yet, so it has no schema config.`,
      {
        hint: `Read it: fivetranctl api connectionSchemas.reload ${id}`,
        cause: error,
      },
    );
  }
}

export async function oneConnection(account: Account, word: string): Promise<Chosen> {
  const choice = readChoice([word]);
  const [chosen] = choice.names.length === 1 ? await findConnections(account, choice) : [];
  if (chosen === undefined)
    throw usageError("A schema config is of one connection.", "Name it by id or group/schema.");
  return chosen;
}

/** Reads what a word means: a file that is there (JSON or YAML), else a connection. */
export async function settingsOf(account: Account, word: string): Promise<SchemaSettings> {
  if (/\.(?:json|ya?ml)$/.test(word) || existsSync(word)) return readSettings(word);
  return schemaConfigOf(account, await oneConnection(account, word));
}

/** @throws {UserError} (exit code 2) for a file that is none of a schema config */
export async function readSettings(path: string): Promise<SchemaSettings> {
  const { parse } = await import("yaml");
  let settings: unknown;
  try {
    // JSON is YAML.
    settings = parse(readFileSync(path, "utf8"), { maxAliasCount: 0 });
  } catch (error) {
    const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
    throw usageError(`${path} cannot be read: ${safeText(why)}`);
  }
  const problems = problemsIn(settings);
  if (problems.length === 0) return settings as SchemaSettings;
  throw usageError(
    [`${path} is no schema config:`, ...problems.slice(0, 20)].join("\n  "),
    "It has the form that 'fivetranctl api connectionSchemas.retrieve <id> --output yaml' writes.",
  );
}

const OF_SCHEMA = ["enabled", "tables", "nameInDestination"];
const OF_TABLE = [
  ...["enabled", "syncMode", "rowFilter", "columns", "nameInDestination", "enabledPatchSettings"],
  ...["supportsColumnsConfig", "supportsHistoryMode", "parentTable"],
];
const OF_COLUMN = [
  "enabled",
  "hashed",
  "isPrimaryKey",
  "targetDataType",
  "nameInDestination",
  "enabledPatchSettings",
];
const OF_CONFIG = ["schemaChangeHandling", "schemas", "enableNewByDefault", "rowFilteringSupported"];

function problemsIn(settings: unknown): string[] {
  if (!isObject(settings) || !isObject(settings["schemas"])) return ["it has no 'schemas'"];
  return [
    ...unknownIn("", settings, OF_CONFIG),
    ...below(settings["schemas"], "schemas", OF_SCHEMA, (schema, path) =>
      below(schema["tables"], `${path}.tables`, OF_TABLE, (table, at) =>
        below(table["columns"], `${at}.columns`, OF_COLUMN, () => []),
      ),
    ),
  ];
}

function below(
  value: unknown,
  path: string,
  known: readonly string[],
  deeper: (value: Record<string, unknown>, path: string) => string[],
): string[] {
  if (value === undefined) return [];
  if (!isObject(value)) return [`${path} is no object`];
  return Object.entries(value).flatMap(([name, each]) => {
    const at = `${path}.${safeText(name, 100)}`;
    if (!isObject(each)) return [`${at} is no object`];
    const flags = ["enabled", "hashed", "isPrimaryKey"].filter(
      (flag) => each[flag] !== undefined && typeof each[flag] !== "boolean",
    );
    return [
      ...unknownIn(at, each, known),
      ...flags.map((flag) => `${at}.${flag} is neither true nor false`),
      ...deeper(each, at),
    ];
  });
}

function unknownIn(path: string, value: object, known: readonly string[]): string[] {
  return Object.keys(value)
    .filter((name) => !known.includes(name))
    .map(
      (name) =>
        `${path}${path === "" ? "" : "."}${safeText(name, 100)} is not known; known are ${known.slice(0, 5).join(", ")}`,
    );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
