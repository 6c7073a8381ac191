/**
 * Schemas, tables and columns, and how they are reached. Their names are user data: dots, spaces, any Unicode, and names that
 * every JavaScript object has (`constructor`), so a record of them is only read through `own` and `entriesOf`.
 */
import type { PropertyPath } from "../../../contract";
import type { PlainValue } from "../../../fields/field";
import type { RowFilter as DeclaredRowFilter, NONE } from "../../../fields/rowFilter";
import { PROPERTIES, type Property } from "../../../fields/schemaRules";
import { isObject } from "../../../values/objects";

/** A schema, a table or a column, by its names from the schema down. */
export type Element =
  | readonly [schema: string]
  | readonly [schema: string, table: string]
  | readonly [schema: string, table: string, column: string];

export { PROPERTIES, type Property };

/** Which rows of a table are synced. */
export type RowFilter = PlainValue<DeclaredRowFilter>;

export type Value = boolean | string | RowFilter;

/** One managed property of one element. */
export interface Setting {
  readonly element: Element;
  readonly property: Property;
  readonly value: Value;
}

type Named = Readonly<Record<string, NamedNode>>;

/** A named element of any level: its settings, and what is named below it. */
export interface NamedNode {
  readonly enabled?: boolean;
  readonly syncMode?: string;
  readonly hashed?: boolean;
  readonly isPrimaryKey?: boolean;
  readonly rowFilter?: RowFilter | typeof NONE;
  readonly targetDataType?: string;
  readonly tables?: Named;
  readonly columns?: Named;
}

/** The value that a record itself has for a name. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return isObject(record) && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The names of a record with what they stand for. What is not known yet (a record or an entry, in a preview) is left out. */
export function entriesOf<T extends object>(record: Readonly<Record<string, T>> | undefined): [string, T][] {
  return isObject(record) ? Object.entries(record).filter(([, entry]) => isObject(entry)) : [];
}

/** Every name of two records once, with what each record has for it: first the named ones, then, if asked, the others. */
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

/** Every element that a program names, parents first. */
export function* namedElements(schemas: Named | undefined): Generator<[element: Element, node: NamedNode]> {
  for (const [schema, inSchema] of entriesOf(schemas)) {
    yield [[schema], inSchema];
    for (const [table, inTable] of entriesOf(inSchema.tables)) {
      yield [[schema, table], inTable];
      for (const [column, inColumn] of entriesOf(inTable.columns)) yield [[schema, table, column], inColumn];
    }
  }
}

/** What a program names for an element; undefined where it does not name it. */
export function namedAt(schemas: Named | undefined, [schema, table, column]: Element): NamedNode | undefined {
  let node = own(schemas, schema);
  if (table !== undefined) node = own(node?.tables, table);
  if (column !== undefined) node = own(node?.columns, column);
  return isObject(node) ? node : undefined;
}

/** Where an element, or a property of it, stands in the inputs. */
export function pathOf([schema, table, column]: Element, property?: Property): PropertyPath {
  const path = ["schemas", schema];
  if (table !== undefined) path.push("tables", table);
  if (column !== undefined) path.push("columns", column);
  if (property !== undefined) path.push(property);
  return path;
}

/**
 * The reverse of `pathOf`; what lies within a property (a clause of a row filter) belongs to it. Undefined where a path leads to neither an
 * element nor a property of one.
 */
export function elementAt(
  path: PropertyPath,
): { element: Element; property: Property | undefined } | undefined {
  const [root, schema, ...below] = path.map(String);
  if (root !== "schemas" || schema === undefined) return undefined;
  const names = [schema];
  let rest = below;
  while (rest[0] === BELOW[names.length - 1] && rest[1] !== undefined) {
    names.push(rest[1]);
    rest = rest.slice(2);
  }
  const property = PROPERTIES.find((name) => name === rest[0]);
  if (rest.length > 0 && property === undefined) return undefined;
  return { element: names as unknown as Element, property };
}

/** Where an element of a depth has what is below it. */
const BELOW = ["tables", "columns"] as const;
