/** What an apply sets on elements that nobody names, in one line: a run over many connections prints one for each of them. */
import type { Notice } from "../../../contract";
import { formatPath } from "../../../values/propertyPath";
import { takesOver } from "../plan/preview";
import type { SchemaCalls } from "../upstream/calls";
import { pathOf, type Setting } from "../wants/elements";
import type { SchemaConfigInputs, SchemaConfigOutputs } from "../wants/inputs";
import type { Wanted } from "../wants/wanted";
import { type Group, grouped } from "./grouped";
import { causeOf } from "./notices";
import { effectOf, elementsOf } from "./rule";

/** The maximum number of elements that are named for each effect; the preview of an update has named all of them. */
const NAMED_AT_MOST = 3;

/** One notice for all effects: by rule, then what names below need, then what follows the policy. */
export function appliedNotices(effects: readonly Wanted[], inputs: SchemaConfigInputs, lead = ""): Notice[] {
  const unnamed = effects.filter(({ reason }) => reason !== "named");
  const groups = grouped(unnamed, ({ reason, rule, property, value, element }) => [
    reason,
    rule,
    property,
    value,
    element.length,
  ]).sort(([a], [b]) => placeOf(a) - placeOf(b));
  if (groups.length === 0) return [];
  const isWhole = groups.every(({ length }) => length <= NAMED_AT_MOST);
  const rest = isWhole ? "" : ". `getSchemaConfig({ connectorId })` shows how every element is set now";
  return [{ severity: "info", path: [], message: lead + effectTexts(groups, inputs) + rest }];
}

/** What a refresh has found on elements that nobody names, by what the next `up` does about it. No input shows them. */
export function driftFoundNotices(found: readonly Wanted[], inputs: SchemaConfigInputs): Notice[] {
  return appliedNotices(found, inputs, "found otherwise than declared; the next run ");
}

/**
 * Whether the preview has looked at upstream and told what rules that have changed, or a policy that is newly followed, do there. It runs
 * before every update, also where the user skips it.
 */
export function wasPreviewed(
  olds: SchemaConfigOutputs | undefined,
  news: SchemaConfigInputs,
  { isFirstLook }: SchemaCalls,
): boolean {
  return olds !== undefined && !isFirstLook && takesOver(olds, news);
}

/** Whether the preview has named an effect: one that it looked for, or one that mends what the last refresh found. */
export function namedByPreview(
  olds: SchemaConfigOutputs | undefined,
  news: SchemaConfigInputs,
  calls: SchemaCalls,
): (setting: Setting) => boolean {
  if (olds === undefined || calls.isFirstLook) return () => false;
  if (wasPreviewed(olds, news, calls)) return () => true;
  const drifted = new Set(olds.drift?.map(({ path }) => path));
  return ({ element, property }) => drifted.has(formatPath(pathOf(element, property)));
}

function effectTexts(groups: readonly Group<Wanted>[], inputs: SchemaConfigInputs): string {
  return groups.map((group) => effectText(group, inputs)).join("; ");
}

function effectText(group: Group<Wanted>, inputs: SchemaConfigInputs): string {
  const [{ reason, rule }] = group;
  const effect = `${effectOf(group)} ${elementsOf(group, NAMED_AT_MOST)}`;
  if (reason === "rule") return `${formatPath(["rules", rule ?? 0])} ${effect}`;
  return `${effect} ${causeOf(reason, inputs)}`;
}

function placeOf({ reason, rule }: Wanted): number {
  if (reason === "rule") return rule ?? 0;
  return reason === "implied" ? Number.MAX_SAFE_INTEGER - 1 : Number.MAX_SAFE_INTEGER;
}
