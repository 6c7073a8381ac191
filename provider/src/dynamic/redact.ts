import { secretsByName } from "../internal/secretPolicy";
import { isObject } from "../internal/unknown";

/** Shorter values are too common to be blanked out of a text (and too short to be secrets). */
const SHORTEST_SECRET = 4;

/** Blanks the secret values of a resource's properties out of a text. Fivetran's own messages may quote what was sent. */
export function redacted(text: string, ...properties: readonly object[]): string {
  const values = new Set<string>();
  for (const each of properties) collect(each, [], (each as { service?: string }).service, values);
  return [...values]
    .sort((a, b) => b.length - a.length)
    .reduce((result, value) => result.replaceAll(value, "[secret]"), text);
}

function collect(
  value: unknown,
  path: readonly (string | number)[],
  service: string | undefined,
  found: Set<string>,
): void {
  if (Array.isArray(value)) {
    value.forEach((entry, index) => {
      collect(entry, [...path, index], service, found);
    });
  } else if (isObject(value)) {
    for (const [key, entry] of Object.entries(value)) {
      if (path.length > 0 || key === "config" || key === "auth")
        collect(entry, [...path, key], service, found);
    }
  } else if (
    typeof value === "string" &&
    value.length >= SHORTEST_SECRET &&
    secretsByName.isSecret(service, path)
  ) {
    found.add(value);
  }
}
