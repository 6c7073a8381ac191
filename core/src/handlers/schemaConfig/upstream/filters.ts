/** What stands between a row filter and its table: the feature, and the columns that the filter reads. */
import { NONE } from "../../../fields/rowFilter";
import { type Element, namedElements, type Property, type Value } from "../wants/elements";
import type { SchemaConfigInputs } from "../wants/inputs";
import { readyRules } from "../wants/rules";
import { filterFound, isRowFilter, isSameValue } from "../wants/values";
import { resolve, type Wanted } from "../wants/wanted";
import type { SchemaCalls } from "./calls";
import { lockOn } from "./locks";
import type { LiveNode, Table, Upstream } from "./upstream";

/** Why a filter cannot be set. */
export type Obstacle =
  | { readonly kind: "noFeature" }
  /** The table lacks the column. */
  | { readonly kind: "noColumn"; readonly column: string }
  /** Fivetran removes the filter, because of what else holds there. */
  | { readonly kind: "removed"; readonly because: string }
  /** The columns of the table could not be read. */
  | { readonly kind: "unread" };

/** What else is wanted of an element. */
export type WantedAt = (element: Element, property: Property) => Value | undefined;

/** What the wanted settings say, by element. */
export function wantedAt(wanted: Iterable<Wanted>): WantedAt {
  const byPlace = new Map<string, Value>();
  for (const { element, property, value } of wanted) byPlace.set(placeOf(element, property), value);
  return (element, property) => byPlace.get(placeOf(element, property));
}

/** Undefined where nothing is known to stand in the way of a table's filter. */
export function obstacleTo(
  value: Value,
  [schema, table]: Element,
  live: LiveNode,
  upstream: Upstream,
  wants: WantedAt,
): Obstacle | undefined {
  if (table === undefined || !isRowFilter(value)) return undefined;
  if (!hasFeature(upstream, live)) return { kind: "noFeature" };
  const comes = (place: Element, found: LiveNode | undefined, property: "enabled" | "hashed"): unknown => {
    const isLocked = found !== undefined && lockOn(found, property) !== undefined;
    return (isLocked ? undefined : wants(place, property)) ?? found?.[property];
  };
  if (wants([schema, table], "enabled") === false && comes([schema, table], live, "enabled") === false)
    return {
      kind: "removed",
      because: "the program disables the table, and Fivetran removes the filter of a disabled table",
    };
  let isUnread = false;
  for (const { column } of value.columnClauses) {
    const place: Element = [schema, table, column];
    const found = upstream.find(place);
    if (found === "missing") return { kind: "noColumn", column };
    const readable = found === "unreadable" ? undefined : found;
    const because = outOfReach(column, comes(place, readable, "hashed"), comes(place, readable, "enabled"));
    if (because !== undefined) return { kind: "removed", because };
    isUnread ||= readable === undefined;
  }
  return isUnread ? { kind: "unread" } : undefined;
}

function outOfReach(column: string, hashed: unknown, enabled: unknown): string | undefined {
  if (hashed === true)
    return `the filter needs the column '${column}', which is hashed, and Fivetran removes the filter of a hashed column`;
  if (enabled === false)
    return `the filter needs the column '${column}', which is disabled, and Fivetran removes the filter of a disabled column`;
  return undefined;
}

/** Fivetran says so of a connection, or shows a filter. */
export function hasFeature({ config }: Upstream, live: LiveNode): boolean {
  return config.rowFilteringSupported === true || live.rowFilter !== undefined;
}

/** Asks for the columns of tables whose filter is to be set and reads a column that is not known. */
export async function withFilterColumns(
  inputs: SchemaConfigInputs,
  upstream: Upstream,
  calls: SchemaCalls,
): Promise<Upstream> {
  if (!declaresFilters(inputs)) return upstream;
  const tables = resolve(inputs, upstream).flatMap(({ element, property, value }) => {
    const [schema, table] = element;
    const live = upstream.find(element);
    if (property !== "rowFilter" || table === undefined || typeof live === "string") return [];
    const found = live.rowFilter && filterFound(live.rowFilter);
    if (!isRowFilter(value) || isSameValue(found, value) || !hasFeature(upstream, live)) return [];
    const isKnown = value.columnClauses.every(
      ({ column }) => upstream.find([schema, table, column]) !== "unreadable",
    );
    const asked: Table = [schema, table];
    return isKnown || upstream.wasAsked(asked) || !upstream.hasColumnsConfig(asked) ? [] : [asked];
  });
  return tables.length === 0 ? upstream : upstream.with(await calls.lookUp(tables));
}

function declaresFilters({ schemas, rules }: SchemaConfigInputs): boolean {
  if (readyRules(rules).some(({ settings }) => isFilter(settings.rowFilter))) return true;
  for (const [, node] of namedElements(schemas)) if (isFilter(node.rowFilter)) return true;
  return false;
}

function isFilter(value: Value | undefined): boolean {
  return value !== undefined && value !== NONE;
}

function placeOf(element: Element, property: Property): string {
  return JSON.stringify([property, ...element]);
}
