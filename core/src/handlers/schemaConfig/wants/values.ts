/** Values of settings: how they are compared, worded and sent. Most are plain; a row filter has parts. */
import type { CurrentRowFilter, RowFilter as SentRowFilter } from "@pulumi-fivetran/sdk";
import { NONE } from "../../../fields/rowFilter";
import { isSame } from "../../../values/diff";
import { isObject } from "../../../values/objects";
import { containsUnknown } from "../../../values/unknown";
import type { Property, RowFilter, Value } from "./elements";

/** True for a filter all of whose parts are known. */
export function isRowFilter(value: unknown): value is RowFilter {
  return isObject(value) && Array.isArray(value["columnClauses"]) && !containsUnknown(value);
}

/** Whether two values mean the same: `AND` is what a filter has without a word, and the order of clauses makes no difference. */
export function isSameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (!isObject(a) || !isObject(b)) return a === b;
  return isSame(plainFilter(a), plainFilter(b));
}

/** As a message names a value; of a filter no more than its name, since the values in it are the user's data. */
export function valueText(value: Value): string {
  return isObject(value) ? `the row filter '${String(value["name"])}'` : String(value);
}

/** Null for what is removed. */
export function sentValue(property: Property, value: Value): unknown {
  const isRemovable = property === "rowFilter" || property === "targetDataType";
  if (isRemovable && value === NONE) return null;
  return property === "rowFilter" && isRowFilter(value) ? (withValues(value) satisfies SentRowFilter) : value;
}

/** A filter as Fivetran returns it, in the form in which a program declares it. */
export function filterFound(found: CurrentRowFilter): RowFilter {
  return plainFilter(found) as unknown as RowFilter; // What Fivetran leaves out shows as a difference.
}

function withValues(filter: RowFilter): SentRowFilter {
  const { operator, columnClauses, ...rest } = filter;
  return {
    ...rest,
    ...(operator === undefined ? {} : { operator }),
    columnClauses: columnClauses.map((clause) => ({ ...clause, values: [...(clause.values ?? [])] })),
  };
}

function plainFilter(filter: object): Record<string, unknown> {
  const { operator, columnClauses, ...rest } = filter as Readonly<Record<string, unknown>>;
  const clauses = Array.isArray(columnClauses) ? (columnClauses as unknown[]) : [];
  return {
    ...rest,
    ...(operator === undefined || operator === "AND" ? {} : { operator }),
    columnClauses: clauses.map((clause) => (isObject(clause) ? { values: [], ...clause } : clause)),
  };
}
