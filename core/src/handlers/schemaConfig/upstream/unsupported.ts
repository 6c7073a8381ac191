/** Settings that the program names and that Fivetran is known not to offer, told before anything is sent. */
import { nearest } from "@pulumi-fivetran/sdk/services";
import type { PropertyPath } from "../../../contract";
import { type Element, entriesOf, type NamedNode, namedElements, own, pathOf } from "../wants/elements";
import type { NamedSchemas } from "../wants/inputs";
import { filterFound, isRowFilter, isSameValue } from "../wants/values";
import { hasFeature, obstacleTo } from "./filters";
import { lockOn } from "./locks";
import type { LiveTable, Upstream } from "./upstream";

export interface UnsupportedSetting {
  readonly path: PropertyPath;
  readonly reason: string;
}

/**
 * In the order of the program. Tables that are missing are another matter.
 *
 * @param mayBeMissing whether the program lets what it names be missing, the columns of row filters too
 */
export function unsupportedSettings(
  schemas: NamedSchemas | undefined,
  upstream: Upstream,
  mayBeMissing = false,
): UnsupportedSetting[] {
  const found: UnsupportedSetting[] = [];
  for (const [element, node] of namedElements(schemas)) {
    const [schema, table, column] = element;
    if (table === undefined || column !== undefined) continue;
    const live = own(own(upstream.config.schemas, schema)?.tables, table);
    if (live === undefined) continue;
    found.push(
      ...unsupportedOf(element, node, live),
      ...unsupportedFilter(element, node, live, upstream, mayBeMissing),
    );
  }
  return found;
}

function unsupportedOf(element: Element, node: NamedNode, live: LiveTable): UnsupportedSetting[] {
  const found: UnsupportedSetting[] = [];
  const isSet = node.syncMode !== undefined && lockOn(live, "syncMode") === undefined;
  if (isSet && live.syncMode === undefined) {
    const reason = "Fivetran does not let the sync mode of this table be chosen";
    found.push({ path: pathOf(element, "syncMode"), reason });
  } else if (isSet && node.syncMode === "HISTORY" && live.supportsHistoryMode === false) {
    const reason = `this table does not support history mode (its mode is ${String(live.syncMode)})`;
    found.push({ path: pathOf(element, "syncMode"), reason });
  }
  const columns = entriesOf(node.columns).map(([name]) => `'${name}'`);
  if (columns.length > 0 && live.supportsColumnsConfig === false) {
    const reason = `Fivetran does not let the columns of this table be configured (${columns.join(", ")})`;
    found.push({ path: [...pathOf(element), "columns"], reason });
  }
  return found;
}

function unsupportedFilter(
  element: Element,
  { rowFilter: filter }: NamedNode,
  live: LiveTable,
  upstream: Upstream,
  mayBeMissing: boolean,
): UnsupportedSetting[] {
  if (!isRowFilter(filter) || lockOn(live, "rowFilter") !== undefined) return [];
  if (live.rowFilter !== undefined && isSameValue(filterFound(live.rowFilter), filter)) return [];
  const path = pathOf(element, "rowFilter");
  if (!hasFeature(upstream, live)) {
    const reason =
      "Fivetran does not offer row filters for this connection, or this account does not have them";
    return [{ path, reason }];
  }
  // What else the program wants of the columns is a warning, not a matter of the source.
  const obstacle = obstacleTo(filter, element, live, upstream, () => undefined);
  if (obstacle?.kind !== "noColumn" || mayBeMissing) return [];
  const [schema, table = ""] = element;
  const meant = nearest(obstacle.column, upstream.namesBeside([schema, table, obstacle.column]));
  const hint = meant === undefined ? "" : `; did you mean '${meant}'?`;
  return [{ path, reason: `the table has no column '${obstacle.column}', which the filter needs${hint}` }];
}
