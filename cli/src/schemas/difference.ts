/** What differs between two schema configs, and the one change that makes it equal. */
import { isDeepStrictEqual } from "node:util";
import type {
  ConnectionSchemaConfig,
  SchemaConfigUpdate,
  SchemaUpdate,
  TableUpdate,
} from "@pulumi-fivetran/sdk";
import { type Element, elementsOf, keyOf, nameOf, SETTABLE } from "./elements";

/** One property that differs. */
export interface Difference {
  readonly element: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly column: string | null;

  /** `enabled`, `syncMode`, `hashed`, `isPrimaryKey`, `rowFilter`, `schemaChangeHandling`, or `exists`. */
  readonly property: string;
  readonly left: unknown;
  readonly right: unknown;
}

/** A config, or a part of one as a file may have it. */
export type SchemaSettings = Pick<ConnectionSchemaConfig, "schemaChangeHandling" | "schemas">;

/** Every property that differs; an element that one side does not have is one line. */
export function differencesBetween(left: SchemaSettings, right: SchemaSettings): Difference[] {
  const [lefts, rights] = [byKey(left), byKey(right)];
  const elements = [...new Map([...lefts, ...rights]).values()].sort((one, other) =>
    keyOf(one) < keyOf(other) ? -1 : 1,
  );
  const policy =
    left.schemaChangeHandling === right.schemaChangeHandling
      ? []
      : [ofPolicy(left.schemaChangeHandling, right.schemaChangeHandling)];
  return [
    ...policy,
    ...elements.flatMap((element) =>
      differencesOf(element, lefts.get(keyOf(element)), rights.get(keyOf(element))),
    ),
  ];
}

function differencesOf(
  element: Element,
  left: Element | undefined,
  right: Element | undefined,
): Difference[] {
  const { schema, table, column } = element;
  const place = { element: nameOf(element), schema, table, column };
  if (left === undefined || right === undefined)
    return [{ ...place, property: "exists", left: left !== undefined, right: right !== undefined }];
  return SETTABLE.filter((property) => !isDeepStrictEqual(left[property], right[property])).map(
    (property) => ({
      ...place,
      property,
      left: left[property],
      right: right[property],
    }),
  );
}

/** What is to be sent, and what cannot be. */
export interface SchemaPlan {
  readonly changes: readonly Difference[];
  readonly update: SchemaConfigUpdate;

  /** Elements that are wanted and not there. */
  readonly missing: readonly string[];

  /** Elements whose `enabled` Fivetran does not let anybody switch. */
  readonly locked: readonly string[];
}

/**
 * Plans the one update that gives a connection what a file says. What the file does not name stays as it is. A column that nobody has set
 * is not in the connection's config: it is sent.
 */
export function planUpdate(current: SchemaSettings, wanted: SchemaSettings): SchemaPlan {
  const there = byKey(current);
  const changes: Difference[] = [];
  const missing: string[] = [];
  const locked: string[] = [];
  for (const element of elementsOf(wanted)) {
    const live = there.get(keyOf(element));
    if (live === undefined && element.column === null) {
      missing.push(nameOf(element));
      continue;
    }
    for (const property of saidBy(element, wanted)) {
      const [left, right] = [live?.[property] ?? null, element[property]];
      if (isDeepStrictEqual(left, right) || (live === undefined && right === false && isUnset(property)))
        continue;
      if (property === "enabled" && live?.locked != null) locked.push(`${nameOf(element)} (${live.locked})`);
      else
        changes.push({
          element: nameOf(element),
          schema: element.schema,
          table: element.table,
          column: element.column,
          property,
          left,
          right,
        });
    }
  }
  const { schemaChangeHandling: policy } = wanted;
  if (policy !== undefined && policy !== current.schemaChangeHandling)
    changes.unshift(ofPolicy(current.schemaChangeHandling, policy));
  return { changes, missing, locked, update: updateOf(changes) };
}

/** False until somebody sets it: so it is for a column that is not in the config. */
function isUnset(property: (typeof SETTABLE)[number]): boolean {
  return property === "hashed" || property === "isPrimaryKey";
}

/** The properties that the file itself has of an element: what it leaves out is not managed. */
function saidBy(
  { schema, table, column }: Element,
  { schemas }: SchemaSettings,
): (typeof SETTABLE)[number][] {
  const ofSchema = schemas[schema];
  const ofTable = table === null ? undefined : ofSchema?.tables?.[table];
  const said: object = (column === null ? (ofTable ?? ofSchema) : ofTable?.columns?.[column]) ?? {};
  return SETTABLE.filter((property) => Object.hasOwn(said, property));
}

function updateOf(changes: readonly Difference[]): SchemaConfigUpdate {
  const update: { schemaChangeHandling?: string; schemas?: Record<string, SchemaUpdate> } = {};
  for (const { schema, table, column, property, right } of changes) {
    if (schema === null) {
      update.schemaChangeHandling = String(right);
      continue;
    }
    update.schemas ??= {};
    const ofSchema: SchemaUpdate & Record<string, unknown> = entry(update.schemas, schema);
    if (table === null) ofSchema[property] = right;
    else {
      ofSchema.tables ??= {};
      const ofTable: TableUpdate & Record<string, unknown> = entry(ofSchema.tables, table);
      if (column === null) ofTable[property] = right;
      else {
        ofTable.columns ??= {};
        entry<Record<string, unknown>>(ofTable.columns as Record<string, Record<string, unknown>>, column)[
          property
        ] = right;
      }
    }
  }
  return update;
}

function entry<T extends object>(record: Record<string, T>, name: string): T & Record<string, unknown> {
  const known = Object.hasOwn(record, name) ? record[name] : undefined;
  const made = known ?? ({} as T);
  // Names are the source's: one may be called like a property of every object.
  Object.defineProperty(record, name, { value: made, enumerable: true, configurable: true, writable: true });
  return made as T & Record<string, unknown>;
}

function ofPolicy(left: unknown, right: unknown): Difference {
  const place = { element: "", schema: null, table: null, column: null };
  return { ...place, property: "schemaChangeHandling", left: left ?? null, right: right ?? null };
}

function byKey(settings: SchemaSettings): Map<string, Element> {
  return new Map(elementsOf(settings).map((element) => [keyOf(element), element]));
}
