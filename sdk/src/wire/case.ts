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
 *
 * @throws {TypeError} for what is no object
 */
export function toWire(fields: object): Record<string, unknown> {
  const given = Object.entries(checkedFields(fields)).filter(([, value]) => value !== undefined);
  // Not by assignment, which takes `__proto__` for something else.
  return Object.fromEntries(given.map(([name, value]) => [snakeCase(name), value]));
}

/** The same object, for programs in JavaScript, which pass anything. @throws {TypeError} for what is no object */
export function checkedFields<T extends object>(fields: T): T {
  const given: unknown = fields;
  if (typeof given === "object" && given !== null && !Array.isArray(given)) return fields;
  throw new TypeError("The body must be an object with the fields by name.");
}

/** Applies `convert` to every value of a record whose keys are names given by the user. */
export function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  convert: (value: A) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, convert(value)]));
}
