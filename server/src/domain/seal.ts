import { createHmac } from "node:crypto";
import { isSecretName, isSecretPath, SECRET_LISTS, secretPathsOf } from "../facts/secrets";
import { isKnownService, type ServiceFamily } from "../facts/services";

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

/** Under which the paths of config values stand, as in `config.password`. */
const CONFIG = "config";

/**
 * Replaces every secret value, at any depth, by its seal: every setting that the service marks, and the text that is called like a secret. A
 * number that is called like one is sealed where no document says what the service's settings are; `true` and `false` never are. Empty
 * values and values that are sealed already stay.
 *
 * @param of whose config it is, where that is a service
 */
export function sealConfig(
  config: Readonly<Record<string, unknown>>,
  key: string,
  of?: ServiceName,
): Record<string, unknown> {
  const isDocumented = of !== undefined && isKnownService(of.family, of.service);
  return sealEntries(config, CONFIG, {
    key,
    secretPaths: of === undefined ? [] : secretPathsOf(of.family, of.service),
    named: isDocumented ? isText : isTextOrNumber,
  });
}

/**
 * Seals every value: nothing under `auth` is ever shown.
 *
 * @param isChosen which of the values that are no objects; all when not given
 */
export function sealAll(value: unknown, key: string, isChosen: IsChosen = () => true): unknown {
  if (Array.isArray(value)) return value.map((item) => sealAll(item, key, isChosen));
  if (isSeal(value)) return value;
  if (isObject(value)) return mapEntries(value, (_name, inner) => sealAll(inner, key, isChosen));
  return value === null || value === "" || !isChosen(value) ? value : seal(value, key);
}

/** As the API returns it: each seal as six asterisks. */
export function maskSeals(value: unknown): unknown {
  if (isSeal(value)) return MASK;
  if (Array.isArray(value)) return value.map(maskSeals);
  if (isObject(value)) return mapEntries(value, (_name, inner) => maskSeals(inner));
  return value;
}

/** Without what is sealed. */
export function withoutSeals(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).flatMap(([name, value]) => {
      if (isSeal(value)) return [];
      if (isObject(value)) return [[name, withoutSeals(value)]];
      return [[name, Array.isArray(value) ? value.filter((item) => !isSeal(item)).map(plainItem) : value]];
    }),
  );
}

function plainItem(item: unknown): unknown {
  return isObject(item) ? withoutSeals(item) : item;
}

type IsChosen = (value: unknown) => boolean;

const isText: IsChosen = (value) => typeof value === "string";
const isTextOrNumber: IsChosen = (value) => typeof value !== "boolean";

interface Sealing {
  readonly key: string;

  /** What the service marks. */
  readonly secretPaths: readonly string[];

  /** Which of the values that are called like a secret are sealed. */
  readonly named: IsChosen;
}

function sealEntries(
  object: Readonly<Record<string, unknown>>,
  path: string,
  how: Sealing,
): Record<string, unknown> {
  return mapEntries(object, (name, value) => sealUnder(name, value, `${path}.${name}`, how));
}

function sealUnder(name: string, value: unknown, path: string, how: Sealing): unknown {
  if (isSecretPath(how.secretPaths, path)) return sealAll(value, how.key);
  if (isSecretName(name)) return sealAll(value, how.key, how.named);
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

/** Replaces every value, at any depth, by six asterisks; what is empty stays. */
export function maskAll(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskAll);
  if (isObject(value)) return mapEntries(value, (_name, inner) => maskAll(inner));
  return value === null || value === "" ? value : MASK;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Own entries only, so that a user's key may be called `__proto__`. */
export function mapEntries(
  object: Readonly<Record<string, unknown>>,
  map: (name: string, value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(name, value)]));
}
