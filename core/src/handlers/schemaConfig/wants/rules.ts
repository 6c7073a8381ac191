/**
 * Rules besides names: what every schema, table or column gets whose names match. The last rule that matches an element and sets
 * a property decides about it; what the program names for the element itself comes before all rules.
 */
import type { InputsOf } from "../../../fields/field";
import type { fields } from "../../../fields/schemaConfig";
import { depthOf, LEVELS } from "../../../fields/schemaRules";
import { isObject } from "../../../values/objects";
import { isUnknown } from "../../../values/unknown";
import type { Element, Property, Value } from "./elements";

/**
 * A glob for each level: `*` stands for any characters, `?` for one, `\\` takes the next character as it is. Names may contain dots
 * and slashes, so the levels are never joined into one text. A level that is left out above the deepest one given means any; the
 * deepest says what the rule is about: schemas, tables or columns.
 */
export type Rule = NonNullable<InputsOf<typeof fields>["rules"]>[number];

/** Rules by their place, for a comparison in which their order counts. */
export function byPlace(rules: readonly Rule[] | undefined): unknown {
  return Array.isArray(rules) ? Object.fromEntries((rules as readonly Rule[]).entries()) : rules;
}

/** A rule that is ready to be asked. */
export interface ReadyRule {
  /** Its place among the program's rules. */
  readonly index: number;
  /** One for each level down to the one that the rule is about. */
  readonly matches: readonly ((name: string) => boolean)[];
  readonly settings: Readonly<Partial<Record<Property, Value>>>;
}

const NONE: readonly ReadyRule[] = [];
const ready = new WeakMap<readonly Rule[], readonly ReadyRule[]>();

/** The rules in their order. One whose match is not known yet (in a preview) is left out. */
export function readyRules(rules: readonly Rule[] | undefined): readonly ReadyRule[] {
  if (!Array.isArray(rules)) return NONE;
  let made = ready.get(rules);
  if (made === undefined) {
    made = (rules as readonly Rule[]).flatMap(readyRule);
    ready.set(rules, made);
  }
  return made;
}

/** Those that match a name at a depth (0 for schemas) and are about elements there or below. */
export function narrowed(rules: readonly ReadyRule[], depth: number, name: string): readonly ReadyRule[] {
  if (rules.length === 0) return NONE;
  return rules.filter(({ matches }) => matches[depth]?.(name) === true);
}

/** The rules that match an element or something below it. */
export function rulesAt(rules: readonly ReadyRule[], element: Element): readonly ReadyRule[] {
  return element.reduce((left, name, depth) => narrowed(left, depth, name), rules);
}

/** Whether any of the rules is about elements at this depth or below it. */
export function reaches(rules: readonly ReadyRule[], depth: number): boolean {
  return rules.some(({ matches }) => matches.length > depth);
}

/** What rules that match an element say of one of its properties: the last one that sets it. */
export function ruledValue(
  rules: readonly ReadyRule[],
  element: Element,
  property: Property,
): { readonly value: Value; readonly rule: number } | undefined {
  for (let position = rules.length - 1; position >= 0; position -= 1) {
    const rule = rules[position];
    if (rule?.matches.length !== element.length) continue;
    const value = rule.settings[property];
    if (value !== undefined) return { value, rule: rule.index };
  }
  return undefined;
}

function readyRule(rule: Rule, index: number): ReadyRule[] {
  if (!isObject(rule) || !isObject(rule.match) || Object.values(rule.match).some(isUnknown)) return [];
  const depth = depthOf(rule.match);
  if (depth === undefined) return [];
  const matches = LEVELS.slice(0, depth + 1).map((level) => matcherOf(rule.match[level]));
  return [{ index, matches, settings: rule }];
}

function matcherOf(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined || pattern === "*") return () => true;
  const expression = new RegExp(`^${sourceOf(pattern)}$`, "u");
  return (name) => expression.test(name);
}

/**
 * The expression of a glob. What stands between two stars is taken where it comes first and never tried again elsewhere (a lookahead
 * with a reference to what it saw does that), so that a name is matched in linear time, however many stars there are.
 */
function sourceOf(pattern: string): string {
  const [first = "", ...rest] = partsOf(pattern);
  const last = rest.pop();
  if (last === undefined) return first;
  const between = rest
    .filter((part) => part !== "")
    .map((part, index) => `(?=([\\s\\S]*?${part}))\\${index + 1}`);
  return `${first}${between.join("")}[\\s\\S]*${last}`;
}

/** What stands before, between and after the stars, each as an expression. */
function partsOf(pattern: string): string[] {
  const parts = [""];
  // The tokens of the glob: an escaped character, a wildcard, or a character that stands for itself.
  for (const [token, escaped] of pattern.matchAll(/\\([\s\S])|[\s\S]/gu)) {
    if (token === "*") parts.push("");
    else if (token === "?") parts[parts.length - 1] += "[\\s\\S]";
    else parts[parts.length - 1] += (escaped ?? token).replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  }
  return parts;
}
