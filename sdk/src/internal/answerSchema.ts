import { z } from "zod";
import type { Page } from "../pagination";
import { camelCase, snakeCase } from "./case";

/** A field that an answer may lack. Fivetran says null for some of those, which is read as lacking, or as null. */
export class OptionalField<T> {
  constructor(
    readonly schema: z.ZodType<T>,
    readonly keepsNull: boolean,
  ) {}
}

/** Fields of an API object under the names they have in this package. */
type Fields = Readonly<Record<string, z.ZodType | OptionalField<unknown>>>;

type ValueOf<F> = F extends OptionalField<infer T> ? T : F extends z.ZodType<infer T> ? T : never;

type RequiredName<F extends Fields> = {
  [N in keyof F]: F[N] extends OptionalField<unknown> ? never : N;
}[keyof F];

/** What an object of `F` is after reading. */
export type ReadObject<F extends Fields> = {
  [N in RequiredName<F>]: ValueOf<F[N]>;
} & { [N in Exclude<keyof F, RequiredName<F>>]?: ValueOf<F[N]> } extends infer O
  ? { [N in keyof O]: O[N] }
  : never;

/** A field that may be absent; null counts as absent. */
export function optional<T>(schema: z.ZodType<T>): OptionalField<T> {
  return new OptionalField(schema, false);
}

/** A field that may be absent, and whose null means something. */
export function nullable<T>(schema: z.ZodType<T>): OptionalField<T | null> {
  return new OptionalField<T | null>(schema.nullable(), true);
}

/**
 * An object of the API: checked under the names it has on the wire, so that an error names those, and given out under
 * camelCase names. Fields that this package does not know pass through, renamed at this level and untouched below.
 */
export function apiObject<F extends Fields>(fields: F): z.ZodType<ReadObject<F>> {
  const shape: Record<string, z.ZodType> = {};
  const names = new Map<string, string>();
  const absentIfNull = new Set<string>();
  for (const [name, field] of Object.entries(fields)) {
    const wireName = snakeCase(name);
    names.set(wireName, name);
    if (field instanceof OptionalField) {
      shape[wireName] = field.schema.nullish();
      if (!field.keepsNull) absentIfNull.add(wireName);
    } else {
      shape[wireName] = field;
    }
  }
  const read = z.looseObject(shape).transform((wire) => {
    const object: Record<string, unknown> = {};
    for (const [wireName, value] of Object.entries(wire)) {
      if (value === undefined || (value === null && absentIfNull.has(wireName))) continue;
      object[names.get(wireName) ?? camelCase(wireName)] = value;
    }
    return object;
  });
  // The transform above does what the type says, which TypeScript cannot follow.
  return read as unknown as z.ZodType<ReadObject<F>>;
}

/** A word of a list that Fivetran may lengthen at any time: known ones are typed, others pass. */
export function openEnum<T extends string>(): z.ZodType<T> {
  return z.string() as unknown as z.ZodType<T>; // Only the type is narrower than a string, and open itself.
}

/** A record whose keys are names given by the user. */
export function named<T>(value: z.ZodType<T>): z.ZodType<Record<string, T>> {
  return z.record(z.string(), value);
}

/** A page of a list. An empty cursor says, like none, that it is the last. */
export function page<T>(item: z.ZodType<T>): z.ZodType<Page<T>> {
  return apiObject({ items: z.array(item), nextCursor: optional(z.string()) }).transform(
    ({ items, nextCursor }) =>
      nextCursor === undefined || nextCursor === "" ? { items } : { items, nextCursor },
  );
}
