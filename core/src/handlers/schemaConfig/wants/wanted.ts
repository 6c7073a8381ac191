/** What is wanted of each element: five steps, of which the first that says something decides. */
import { containsUnknown } from "../../../values/unknown";
import { hasLeft, lockOn } from "../upstream/locks";
import type { LiveTable, Table, Upstream } from "../upstream/upstream";
import {
  type Element,
  entriesOf,
  type NamedNode,
  namedAt,
  PROPERTIES,
  type Property,
  paired,
  type Setting,
} from "./elements";
import { isKnownPolicy, type SchemaChangeHandling, type SchemaConfigInputs } from "./inputs";
import { narrowed, type ReadyRule, reaches, readyRules, ruledValue, rulesAt } from "./rules";

/** The part of the inputs that decides what is wanted. */
export type Declaration = Pick<
  SchemaConfigInputs,
  "schemas" | "rules" | "schemaChangeHandling" | "undeclared"
>;

/** Why a value is wanted: the program names it, a rule matches, a named element below needs it, or the policy is followed. */
export type Reason = "named" | "rule" | "implied" | "policy";

export interface Wanted extends Setting {
  readonly reason: Reason;
  /** The place of the rule among the program's rules, where a rule is the reason. */
  readonly rule?: number;
}

type Decision = Pick<Wanted, "value" | "reason" | "rule">;

/** A table that is named, ruled, or has to follow the policy. */
interface Visited {
  readonly table: Table;
  readonly named: NamedNode | undefined;
  readonly live: LiveTable | undefined;
  /** Those that match the table. */
  readonly rules: readonly ReadyRule[];
  /** Whether it is synced once what is wanted holds, and what is locked stays as it is. */
  readonly isOn: boolean;
}

/**
 * Every managed property with its wanted value; a property that is not in the list is not managed. Values that are not known yet are left
 * out. Without rules and without a policy to follow only named elements are visited, so the cost is that of the program, not of the
 * source.
 */
export function resolve(declaration: Declaration, upstream: Upstream): Wanted[] {
  const policy = followedPolicy(declaration, upstream);
  const wanted: Wanted[] = [];
  for (const visited of visit(declaration, upstream, policy, wanted)) {
    const [schema, table] = visited.table;
    const rules = visited.isOn && reaches(visited.rules, 2) ? visited.rules : [];
    const unnamedToo = rules.length > 0 || policy !== undefined;
    // Of a table that is off, what is wanted must not depend on whether it was asked for all its columns.
    const columns = visited.isOn && unnamedToo ? upstream.columnsOf(visited.table) : visited.live?.columns;
    for (const [column, named] of paired(visited.named?.columns, columns, unnamedToo))
      settle(wanted, [schema, table, column], named, policy, narrowed(rules, 2, column));
  }
  return wanted;
}

/**
 * Synced tables whose columns all have to be known, because a rule may be about any of them, or because all follow the policy. Those
 * whose columns Fivetran does not let anyone configure are no such tables.
 */
export function tablesInWhole(declaration: Declaration, upstream: Upstream): Table[] {
  return spokenOf(declaration, upstream).filter((table) => upstream.hasColumnsConfig(table));
}

/** Synced tables whose columns all stay synced, although the policy that is followed would have them out. */
export function tablesBeyondPolicy(declaration: Declaration, upstream: Upstream): Table[] {
  const policy = followedPolicy(declaration, upstream);
  if (policy === undefined || isEnabledBy(policy, ["", "", ""])) return [];
  return spokenOf(declaration, upstream).filter((table) => !upstream.hasColumnsConfig(table));
}

function spokenOf(declaration: Declaration, upstream: Upstream): Table[] {
  const policy = followedPolicy(declaration, upstream);
  if (policy === undefined && !reaches(readyRules(declaration.rules), 2)) return [];
  const tables: Table[] = [];
  for (const { table, live, rules, isOn } of visit(declaration, upstream, policy, []))
    if (isOn && live !== undefined && (policy !== undefined || reaches(rules, 2))) tables.push(table);
  return tables;
}

/** The policy that elements without a name follow; undefined where they are left alone. */
export function followedPolicy(
  declaration: Declaration,
  { config }: Upstream,
): SchemaChangeHandling | undefined {
  return policyToFollow(declaration, config.schemaChangeHandling);
}

