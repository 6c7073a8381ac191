/** What a user is told about row filters: those that cannot be set, and those that other settings cost. */
import type { Notice, PropertyPath } from "../../../contract";
import { type Problem, warningOf } from "../../../errors/problem";
import { NONE } from "../../../fields/rowFilter";
import { wantedAt } from "../upstream/filters";
import type { Table, Upstream } from "../upstream/upstream";
import { type Element, namedElements, pathOf, type Setting } from "../wants/elements";
import type { NamedSchemas } from "../wants/inputs";
import { isRowFilter } from "../wants/values";
import { type Declaration, type Wanted, wantedOf } from "../wants/wanted";
import { unreadTablesProblem, unruledProblem } from "./rule";

const SUBJECT = "Rules that set row filters";

/**
 * For the program alone: filters of which it hashes or disables a column, or whose table it disables. Fivetran would remove them, so
 * they are not sent.
 */
export function contradictedFilterNotices(inputs: Declaration): Notice[] {
  const notices: Notice[] = [];
  for (const [element] of namedElements(inputs.schemas)) {
    const [schema, table, column] = element;
    if (table === undefined || column !== undefined) continue;
    const decided = wantedOf(inputs, element, "rowFilter");
    if (decided === undefined || !isRowFilter(decided.value)) continue;
    const because = contradictionOf(
      [schema, table],
      decided.value.columnClauses.map((clause) => clause.column),
      inputs,
    );
    if (because === undefined) continue;
    const path =
      decided.reason === "named" ? pathOf(element, "rowFilter") : ["rules", decided.rule ?? 0, "rowFilter"];
    const where = decided.reason === "named" ? "" : ` of ${schema}.${table}`;
    const message = `the row filter${where} is not set: ${because}. All rows that the table syncs arrive`;
    notices.push({ severity: "warning", path, message });
  }
  return notices;
}

function contradictionOf(table: Table, columns: readonly string[], inputs: Declaration): string | undefined {
  if (wantedOf(inputs, table, "enabled")?.value === false)
    return "the program disables the table, and Fivetran removes the filter of a disabled table";
  for (const column of columns) {
    const place: Element = [...table, column];
    const is = (property: "hashed" | "enabled"): unknown => wantedOf(inputs, place, property)?.value;
    if (is("hashed") === true)
      return `it needs the column '${column}', which the program hashes, and Fivetran removes the filter then`;
    if (is("enabled") === false)
      return `it needs the column '${column}', which the program disables, and Fivetran removes the filter then`;
  }
  return undefined;
}

/** Filters that nobody declares here, and that Fivetran removes because of what is sent. */
export function lostFilterNotices(
  sent: readonly Setting[],
  wanted: readonly Wanted[],
  upstream: Upstream,
): Notice[] {
  const wants = wantedAt(wanted);
  const lost = new Map<string, Notice>();
  for (const { element, property, value } of sent) {
    const [schema, table, column] = element;
    if (table === undefined) continue;
    const live = upstream.find([schema, table]);
    if (typeof live === "string" || live.rowFilter === undefined) continue;
    if (wants([schema, table], "rowFilter") !== undefined) continue;
    const disables = property === "enabled" && value === false;
    const hashes = property === "hashed" && value === true;
    const needed = live.rowFilter.columnClauses?.some((clause) => clause.column === column) === true;
    if (!(column === undefined ? disables : needed && (disables || hashes))) continue;
    const name = live.rowFilter.name ?? "";
    const cause =
      column === undefined
        ? "is disabled"
        : `${hashes ? "is hashed" : "is disabled"}, which the filter needs`;
    const message = `${cause}, so Fivetran removes the row filter '${name}' of ${schema}.${table}, which this program does not declare: all rows of the table are synced without it`;
    const path = pathOf(element, property);
    lost.set(JSON.stringify([schema, table]), { severity: "warning", path, message });
  }
  return [...lost.values()];
}

/** What an apply fails with that does not know which tables have the columns of a rule's filter: rows would arrive that it keeps out. */
export function unfilteredProblem(undecided: readonly Wanted[], upstream: Upstream): Problem | undefined {
  if (undecided.length === 0) return undefined;
  return unreadTablesProblem(
    SUBJECT,
    tablesOf(undecided),
    upstream,
    "A table that can never be read: disable it, or leave it out of what the rules match and name its filter.",
  );
}

/** The same for a refresh or a preview, which cannot fail. */
export function unfilteredNotices(undecided: readonly Wanted[], upstream: Upstream): Notice[] {
  if (undecided.length === 0) return [];
  const details = ["Rows that a rule would keep out may arrive there!"];
  return [warningOf({ ...unruledProblem(SUBJECT, tablesOf(undecided), upstream), details })];
}

/** A row filter or a type of a column that a program names. */
export interface RemovableSetting {
  readonly element: Element;
  readonly path: PropertyPath;
  readonly property: "rowFilter" | "targetDataType";
}

/** Those that are not `none` already. */
export function removableSettings(schemas: NamedSchemas | undefined): RemovableSetting[] {
  return [...namedElements(schemas)].flatMap(([element, node]) =>
    (["rowFilter", "targetDataType"] as const)
      .filter((property) => node[property] !== undefined && node[property] !== NONE)
      .map((property) => ({ element, path: pathOf(element, property), property })),
  );
}

/** What stays in Fivetran of what is taken out of the program at a path. */
export function staysBehind(named: readonly RemovableSetting[], path: PropertyPath): string[] {
  const left = named.filter((setting) => path.every((step, index) => setting.path[index] === step));
  const has = (wanted: RemovableSetting["property"]): boolean =>
    left.some(({ property }) => property === wanted);
  return [
    ...(has("rowFilter") ? [`rows stay filtered until \`rowFilter: "none"\` says otherwise`] : []),
    ...(has("targetDataType")
      ? [`types in the destination stay until \`targetDataType: "none"\` says otherwise`]
      : []),
  ];
}

function tablesOf(settings: readonly Setting[]): Table[] {
  return settings.flatMap(({ element: [schema, table] }): Table[] =>
    table === undefined ? [] : [[schema, table]],
  );
}
