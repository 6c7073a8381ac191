import { isObject, MASK, mapEntries, maskAll } from "../domain/seal";
import { isKnownKind, kindIn } from "../facts/body";
import { type NamedFact, schemaFact } from "../facts/operations";
import { hiddenPathsOf, holdsSecretPath, isSecretName, isSecretPath, SECRET_LISTS } from "../facts/secrets";
import type { Operation } from "../operations/operation";
import { documentedOperation } from "./aliases";

/** Whose settings stand here, whatever they are. */
const SETTINGS_ROOT = "config";
const AUTH = "auth";

/**
 * Where the secrets of a body stand.
 *
 * @param operation the one that the body was sent to; undefined when there is none
 * @param kind the service of the thing that is changed, where that is known; what is made names its own
 */
export function hiddenPathsIn(
  operation: Operation | undefined,
  body: unknown,
  kind: string | undefined,
): readonly string[] {
  const fact = operation && documentedOperation(operation.method, operation.path)?.request?.body;
  if (fact === undefined) return hiddenPathsOf(undefined, undefined);
  const { family }: NamedFact = fact.ref === undefined ? fact : schemaFact(fact.ref);
  return hiddenPathsOf(family, isKnownKind(fact, kind) ? kind : kindIn(fact, body));
}

/** A body for people to look at: every secret value, and everything under `auth`, as six asterisks. */
export function redact(body: unknown, hiddenPaths: readonly string[]): unknown {
  if (typeof body === "string") return maskAll(body);
  // Lists make no difference: a value in place of a list is hidden like its items.
  return redactUnder("", "", body, hiddenPaths.map(withoutLists));
}

/** A path with its query, in which the values of parameters that are called like secrets are asterisks. */
export function redactPath(path: string): string {
  const mark = path.indexOf("?");
  if (mark < 0) return path;
  const pairs = path
    .slice(mark + 1)
    .split("&")
    .map((pair) => {
      const [name = "", value] = pair.split("=", 2);
      return value === undefined || !isSecretName(decoded(name)) ? pair : `${name}=${MASK}`;
    });
  return `${path.slice(0, mark)}?${pairs.join("&")}`;
}

function redactUnder(name: string, path: string, value: unknown, hidden: readonly string[]): unknown {
  if (isSecretName(name) || SECRET_LISTS.has(name) || isSecretPath(hidden, path)) return maskAll(value);
  if (name === AUTH && isObject(value)) return maskAll(value);
  if (Array.isArray(value)) return value.map((item: unknown) => redactUnder("", path, item, hidden));
  if (isObject(value)) {
    return mapEntries(value, (key, inner) =>
      redactUnder(key, path === "" ? key : `${path}.${key}`, inner, hidden),
    );
  }
  const standsForSettings = path === SETTINGS_ROOT || (path !== "" && holdsSecretPath(hidden, path));
  return standsForSettings ? maskAll(value) : value;
}

function withoutLists(path: string): string {
  return path.replaceAll("[]", "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
