/**
 * How the outputs follow from what the program names and what is upstream. They hold what the program names, leaf by leaf, and
 * nothing else: an element that was never named cannot look like one that was removed.
 */

import { isObject } from "../../../values/objects";
import { formatPath, parsePath } from "../../../values/propertyPath";
import { type Element, elementAt, namedAt, pathOf, type Setting } from "../wants/elements";
import {
  type Drift,
  followsPolicyInForce,
  inputsOf,
  type NamedSchemas,
  type SchemaChangeHandling,
  type SchemaConfigFacts,
  type SchemaConfigInputs,
  type SchemaConfigOutputs,
} from "../wants/inputs";
import { type Wanted, wantedOf } from "../wants/wanted";
import type { Difference, Locked } from "./compare";
import { patchOf } from "./patch";

/** What was found to be other than wanted. */
export interface Findings {
  readonly differing: readonly Difference[];
  readonly missing: readonly Element[];
  /** The policy in force, where the program names another. */
  readonly policy: string | undefined;
}

/** Sorted, so that the order in which things were found out makes no difference. */
export function factsOf(locked: readonly Locked[], unverified: readonly Wanted[]): SchemaConfigFacts {
  const skipped = locked.map((setting) => ({ path: settingPath(setting), reason: setting.because }));
  skipped.sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    ...(skipped.length === 0 ? {} : { skipped }),
    ...(unverified.length === 0 ? {} : { unverified: unverified.map(settingPath).sort() }),
  };
}

/** The outputs after a look at upstream: named leaves as they are there, and the list of what differs. */
export function asFound(
  wanted: SchemaConfigInputs,
  findings: Findings,
  facts: SchemaConfigFacts,
): SchemaConfigOutputs {
  const leaves: Setting[] = [];
  for (const { element, property, found, reason } of findings.differing) {
    if (reason === "named") leaves.push({ element, property, value: found });
  }
  const drift = driftOf(wanted, findings);
  return {
    ...withLeaves(wanted, leaves, findings.policy),
    ...facts,
    ...(drift.length === 0 ? {} : { drift }),
  };
}

function driftOf(
  { schemaChangeHandling }: SchemaConfigInputs,
  { differing, missing, policy }: Findings,
): Drift[] {
  const drift: Drift[] = [];
  if (policy !== undefined && schemaChangeHandling !== undefined) {
    drift.push({ path: "schemaChangeHandling", wanted: schemaChangeHandling, found: policy });
  }
  for (const setting of differing)
    drift.push({ path: settingPath(setting), wanted: setting.value, found: setting.found });
  for (const element of missing) drift.push({ path: formatPath(pathOf(element)), missing: true });
  return drift;
}

/** The outputs where Fivetran has no schema config at all: everything named is to be set again. */
export function asNotDiscovered(wanted: SchemaConfigInputs): SchemaConfigOutputs {
  const policy = wanted.schemaChangeHandling === undefined ? [] : ["schemaChangeHandling"];
  const schemas = Object.keys(wanted.schemas ?? {}).map((schema) => formatPath(pathOf([schema])));
  const drift = [...policy, ...schemas].map((path): Drift => ({ path, missing: true }));
  return { ...wanted, ...(drift.length === 0 ? {} : { drift }) };
}

/**
 * What the program named at the last apply. A read puts what it finds in the place of named leaves; because it keeps what was
 * wanted in `drift`, a second read says the same as the first.
 */
export function lastApplied(state: SchemaConfigOutputs): SchemaConfigInputs {
  const leaves: Setting[] = [];
  let policy: string | undefined;
  for (const entry of state.drift ?? []) {
    if ("missing" in entry) continue;
    if (entry.path === "schemaChangeHandling" && state.schemaChangeHandling !== undefined)
      policy = String(entry.wanted);
    const { element, property } = elementAt(parsePath(entry.path)) ?? {};
    if (element === undefined || property === undefined) continue;
    const isNamed = namedAt(state.schemas, element)?.[property] !== undefined;
    if (isNamed) leaves.push({ element, property, value: entry.wanted });
  }
  return withLeaves(inputsOf(state), leaves, policy);
}

/** The outputs where the program changed in nothing that concerns upstream: facts about what it no longer names go. */
export function restated(inputs: SchemaConfigInputs, olds: SchemaConfigOutputs): SchemaConfigOutputs {
  const isInWhole = inputs.rules !== undefined || inputs.undeclared === "followPolicy";
  return {
    ...inputs,
    ...factsAbout(inputs, olds),
    ...(isInWhole && olds.coveredTables !== undefined ? { coveredTables: olds.coveredTables } : {}),
  };
}

/** The outputs where the policy could not be followed everywhere: the next run sees it as a change, and follows it. */
export function withoutPolicy(outputs: SchemaConfigOutputs): SchemaConfigOutputs {
  const { undeclared: _, skipped: __, unverified: ___, ...kept } = outputs;
  return { ...kept, ...factsAbout(kept, outputs) };
}

/** What the facts say of settings that are wanted. */
function factsAbout(
  inputs: SchemaConfigInputs,
  olds: SchemaConfigFacts,
): Pick<SchemaConfigFacts, "skipped" | "unverified"> {
  const isWanted = (path: string): boolean => {
    const { element, property } = elementAt(parsePath(path)) ?? {};
    if (element === undefined || property === undefined) return false;
    return followsPolicyInForce(inputs) || wantedOf(inputs, element, property) !== undefined;
  };
  const skipped = (olds.skipped ?? []).filter(({ path }) => isWanted(path));
  const unverified = (olds.unverified ?? []).filter(isWanted);
  return {
    ...(skipped.length === 0 ? {} : { skipped }),
    ...(unverified.length === 0 ? {} : { unverified }),
  };
}

function settingPath({ element, property }: Pick<Setting, "element" | "property">): string {
  return formatPath(pathOf(element, property));
}

function withLeaves(
  inputs: SchemaConfigInputs,
  leaves: readonly Setting[],
  policy: string | undefined,
): SchemaConfigInputs {
  return {
    ...inputs,
    // Upstream may have a policy that is younger than this version; the state shows it as it is.
    ...(policy === undefined ? {} : { schemaChangeHandling: policy as SchemaChangeHandling }),
    ...(leaves.length === 0 ? {} : { schemas: overlaid(inputs.schemas, declared(leaves)) as NamedSchemas }),
  };
}

/** The leaves as a program declares them, by name. */
function declared(leaves: readonly Setting[]): unknown {
  return patchOf(leaves, (_, value) => value);
}

/** The elements of one level with some leaves replaced; everything beside the way to them is shared, not copied. */
function overlaid(elements: unknown, leaves: unknown): unknown {
  if (!isObject(elements) || !isObject(leaves)) return leaves;
  const result = { ...elements };
  for (const [name, below] of Object.entries(leaves)) result[name] = overlaidElement(elements[name], below);
  return result;
}

/** A setting that is replaced is replaced whole: a row filter has parts of its own. */
function overlaidElement(element: unknown, leaves: unknown): unknown {
  if (!isObject(element) || !isObject(leaves)) return leaves;
  const result = { ...element };
  for (const [name, value] of Object.entries(leaves)) {
    const isLevel = name === "tables" || name === "columns";
    result[name] = isLevel ? overlaid(element[name], value) : value;
  }
  return result;
}
