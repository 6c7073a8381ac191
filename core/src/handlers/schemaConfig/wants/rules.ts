/**
 * Rules besides names: what every schema, table or column gets whose names match. The last rule that matches an element and sets
 * a property decides about it; what the program names for the element itself comes before all rules.
 */
import { z } from "zod";
import { isObject } from "../../../values/objects";
import { isUnknown } from "../../../values/unknown";
import { type Element, PROPERTIES, type Property, type Value } from "./elements";

/**
 * A glob for each level: `*` stands for any characters, `?` for one, `\` takes the next character as it is. Names may contain dots
 * and slashes, so the levels are never joined into one text. A level that is left out above the deepest one given means any.
 */
export interface RuleMatch {
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
}

export interface Rule {
  /** The deepest level that is given says what the rule is about: schemas, tables or columns. */
  readonly match: RuleMatch;
  readonly enabled?: boolean;
  readonly syncMode?: string;
  readonly hashed?: boolean;
  readonly isPrimaryKey?: boolean;
}

const LEVELS = ["schema", "table", "column"] as const;

/** What elements of a level have: by depth, schemas first. */
const PROPERTIES_OF: readonly (readonly Property[])[] = [
  ["enabled"],
  ["enabled", "syncMode"],
  ["enabled", "hashed", "isPrimaryKey"],
];

const glob = z.string().min(1, "must not be empty; leave it out to match any name").optional();

export const ruleSchema = z
  .strictObject({
    match: z.strictObject({ schema: glob, table: glob, column: glob }),
    enabled: z.boolean().optional(),
    syncMode: z.enum(["SOFT_DELETE", "HISTORY", "LIVE"]).optional(),
    hashed: z.boolean().optional(),
    isPrimaryKey: z.boolean().optional(),
  })
  .superRefine((rule, context) => {
    const complain = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    const depth = depthOf(rule.match);
    if (depth === undefined) {
      complain(["match"], "must name at least one of `schema`, `table` and `column`");
      return;
    }
    const given = PROPERTIES.filter((property) => rule[property] !== undefined);
    if (given.length === 0)
      complain([], "sets nothing: give it `enabled`, `syncMode`, `hashed` or `isPrimaryKey`");
    for (const property of given) {
      if (PROPERTIES_OF[depth]?.includes(property) === true) continue;
      const levels = LEVELS.filter((_, index) => PROPERTIES_OF[index]?.includes(property));
      complain(
        [property],
        `is a setting of ${levels.join("s or ")}s, and this rule matches ${LEVELS[depth] ?? ""}s (the deepest level that \`match\` names)`,
      );
    }
  });

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

/** Of the deepest level that is named; undefined where none is. */
function depthOf(match: RuleMatch): number | undefined {
  const depth = LEVELS.findLastIndex((level) => match[level] !== undefined);
  return depth === -1 ? undefined : depth;
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
