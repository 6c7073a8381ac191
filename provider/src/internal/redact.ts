import type { Properties, PropertyPath } from "../handler";
import { isObject } from "./unknown";

/** Shorter values are too common to be blanked out of a text (and too short to be secrets). */
const SHORTEST_SECRET = 4;

/** Which leaves, or whole branches, of a resource's properties are secret. */
export type SecretPaths = (properties: Properties) => readonly PropertyPath[];

/** Blanks the secret values of a resource's properties out of a text. Fivetran's own messages may quote what was sent. */
export function redacted(
  text: string,
  secretPaths: SecretPaths,
  ...properties: readonly Properties[]
): string {
  const values = new Set<string>();
  for (const each of properties) {
    for (const path of secretPaths(each)) {
      for (const value of textsIn(valueAt(each, path)))
        if (value.length >= SHORTEST_SECRET) values.add(value);
    }
  }
  // Longest first: a secret may hold another.
  const sorted = [...values].sort((a, b) => b.length - a.length);
  return sorted.reduce((result, value) => result.replaceAll(value, "[secret]"), text);
}

function valueAt(properties: Properties, path: PropertyPath): unknown {
  return path.reduce<unknown>(
    (value, key) => (Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined),
    properties,
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(textsIn) : [];
}
