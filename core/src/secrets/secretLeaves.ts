import type { Properties, PropertyPath } from "../contract";
import { isObject } from "../values/objects";
import { secretPolicy } from "./secretPolicy";

/** Properties that hold a service's own settings; nothing else of a resource is secret. */
const SETTINGS = ["config", "auth"];

export interface SecretLeaf {
  readonly path: PropertyPath;
  readonly value: unknown;
}

/** The secret leaves of a resource's inputs or outputs. */
export function* secretLeaves(properties: Properties): Generator<SecretLeaf> {
  const service = typeof properties["service"] === "string" ? properties["service"] : undefined;
  for (const name of SETTINGS) yield* secretLeavesOf(properties[name], [name], service);
}

/** Their paths, for the handler contract. */
export function secretPaths(properties: Properties): PropertyPath[] {
  return Array.from(secretLeaves(properties), ({ path }) => path);
}

function* secretLeavesOf(
  value: unknown,
  path: PropertyPath,
  service: string | undefined,
): Generator<SecretLeaf> {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) yield* secretLeavesOf(entry, [...path, index], service);
  } else if (isObject(value)) {
    for (const [key, entry] of Object.entries(value)) yield* secretLeavesOf(entry, [...path, key], service);
  } else if (value !== undefined && value !== null && secretPolicy.isSecret(service, path)) {
    yield { path, value };
  }
}
