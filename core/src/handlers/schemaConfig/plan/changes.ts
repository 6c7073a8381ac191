/** What `diff` says: how the program differs from the state, and what of that needs a look at upstream. */
import type { Notice, PropertyChange, PropertyPath } from "../../../contract";
import { type Difference, differences } from "../../../values/diff";
import { formatPath, parsePath } from "../../../values/propertyPath";
import { type RemovableSetting, removableSettings, staysBehind } from "../notices/filters";
import { effectNotices, pulledInNotices } from "../notices/notices";
import { policyNotices } from "../notices/policy";
import { type Element, elementAt, namedAt, namedElements, pathOf } from "../wants/elements";
import {
  type Drift,
  followsPolicyInForce,
  inputsOf,
  type SchemaConfigInputs,
  type SchemaConfigOutputs,
} from "../wants/inputs";
import { byPlace, readyRules, rulesAt } from "../wants/rules";
import { isSameValue } from "../wants/values";
import { namesEnabledBelow, type Wanted, wantedOf } from "../wants/wanted";
import { lastApplied } from "./state";

export interface Change extends PropertyChange {
  /** False when it concerns the state alone: management that ends, or an option that acts only at the next look. */
  readonly needsUpstream: boolean;
}

/** All changes, each property path once. */
export function changesBetween(olds: SchemaConfigOutputs, news: SchemaConfigInputs): Change[] {
  const declared = bySetting(differences(comparable(olds), comparable(news))).map(
    (difference): Change => ({
      ...difference,
      path: withPlace(difference.path),
      replaces: difference.path[0] === "connectorId",
      needsUpstream: needsUpstream(difference, news),
    }),
  );
  return [...declared, ...driftChanges(olds, news, declared)];
}

/** What differs within a setting (in a clause of a row filter) is one update of the setting. */
function bySetting(found: readonly Difference[]): Difference[] {
  const settings = new Map<string, Difference>();
  for (const { path, kind } of found) {
    const { element, property } = elementAt(path) ?? {};
    const setting = element && property && pathOf(element, property);
    const isWithin = setting !== undefined && setting.length < path.length;
    const difference: Difference = isWithin ? { path: setting, kind: "update" } : { path, kind };
    settings.set(formatPath(difference.path), difference);
  }
  return [...settings.values()];
}

function comparable(state: SchemaConfigOutputs): object {
  const inputs = inputsOf(state);
  return { ...inputs, rules: byPlace(inputs.rules) };
}

/** `rules[0].hashed`: the place of a rule is a number. */
function withPlace(path: PropertyPath): PropertyPath {
  return path[0] === "rules" ? path.map((part, index) => (index === 1 ? Number(part) : part)) : path;
}

function needsUpstream(
  { path, kind }: Pick<PropertyChange, "path" | "kind">,
  news: SchemaConfigInputs,
): boolean {
  const followsPolicy = news.undeclared === "followPolicy";
  switch (path[0]) {
    case "connectorId":
    case "schemas":
      return kind !== "delete" || followsPolicy || isPulledIn(path, news) || isRuled(path, news);
    case "schemaChangeHandling":
      return kind !== "delete" || followsPolicy;
    case "rules":
      return followsPolicy || (news.rules?.length ?? 0) > 0;
    case "undeclared":
      return followsPolicy;
    case "missing":
      return news.missing !== "ignore";
    default:
      return false; // `precreate` acts at the first discovery, `timeouts` during an operation.
  }
}

/** Taking out `enabled: false` while something below is to be synced leaves the element wanted enabled. */
function isPulledIn(path: PropertyPath, news: SchemaConfigInputs): boolean {
  const { element, property } = elementAt(path) ?? {};
  const named = element === undefined || property !== "enabled" ? undefined : namedAt(news.schemas, element);
  return named !== undefined && namesEnabledBelow(named);
}

/** Rules decide about an element again once its name is removed. */
function isRuled(path: PropertyPath, news: SchemaConfigInputs): boolean {
  const rules = readyRules(news.rules);
  const element = elementAt(path)?.element;
  return element === undefined ? rules.length > 0 : rulesAt(rules, element).length > 0;
}

/** What the last read found, as far as the program still wants it otherwise and no declared change says it already. */
function driftChanges(
  olds: SchemaConfigOutputs,
  news: SchemaConfigInputs,
  declared: readonly Change[],
): Change[] {
  if (olds.drift === undefined) return [];
  const covered = new Set(declared.map(({ path }) => formatPath(path)));
  const changes: Change[] = [];
  for (const entry of olds.drift) {
    if (covered.has(entry.path)) continue;
    const path = parsePath(entry.path);
    if (path.some((_, index) => covered.has(formatPath(path.slice(0, index))))) continue;
    const standing = standingOf(entry, path, news);
    if (standing === "void") continue;
    changes.push({ path, kind: "update", replaces: false, needsUpstream: standing === "wanted" });
  }
  return changes;
}

/**
 * What a drift means to the program of today: `wanted`, it is still to be mended; `accepted`, the program names what was found,
 * so only the state has to follow; `void`, the program no longer says anything about it.
 */
