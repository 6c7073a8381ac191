/** `sync_frequency` to `syncFrequency`. For names of API fields only, never for a user's own keys. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `syncFrequency` to `sync_frequency`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * The object as Fivetran wants it: its own keys in snake_case, values as they are. Keys without a value are left out;
 * null stays, because in a PATCH null removes.
 *
 * It goes one level deep on purpose: what lies below (`config`, `auth`, `state`, names of schemas) is the user's data.
 */
export function toWire(fields: object): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) wire[snakeCase(name)] = value;
  }
  return wire;
}

/** Applies `convert` to every value of a record whose keys are names given by the user. */
export function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  convert: (value: A) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, convert(value)]));
}
