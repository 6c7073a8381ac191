import { z } from "zod";
import type { Page } from "../pagination";
import { isRecord } from "../record";
import type { Listed, Unreadable, UnreadableField } from "../unreadable";
import { noteUnreadable, UnreadableElement, unreadableFields } from "../unreadable";
import { camelCase, snakeCase } from "./case";
import { below } from "./fieldPath";
import { readLeniently } from "./lenient";

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
 *
 * A field that is neither {@link optional} nor {@link nullable} is one that the object cannot be without: as a rule, its id.
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

/**
 * A record whose keys are names given by the user. zod's own has no `__proto__`.
 *
 * @param keepsUnknown whether a name stays there, with nothing, when what it stands for is no object
 */
export function named<T>(value: z.ZodType<T>, keepsUnknown = false): z.ZodType<Record<string, T>> {
  return z.unknown().transform((wire, context) => {
    if (!isRecord(wire)) return reportMismatch(context, "an object", wire);
    const entries: [string, T][] = [];
    for (const [name, each] of Object.entries(wire)) {
      const parsed = value.safeParse(each);
      if (parsed.success) entries.push([name, parsed.data]);
      else
        for (const { path, message, ...issue } of parsed.error.issues) {
          const isWhole = keepsUnknown && path.length === 0;
          const params = isWhole ? { emptied: true } : "params" in issue ? issue.params : undefined;
          context.addIssue({ code: "custom", path: [name, ...path], message, ...(params && { params }) });
        }
    }
    return Object.fromEntries(entries);
  });
}

/** The user's own data, whatever is in it: as it is, and not a copy. */
export const userData: z.ZodType<Record<string, unknown>> = z
  .unknown()
  .transform((wire, context) => (isRecord(wire) ? wire : reportMismatch(context, "an object", wire)));

/**
 * A page of a list. An empty cursor says, like none, that it is the last. An element that cannot be read does not spoil
 * the others: it is handed out as it is.
 */
export function page<T>(item: z.ZodType<T>): z.ZodType<Page<T>> {
  // Neither can be left out: without the one there is no list, without the other it would seem to end here.
  const fields = { items: optional(z.unknown()), nextCursor: optional(z.unknown()) };
  return apiObject(fields).transform(({ items, nextCursor }, context) => {
    if (!Array.isArray(items)) return essential(context, "items", "an array", items);
    if (nextCursor !== undefined && typeof nextCursor !== "string")
      return essential(context, "next_cursor", "a string", nextCursor);
    const read = elements(item, items);
    const page: Page<T> = {
      items: read.items,
      ...(nextCursor === undefined || nextCursor === "" ? {} : { nextCursor }),
    };
    if (read.unreadable.length > 0) noteUnreadable(page, read.unreadable);
    return page;
  });
}

/** A list that Fivetran returns whole. */
export function list<T>(item: z.ZodType<T>): z.ZodType<Listed<T>[]> {
  return z.unknown().transform((wire, context) => {
    if (!Array.isArray(wire)) return reportMismatch(context, "an array", wire);
    const read = elements(item, wire, []);
    if (read.unreadable.length > 0) noteUnreadable(read.items, read.unreadable);
    return read.items;
  });
}

function elements<T>(
  item: z.ZodType<T>,
  wire: readonly unknown[],
  where: readonly string[] = ["items"],
): { items: Listed<T>[]; unreadable: UnreadableField[] } {
  const unreadable: UnreadableField[] = [];
  const items = wire.map((each, index): Listed<T> => {
    const read = readLeniently(item, each);
    const found = read.ok ? fieldsOf(read.value) : [read.issue];
    unreadable.push(...found.map((field) => below([...where, index], field)));
    // It has none of the fields of T, which is what its type says.
    return read.ok ? read.value : (new UnreadableElement(read.issue, each) as unknown as Unreadable<T>);
  });
  return { items, unreadable };
}

function fieldsOf(value: unknown): readonly UnreadableField[] {
  return typeof value === "object" && value !== null ? unreadableFields(value) : [];
}

function reportMismatch(context: z.RefinementCtx, expected: string, wire: unknown): never {
  context.addIssue({ code: "custom", message: mismatch(expected, wire) });
  return z.NEVER;
}

function essential(context: z.RefinementCtx, name: string, expected: string, wire: unknown): never {
  const message = mismatch(expected, wire);
  context.addIssue({ code: "custom", path: [name], message, params: { essential: true } });
  return z.NEVER;
}

function mismatch(expected: string, wire: unknown): string {
  const received = wire === null ? "null" : Array.isArray(wire) ? "an array" : typeof wire;
  return `Invalid input: expected ${expected}, received ${received}`;
}
