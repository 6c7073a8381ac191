import { nameOfReference, type OpenApiDocument, type Schema, schemaNamed } from "./document.ts";

/** What a value may be: a schema without its prose, small, and in the same order whatever the document's is. */
export interface Fact {
  /** Absent when the document does not say. */
  type?: string;
  /** `date-time`, `byte` or `binary`; sizes of numbers are left out. */
  format?: string;
  /** Marked as a password in the document. */
  secret?: true;
  /** The values known today, sorted: the document's order changes from service to service. */
  enum?: (string | number)[];
  /** Of an object, by name. */
  fields?: Record<string, Fact>;
  /** Names of the {@link fields} that must be there. */
  required?: string[];
  /** Of an object whose keys are the user's: what each value is. */
  values?: Fact;
  /** Of an array. */
  items?: Fact;
  /** Whether it may be `null` though it has a type. */
  nullable?: true;
  /** Name of the schema that says it; only where references are kept. */
  ref?: string;
}

const FORMATS = new Set(["date-time", "byte", "binary"]);

/** By code unit, so that the order is the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same record with its keys in order. */
export function sortedRecord<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareText(a, b)));
}

/**
 * The facts of a schema. References are followed, unless `refer` takes them: it is told the name, and the fact is only
 * `{ ref }`.
 */
export function factOf(document: OpenApiDocument, schema: Schema, refer?: (name: string) => void): Fact {
  if (schema.$ref !== undefined) {
    const name = nameOfReference(schema.$ref);
    if (refer === undefined) return factOf(document, schemaNamed(document, name));
    refer(name);
    return { ref: name };
  }
  const recurse = (part: Schema): Fact => factOf(document, part, refer);
  const parts = (schema.allOf ?? []).map((part) => factOf(document, part));
  const own = ownFact(schema, recurse);
  return parts.length === 0 ? own : [...parts, own].reduce(merged);
}

function ownFact(schema: Schema, recurse: (part: Schema) => Fact): Fact {
  const fact: Fact = {};
  const type = schema.type ?? (schema.properties === undefined ? undefined : "object");
  if (type !== undefined) fact.type = type;
  if (schema.nullable === true) fact.nullable = true;
  if (schema.format === "password") fact.secret = true;
  if (schema.format !== undefined && FORMATS.has(schema.format)) fact.format = schema.format;
  if (schema.enum !== undefined) fact.enum = [...new Set(schema.enum)].sort(compareValues);
  if (schema.properties !== undefined && Object.keys(schema.properties).length > 0) {
    const entries = Object.entries(schema.properties);
    fact.fields = sortedRecord(Object.fromEntries(entries.map(([name, field]) => [name, recurse(field)])));
  }
  if (schema.required !== undefined && schema.required.length > 0)
    fact.required = [...schema.required].sort(compareText);
  if (typeof schema.additionalProperties === "object") fact.values = recurse(schema.additionalProperties);
  if (schema.items !== undefined) fact.items = recurse(schema.items);
  return fact;
}

/** Two descriptions of one object as one. The parts of a service say different things of the same `config`. */
export function merged(a: Fact, b: Fact): Fact {
  const fact: Fact = { ...a, ...b };
  if (a.fields !== undefined && b.fields !== undefined) {
    const fields: Record<string, Fact> = { ...a.fields };
    for (const [name, field] of Object.entries(b.fields)) {
      const known = fields[name];
      fields[name] = known === undefined ? field : merged(known, field);
    }
    fact.fields = sortedRecord(fields);
  }
  const required = [...new Set([...(a.required ?? []), ...(b.required ?? [])])].sort(compareText);
  if (required.length > 0) fact.required = required;
  return fact;
}

/** Numbers by size, everything else by code unit. */
function compareValues(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : compareText(String(a), String(b));
}

/** Calls `visit` with each fact below an object, and its path: `config.password`, `config.accounts[].key`. */
export function visitFields(
  fact: Fact,
  path: string,
  visit: (path: string, name: string, field: Fact) => void,
): void {
  for (const [name, field] of Object.entries(fact.fields ?? {})) {
    if (/[.[\]]/.test(name)) throw new Error(`The field name '${name}' cannot be part of a path.`);
    const below = `${path}.${name}`;
    visit(below, name, field);
    visitFields(field, below, visit);
    if (field.items !== undefined) visitFields(field.items, `${below}[]`, visit);
  }
}