function standingOf(
  entry: Drift,
  path: PropertyPath,
  news: SchemaConfigInputs,
): "wanted" | "accepted" | "void" {
  const { element, property } = elementAt(path) ?? {};
  if (element === undefined) {
    if (news.schemaChangeHandling === undefined) return "void";
    return "found" in entry && entry.found === news.schemaChangeHandling ? "accepted" : "wanted";
  }
  if ("missing" in entry) return namedAt(news.schemas, element) === undefined ? "void" : "wanted";
  if (property === undefined) return "void";
  const wanted = wantedOf(news, element, property);
  if (wanted === undefined) return followsPolicyInForce(news) ? "wanted" : "void";
  if (!isSameValue(wanted.value, entry.found)) return "wanted";
  return wanted.reason === "named" ? "accepted" : "void";
}

/**
 * What the changes mean that they do not show: elements let go, and elements that nobody names.
 *
 * @param isLookedUp a look at upstream has told what happens to elements that nobody names
 */
export function changeNotices(
  olds: SchemaConfigOutputs,
  news: SchemaConfigInputs,
  changes: readonly Change[],
  isLookedUp: boolean,
): Notice[] {
  if (changes.some(({ replaces }) => replaces)) return [];
  const removable = changes.some(({ kind }) => kind === "delete")
    ? removableSettings(lastApplied(olds).schemas)
    : [];
  return [
    ...policyNotices(olds.schemaChangeHandling, news),
    ...changes.flatMap((change) => releaseNotices(change, olds, news, removable)),
    ...(isLookedUp ? [] : pulledInNotices(newlyPulledIn(olds, news, changes))),
    ...driftNotices(olds, news, changes, isLookedUp),
  ];
}

/** Elements that names below them want enabled from now on. Whether they are so already, only a look at upstream would tell. */
function newlyPulledIn(
  olds: SchemaConfigOutputs,
  news: SchemaConfigInputs,
  changes: readonly Change[],
): Element[] {
  if (!changes.some(({ path, kind }) => path[0] === "schemas" && kind !== "delete")) return [];
  const candidates: Element[] = [];
  for (const [element, node] of namedElements(news.schemas)) {
    if (element.length === 3 || node.enabled !== undefined || !namesEnabledBelow(node)) continue;
    if (wantedOf(olds, element, "enabled")?.value !== true) candidates.push(element);
  }
  if (candidates.length === 0) return [];
  const before = lastApplied(olds);
  return candidates.filter((element) => wantedOf(before, element, "enabled")?.value !== true);
}

function releaseNotices(
  { path, kind }: Change,
  olds: SchemaConfigOutputs,
  news: SchemaConfigInputs,
  removable: readonly RemovableSetting[],
): Notice[] {
  const info = (message: string): Notice[] => [{ severity: "info", path, message }];
  if (path[0] === "undeclared") {
    const ended = olds.undeclared === "followPolicy" && news.undeclared !== "followPolicy";
    return ended ? info("elements that the program does not name stay as they are from now on") : [];
  }
  if (path[0] === "rules" && kind === "delete" && path.length <= 2)
    return info(
      "ends; its settings stay as they are in Fivetran, unless another rule or a name says otherwise",
    );
  if (kind !== "delete" || (path[0] !== "schemas" && path[0] !== "schemaChangeHandling")) return [];
  if (isPulledIn(path, news))
    return info("is no longer named, and enabled because something named below it is to be synced");
  // What rules, or the policy, go on to decide does not stay.
  const kept = staysBehind(
    removable.filter(({ element, property }) => wantedOf(news, element, property) === undefined),
    path,
  );
  const keeping = (stays: readonly string[]): string => (stays.length === 0 ? "" : ` (${stays.join("; ")})`);
  if (path[0] === "schemas" && isRuled(path, news))
    return info(
      `is no longer named: rules that match it decide from now on, what none sets stays as it is${keeping(kept)}`,
    );
  const property = elementAt(path)?.property;
  const concernsEnabled = path[0] === "schemas" && (property === undefined || property === "enabled");
  if (concernsEnabled && news.undeclared === "followPolicy") {
    return info(
      `is no longer named: whether it is enabled follows the policy from now on, all else stays as it is${keeping(kept)}`,
    );
  }
  const hashed = path[0] === "schemas" && (property === undefined || property === "hashed");
  const stays = [...(hashed ? ["what is hashed stays hashed"] : []), ...kept];
  return info(`is no longer managed and stays as it is in Fivetran${keeping(stays)}`);
}

/** Effects on elements without a name, which no changed input shows; and names that have gone from the source. */
function driftNotices(
  olds: SchemaConfigOutputs,
  news: SchemaConfigInputs,
  changes: readonly Change[],
  isLookedUp: boolean,
): Notice[] {
  if (olds.drift === undefined) return [];
  const toMend = new Set(
    changes.filter((change) => change.needsUpstream).map(({ path }) => formatPath(path)),
  );
  const effects: Wanted[] = [];
  const notices: Notice[] = [];
  for (const entry of olds.drift) {
    if (!toMend.has(entry.path)) continue;
    const path = parsePath(entry.path);
    const { element, property } = elementAt(path) ?? {};
    if ("missing" in entry) {
      notices.push({
        severity: "warning",
        path,
        message: "was not there at the last refresh; it is looked for again",
      });
    } else if (element !== undefined && property !== undefined) {
      const decided = wantedOf(news, element, property) ?? { reason: "policy" as const };
      effects.push({ element, property, ...decided, value: entry.wanted });
    }
  }
  return isLookedUp ? notices : [...notices, ...effectNotices(effects, news)];
}
