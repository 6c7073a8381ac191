/** Settings that the program names and that Fivetran is known not to offer, told before anything is sent. */
import type { PropertyPath } from "../../../contract";
import { type Element, entriesOf, type NamedNode, namedElements, own, pathOf } from "../wants/elements";
import type { NamedSchemas } from "../wants/inputs";
import { lockOn } from "./locks";
import type { LiveTable, Upstream } from "./upstream";

export interface UnsupportedSetting {
  readonly path: PropertyPath;
  readonly reason: string;
}

/** In the order of the program. Tables that are missing are another matter. */
export function unsupportedSettings(
  schemas: NamedSchemas | undefined,
  { config }: Upstream,
): UnsupportedSetting[] {
  const found: UnsupportedSetting[] = [];
  for (const [element, node] of namedElements(schemas)) {
    const [schema, table, column] = element;
    if (table === undefined || column !== undefined) continue;
    const live = own(own(config.schemas, schema)?.tables, table);
    if (live !== undefined) found.push(...unsupportedOf(element, node, live));
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
