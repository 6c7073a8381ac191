import { errors } from "../errors";
import { ALL_NAMING_KEYS, namingKeysOf, neededNamingKeysOf } from "../facts/services";
import { messages } from "../messages";
import type { ServiceConfig } from "../records/account";

export interface ConnectionName {
  /** The connection's name: `schema`, `schema.table`, `schema.table_group_name`, or the schema prefix. */
  readonly schema: string;
  readonly naming: Readonly<Record<string, string>>;
}

/**
 * Reads a new connection's name from its config, by the keys that its service wants.
 *
 * @throws ApiError 400 when such a key is missing
 */
export function readName(service: string, config: ServiceConfig): ConnectionName {
  const needed = neededNamingKeysOf(service);
  const known = namingKeysOf(service)?.filter((key) => needed.includes(key) || isGiven(config[key]));
  return byKeys(config, known ?? givenKeys(config));
}

/** Without the naming keys, which are no part of the config that is kept and returned. */
export function withoutNaming(config: ServiceConfig): ServiceConfig {
  return Object.fromEntries(Object.entries(config).filter(([key]) => !isNamingKey(key)));
}

/**
 * A name is given once: an update may repeat it, not change it (chosen, UNPROVEN).
 *
 * @throws ApiError 400 when the update has another name
 */
export function checkNameUnchanged(naming: Readonly<Record<string, string>>, update: ServiceConfig): void {
  for (const [key, value] of Object.entries(update)) {
    if (isNamingKey(key) && naming[key] !== value) {
      throw errors.invalidInput(messages.connections.namingIsPermanent(key));
    }
  }
}

/** For a service whose keys are not known: those that are given decide. */
function givenKeys(config: ServiceConfig): readonly string[] {
  if (isGiven(config["schema_prefix"]) && !isGiven(config["schema"])) return ["schema_prefix"];
  const second = ["table", "table_group_name"].find((key) => isGiven(config[key]));
  return second === undefined ? ["schema"] : ["schema", second];
}

function byKeys(config: ServiceConfig, keys: readonly string[]): ConnectionName {
  const naming = keys.map((key): [string, string] => {
    const value = config[key];
    if (!isGiven(value)) throw errors.invalidInput(messages.fieldRequired(key));
    if (typeof value !== "string") throw errors.invalidInput(messages.fieldInvalid(key));
    return [key, value];
  });
  return { schema: naming.map(([, value]) => value).join("."), naming: Object.fromEntries(naming) };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function isNamingKey(key: string): boolean {
  return ALL_NAMING_KEYS.includes(key);
}
