/**
 * Schemas, tables and columns, and how they are reached. Their names are user data: dots, spaces, any Unicode, and names that
 * every JavaScript object has (`constructor`), so a record of them is only read through `own` and `entriesOf`.
 */
import type { PropertyPath } from "../../handler";
import { isObject } from "../../internal/unknown";
import type { NamedSchemas, SchemaSettings, TableSettings } from "./inputs";

/** A schema, a table or a column, by its names from the schema down. */
export type Element = readonly [schema: string, table?: string, column?: string];

export const PROPERTIES = ["enabled", "syncMode", "hashed", "isPrimaryKey"] as const;

/** What is managed of an element; tables alone have `syncMode`, columns alone `hashed` and `isPrimaryKey`. */
export type Property = (typeof PROPERTIES)[number];

export type Value = boolean | string;

/** One managed property of one element. */
export interface Setting {
  readonly element: Element;
  readonly property: Property;
  readonly value: Value;
}

/** The settings of any element, as the program or the API has them. */
export type Settings = Readonly<Partial<Record<Property, Value>>>;

/** The value that a record itself has for a name. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return isObject(record) && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The names of a record with what they stand for. What is not known yet (a record or an entry, in a preview) is left out. */
export function entriesOf<T extends object>(record: Readonly<Record<string, T>> | undefined): [string, T][] {
  return isObject(record) ? Object.entries(record).filter(([, entry]) => isObject(entry)) : [];
}

/** Where an element, or a property of it, stands in the inputs. */
export function pathOf([schema, table, column]: Element, property?: Property): PropertyPath {
  const path = ["schemas", schema];
  if (table !== undefined) path.push("tables", table);
  if (column !== undefined) path.push("columns", column);
  if (property !== undefined) path.push(property);
  return path;
}

/** The reverse of `pathOf`. Undefined where a path leads to neither an element nor a property of one. */
export function elementAt(path: PropertyPath): { element: Element; property: Property | undefined } | undefined {
  const [root, schema, tables, table, columns, column] = path.map(String);
  if (root !== "schemas" || schema === undefined) return undefined;
  if (tables !== "tables") return withProperty([schema], path.slice(2));
  if (table === undefined) return undefined;
  if (columns !== "columns") return withProperty([schema, table], path.slice(4));
  return column === undefined ? undefined : withProperty([schema, table, column], path.slice(6));
}

function withProperty(element: Element, rest: PropertyPath): ReturnType<typeof elementAt> {
  const property = PROPERTIES.find((name) => name === rest[0]);
  return rest.length > 1 || (rest.length === 1 && property === undefined) ? undefined : { element, property };
}

const PART = /\.?([A-Za-z_$][\w$-]*)|\[("(?:[^"\\]|\\.)*")\]/gy;

/** The reverse of `formatPath`, for the paths that the state keeps as text. */
export function parsePath(text: string): PropertyPath {
  return [...text.matchAll(PART)].map(([, plain, quoted]) => plain ?? String(JSON.parse(quoted ?? '""')));
}

/** What the program names for an element; an empty object where it names the element and nothing of it. */
export function namedAt(schemas: NamedSchemas | undefined, [schema, table, column]: Element): Settings | undefined {
  const inSchema = own(schemas, schema);
  if (table === undefined) return settingsOf<SchemaSettings>(inSchema);
  const inTable = own(inSchema?.tables, table);
  if (column === undefined) return settingsOf<TableSettings>(inTable);
  return settingsOf(own(inTable?.columns, column));
}

function settingsOf<T extends object>(node: T | undefined): Settings | undefined {
  return isObject(node) ? node : undefined;
}

/** What a record of names and the one upstream have, each name once: named ones first. */
export function* paired<N extends object, F extends object>(
  named: Readonly<Record<string, N>> | undefined,
  found: Readonly<Record<string, F>> | undefined,
  unnamedToo: boolean,
): Generator<[name: string, named: N | undefined, found: F | undefined]> {
  for (const [name, node] of entriesOf(named)) yield [name, node, own(found, name)];
  if (!unnamedToo) return;
  for (const [name, node] of entriesOf(found)) {
    if (own(named, name) === undefined) yield [name, undefined, node];
  }
}
