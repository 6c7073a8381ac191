import { createHmac } from "node:crypto";
import { isSecretPath, type ServiceFamily, secretPathsOf } from "../facts/services";

/** What the API shows instead of a secret value. */
export const MASK = "******";

/** Services of different families may have one name. */
export interface ServiceName {
  readonly family: ServiceFamily;
  readonly service: string;
}

/** A sealed value: equal secrets have equal seals within one account, and nothing leads back. */
interface Seal {
  readonly $sealed: string;
}

/**
 * Whether a config key holds a secret, by its name: for services that the document does not know, and for what shows no service.
 * Names of files, addresses, dates and of the like of secrets, and public keys, are not.
 */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !NOT_SECRET_NAME.test(name);
}

const SECRET_NAME =
  /password|passwd|passphrase|pass_phrase|secret|token|credential|connection_string|sas_url|keystore|truststore|^pats$|^auth_code$|(?:api|access|account|app|application|client|client_cert|company|consumer|developer|encryption|function|integration|master|plain|primary|private|registry|scram256|scram512|service_account|shared|signing|signon|storage_account|subscription|user|admin|x)_?key$|(?:api|private|secret|access)key/i;
const NOT_SECRET_NAME =
  /(?<!_sas)_(?:name|path|url|source|region|type|id|at|expires|expiry|database|container|field|column)$|^token_url|^public_key$|^token_authenticated|^access_key_id$|^secrets_list$/i;

/** Each item under these keys holds a secret: `{key, value}`, or `NAME=value`, which only the journal hides, as the API answers it. */
const SECRET_LISTS = new Set(["secrets_list", "environment_vars"]);

/** Under which the paths of config values stand, as in `config.password`. */
const CONFIG = "config";

/**
 * Replaces every secret value, at any depth, by its seal: those that are called like a secret, and those that the service marks.
 * Empty values and values that are sealed already stay.
 *
 * @param of whose config it is, where that is a service
 */
export function sealConfig(
  config: Readonly<Record<string, unknown>>,
  key: string,
  of?: ServiceName,
): Record<string, unknown> {
  const secretPaths = of === undefined ? [] : secretPathsOf(of.family, of.service);
  return sealEntries(config, CONFIG, { key, secretPaths });
}

/** Seals every value: nothing under `auth` is ever shown. */
export function sealAll(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((item) => sealAll(item, key));
  if (isSeal(value)) return value;
  if (isObject(value)) return mapEntries(value, (_name, inner) => sealAll(inner, key));
  return value === null || value === "" ? value : seal(value, key);
}

/** What the API answers: each seal as six asterisks. */
export function maskSeals(value: unknown): unknown {
  if (isSeal(value)) return MASK;
  if (Array.isArray(value)) return value.map(maskSeals);
  if (isObject(value)) return mapEntries(value, (_name, inner) => maskSeals(inner));
  return value;
}

/** For what is shown to people (the request journal): every secret value and everything under `auth` as six asterisks. */
export function redact(body: unknown): unknown {
  return redactUnder("", body);
}

function redactUnder(name: string, value: unknown): unknown {
  if (name === "auth" && isObject(value)) return maskAll(value);
  if (isSecretName(name)) return maskAll(value);
  if (Array.isArray(value)) {
    return value.map((item: unknown) => (SECRET_LISTS.has(name) ? maskAll(item) : redactUnder("", item)));
  }
  if (isObject(value)) return mapEntries(value, redactUnder);
  return value;
}

function maskAll(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskAll);
  if (isObject(value)) return mapEntries(value, (_name, inner) => maskAll(inner));
  return value === null || value === "" ? value : MASK;
}

interface Sealing {
  readonly key: string;
  readonly secretPaths: readonly string[];
}

function sealEntries(
  object: Readonly<Record<string, unknown>>,
  path: string,
  how: Sealing,
): Record<string, unknown> {
  return mapEntries(object, (name, value) =>
    isSecretName(name) ? sealAll(value, how.key) : sealUnder(name, value, `${path}.${name}`, how),
  );
}

function sealUnder(name: string, value: unknown, path: string, how: Sealing): unknown {
  if (isSecretPath(how.secretPaths, path)) return sealAll(value, how.key);
  if (Array.isArray(value)) return value.map((item: unknown) => sealItem(name, item, `${path}[]`, how));
  if (isObject(value) && !isSeal(value)) return sealEntries(value, path, how);
  return value;
}

function sealItem(list: string, item: unknown, path: string, how: Sealing): unknown {
  if (!isObject(item) || isSeal(item))
    return isSecretPath(how.secretPaths, path) ? sealAll(item, how.key) : item;
  const sealed = sealEntries(item, path, how);
  return SECRET_LISTS.has(list) && "value" in sealed
    ? { ...sealed, value: sealAll(sealed["value"], how.key) }
    : sealed;
}

function seal(value: unknown, key: string): Seal {
  return { $sealed: createHmac("sha256", key).update(JSON.stringify(value)).digest("base64url") };
}

function isSeal(value: unknown): value is Seal {
  return isObject(value) && typeof value["$sealed"] === "string" && Object.keys(value).length === 1;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Own entries only, so that a user's key may be called `__proto__`. */
function mapEntries(
  object: Readonly<Record<string, unknown>>,
  map: (name: string, value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(name, value)]));
}
