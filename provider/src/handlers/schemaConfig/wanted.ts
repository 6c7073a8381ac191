/** What is wanted of each element: the rules of "What SchemaConfig means", in their order. */
import type { ConnectionSchemaConfig } from "@pulumi-fivetran/sdk";
import { type Element, entriesOf, namedAt, PROPERTIES, type Property, paired, type Setting, type Settings } from "./elements";
import {
  isKnownPolicy,
  type SchemaChangeHandling,
  type SchemaConfigInputs,
  type SchemaSettings,
  type TableSettings,
} from "./inputs";

/** The part of the inputs that decides what is wanted. */
export type Declaration = Pick<SchemaConfigInputs, "schemas" | "schemaChangeHandling" | "undeclared">;

/** Why a value is wanted: the program names it, a named element below needs it, or the policy is followed. */
export type Reason = "named" | "implied" | "policy";

export interface Wanted extends Setting {
  readonly reason: Reason;
}

/**
 * Every managed property with its wanted value; what is not in the list is not managed. Without upstream (in `diff`) the
 * elements that nobody names are unknown, so the policy gives nothing.
 */
export function resolve(declaration: Declaration, upstream: ConnectionSchemaConfig | undefined): Wanted[] {
  const policy = policyToFollow(declaration, upstream?.schemaChangeHandling);
  const unnamedToo = policy !== undefined;
  const wanted: Wanted[] = [];
  for (const [schema, inSchema, liveSchema] of paired(declaration.schemas, upstream?.schemas, unnamedToo)) {
    settle(wanted, [schema], inSchema, () => schemaPullsIn(inSchema), policy);
    for (const [table, inTable, liveTable] of paired(inSchema?.tables, liveSchema?.tables, unnamedToo)) {
      settle(wanted, [schema, table], inTable, () => tablePullsIn(inTable), policy);
      for (const [column, inColumn] of paired(inTable?.columns, liveTable?.columns, unnamedToo)) {
        settle(wanted, [schema, table, column], inColumn, () => false, policy);
      }
    }
  }
  return wanted;
}

/** What is wanted of one element's `enabled`, without resolving everything. */
export function wantedEnabled(declaration: Declaration, element: Element): Wanted | undefined {
  const [schema, table, column] = element;
  const pullsIn = (): boolean => {
    if (column !== undefined) return false;
    const named = namedAt(declaration.schemas, element);
    return table === undefined ? schemaPullsIn(named as SchemaSettings | undefined) : tablePullsIn(named as TableSettings | undefined);
  };
  const wanted: Wanted[] = [];
  const policy = policyToFollow(declaration, undefined);
  settle(wanted, schema === undefined ? element : element, namedAt(declaration.schemas, element), pullsIn, policy);
  return wanted.find(({ property }) => property === "enabled");
}

function settle(
  wanted: Wanted[],
  element: Element,
  named: Settings | undefined,
  pullsIn: () => boolean,
  policy: SchemaChangeHandling | undefined,
): void {
  for (const property of PROPERTIES) {
    const decided = decide(element, property, named, pullsIn, policy);
    if (decided !== undefined && isKnown(decided.value)) wanted.push({ element, property, ...decided });
  }
}
