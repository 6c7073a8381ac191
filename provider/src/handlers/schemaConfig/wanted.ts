/** What is wanted of each element: five steps, of which the first that says something decides. */
import type { ConnectionSchemaConfig } from "@pulumi-fivetran/sdk";
import { isUnknown } from "../../internal/unknown";
import {
  type Element,
  entriesOf,
  type NamedNode,
  namedAt,
  PROPERTIES,
  type Property,
  paired,
  type Setting,
  type Value,
} from "./elements";
import { isKnownPolicy, type SchemaChangeHandling, type SchemaConfigInputs } from "./inputs";

/** The part of the inputs that decides what is wanted. */
export type Declaration = Pick<SchemaConfigInputs, "schemas" | "schemaChangeHandling" | "undeclared">;

/** Why a value is wanted: the program names it, a named element below needs it, or the policy is followed. */
export type Reason = "named" | "implied" | "policy";

export interface Wanted extends Setting {
  readonly reason: Reason;
}

/**
 * Every managed property with its wanted value; what is not in the list is not managed. Values that are not known yet are left
 * out. Without a policy to follow only named elements are visited, so the cost is that of the program, not of the source.
 */
export function resolve(declaration: Declaration, upstream: ConnectionSchemaConfig): Wanted[] {
  const policy = policyToFollow(declaration, upstream.schemaChangeHandling);
  const unnamedToo = policy !== undefined;
  const wanted: Wanted[] = [];
  const settle = (element: Element, named: NamedNode | undefined): void => {
    for (const property of PROPERTIES) {
      const decided = decide(element, property, named, policy);
      if (decided !== undefined && !isUnknown(decided.value)) wanted.push({ element, property, ...decided });
    }
  };
  for (const [schema, inSchema, liveSchema] of paired(declaration.schemas, upstream.schemas, unnamedToo)) {
    settle([schema], inSchema);
    for (const [table, inTable, liveTable] of paired(inSchema?.tables, liveSchema?.tables, unnamedToo)) {
      settle([schema, table], inTable);
      for (const [column, inColumn] of paired(inTable?.columns, liveTable?.columns, unnamedToo)) {
        settle([schema, table, column], inColumn);
      }
    }
  }
  return wanted;
}

/** What is wanted of one property, for a caller that has no upstream at hand. Undefined: not managed. */
export function wantedOf(
  declaration: Declaration,
  element: Element,
  property: Property,
): { readonly value: Value; readonly reason: Reason } | undefined {
  return decide(
    element,
    property,
    namedAt(declaration.schemas, element),
    policyToFollow(declaration, undefined),
  );
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

function decide(
  element: Element,
  property: Property,
  named: NamedNode | undefined,
  policy: SchemaChangeHandling | undefined,
): { value: Value; reason: Reason } | undefined {
  const value = named?.[property];
  if (value !== undefined) return { value, reason: "named" };
  // Step 2, what the last matching rule sets, comes here: after names, before what names imply.
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