/** What is wanted of one property, for a caller that has no upstream at hand. Undefined: not managed. */
export function wantedOf(
  declaration: Declaration,
  element: Element,
  property: Property,
): Decision | undefined {
  return decide(
    element,
    property,
    namedAt(declaration.schemas, element),
    policyToFollow(declaration, undefined),
    rulesAt(readyRules(declaration.rules), element),
  );
}

/** Schemas and tables in their order; what is wanted of them goes into `wanted`. */
function* visit(
  declaration: Declaration,
  { config }: Upstream,
  policy: SchemaChangeHandling | undefined,
  wanted: Wanted[],
): Generator<Visited> {
  const all = readyRules(declaration.rules);
  const follows = policy !== undefined;
  for (const [schema, inSchema, liveSchema] of paired(
    declaration.schemas,
    config.schemas,
    follows || all.length > 0,
  )) {
    const forSchema = narrowed(all, 0, schema);
    settle(wanted, [schema], inSchema, policy, forSchema);
    const isSchemaOn = decide([schema], "enabled", inSchema, policy, forSchema)?.value ?? liveSchema?.enabled;
    const unnamedToo = follows || reaches(forSchema, 1);
    for (const [table, named, live] of paired(inSchema?.tables, liveSchema?.tables, unnamedToo)) {
      const rules = narrowed(forSchema, 1, table);
      const isLocked = live !== undefined && lockOn(live, "enabled") !== undefined;
      const decided = isLocked ? undefined : decide([schema, table], "enabled", named, policy, rules);
      const isOn = live !== undefined && hasLeft(live) ? false : (decided?.value ?? live?.enabled);
      const isSynced = isSchemaOn === true && isOn === true;
      settle(wanted, [schema, table], named, policy, rules, isSynced);
      yield { table: [schema, table], named, live, rules, isOn: isSynced };
    }
  }
}

function settle(
  wanted: Wanted[],
  element: Element,
  named: NamedNode | undefined,
  policy: SchemaChangeHandling | undefined,
  rules: readonly ReadyRule[],
  isSynced = true,
): void {
  for (const property of PROPERTIES) {
    const decided = decide(element, property, named, policy, rules);
    if (decided === undefined || containsUnknown(decided.value)) continue;
    // A rule filters what is synced; to know whether it can, the columns of the table have to be read.
    if (property === "rowFilter" && decided.reason === "rule" && !isSynced) continue;
    wanted.push({ element, property, ...decided });
  }
}

/** The policy that elements without a name follow, if they follow one: the program's, else the one in force. */
function policyToFollow(
  declaration: Declaration,
  inForce: string | undefined,
): SchemaChangeHandling | undefined {
  if (declaration.undeclared !== "followPolicy") return undefined;
  const policy = declaration.schemaChangeHandling ?? inForce;
  return isKnownPolicy(policy) ? policy : undefined;
}

/** `rules` are those that match the element, or something below it. */
function decide(
  element: Element,
  property: Property,
  named: NamedNode | undefined,
  policy: SchemaChangeHandling | undefined,
  rules: readonly ReadyRule[],
): Decision | undefined {
  const value = named?.[property];
  if (value !== undefined) return { value, reason: "named" };
  const ruled = ruledValue(rules, element, property);
  if (ruled !== undefined) return { ...ruled, reason: "rule" };
  if (property !== "enabled") return undefined;
  if (named !== undefined && namesEnabledBelow(named)) return { value: true, reason: "implied" };
  return policy === undefined ? undefined : { value: isEnabledBy(policy, element), reason: "policy" };
}

/** A named element that is to be synced needs everything above it. */
export function namesEnabledBelow(node: NamedNode): boolean {
  return (
    entriesOf(node.tables).some(([, table]) => table.enabled === true || namesEnabledBelow(table)) ||
    entriesOf(node.columns).some(([, column]) => column.enabled === true)
  );
}

function isEnabledBy(policy: SchemaChangeHandling, element: Element): boolean {
  const isColumn = element.length === 3;
  return policy === "ALLOW_ALL" || (policy === "ALLOW_COLUMNS" && isColumn);
}
