/** Named elements that the source does not have, and what their names may have been meant to be. */
import { nearest } from "@pulumi-fivetran/sdk/services";
import type { Notice } from "../../../contract";
import { type Problem, warningOf } from "../../../errors/problem";
import { formatPath } from "../../../values/propertyPath";
import { type Element, namedElements, pathOf } from "../wants/elements";
import type { NamedSchemas } from "../wants/inputs";
import type { Upstream } from "./upstream";

/** The maximum number of names for which similar ones are searched: each search goes through all existing names. */
const SUGGESTIONS = 25;
const EXAMPLES = 5;

/** The topmost named elements that are missing, without those below them. */
export function missingElements(schemas: NamedSchemas | undefined, upstream: Upstream): Element[] {
  const missing: Element[] = [];
  for (const [element] of namedElements(schemas)) {
    if (upstream.find(element) !== "missing") continue;
    const last = missing.at(-1);
    if (last === undefined || !isBelow(element, last)) missing.push(element);
  }
  return missing;
}

/** `namedElements` gives parents first, so only the last missing one can be above. */
function isBelow(element: Element, above: Element): boolean {
  return element.length > above.length && above.every((name, index) => element[index] === name);
}

export function missingWarning(
  missing: readonly Element[],
  upstream: Upstream,
  reloadFailure: Problem | undefined,
): Notice {
  return warningOf({
    summary: `the source does not have ${countOf(missing)} that the program names; their settings were not sent:`,
    details: [...missingLines(missing, upstream), ...reloadProblems(reloadFailure)],
    path: ["schemas"],
  });
}

export function reloadProblems(failure: Problem | undefined): Problem[] {
  if (failure === undefined) return [];
  return [
    { ...failure, summary: `A reload of the schema, to look for new elements, failed: ${failure.summary}` },
  ];
}

export function countOf(missing: readonly Element[]): string {
  return missing.length === 1 ? "an element" : `${missing.length} elements`;
}

/** One line an element: its path, and the names that come nearest. */
export function missingLines(missing: readonly Element[], upstream: Upstream): string[] {
  const byParent = new Map<string, Siblings>();
  return missing.map((element, index) => {
    const parent = JSON.stringify(element.slice(0, -1));
    const siblings = byParent.get(parent) ?? siblingsOf(upstream.namesBeside(element));
    byParent.set(parent, siblings);
    return `  - ${formatPath(pathOf(element))}${hintFor(element, siblings, index < SUGGESTIONS)}`;
  });
}

interface Siblings {
  readonly names: readonly string[];
  readonly byLowerCase: ReadonlyMap<string, string>;
}

function siblingsOf(names: readonly string[]): Siblings {
  return { names, byLowerCase: new Map(names.map((name) => [name.toLowerCase(), name])) };
}

function hintFor(element: Element, { names, byLowerCase }: Siblings, search: boolean): string {
  const name = element[element.length - 1] ?? "";
  const kind = (["schemas", "tables", "columns"] as const)[element.length - 1];
  if (names.length === 0) return `: there are no ${kind}`;
  const otherCase = byLowerCase.get(name.toLowerCase());
  const similar = search ? nearest(name, names) : undefined;
  const meant = [...new Set([otherCase, similar])].filter((candidate) => candidate !== undefined);
  if (meant.length > 0) return `: did you mean ${meant.map(quoted).join(" or ")}?`;
  if (!search) return "";
  const more = names.length > EXAMPLES ? `, and ${names.length - EXAMPLES} more` : "";
  return `: there are the ${kind} ${names.slice(0, EXAMPLES).map(quoted).join(", ")}${more}`;
}

function quoted(name: string): string {
  return `'${name}'`;
}
