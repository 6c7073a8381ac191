/** What a program says of a connection's schema config, and what the state keeps of it. */

import type { InputsOf } from "../../../fields/field";
import { inputsIn } from "../../../fields/reading";
import { fields, POLICIES } from "../../../fields/schemaConfig";
import type { Value } from "./elements";

/** @see SchemaConfigArgs of the provider, which tells what each means. */
export type SchemaConfigInputs = InputsOf<typeof fields>;

/** What Fivetran does with schemas, tables and columns that appear at the source later. */
export type SchemaChangeHandling = NonNullable<SchemaConfigInputs["schemaChangeHandling"]>;

/** The elements that the program names. Names are the source's, case-sensitive, with any characters. */
export type NamedSchemas = NonNullable<SchemaConfigInputs["schemas"]>;

/** A setting that was not sent, because Fivetran does not let the element be changed. */
export interface SkippedSetting {
  /** `schemas.public.tables.audit.enabled` */
  readonly path: string;
  readonly reason: string;
}

/** What a read found to be other than wanted. */
export type Drift =
  | { readonly path: string; readonly wanted: Value; readonly found: Value }
  | { readonly path: string; readonly missing: true };

/** Stable facts: a refresh that finds nothing changed leaves them as they are. Each is absent when empty. */
export interface SchemaConfigFacts {
  /** Settings of locked elements that differ from what is wanted. */
  readonly skipped?: readonly SkippedSetting[];
  /** Elements that differed from what is wanted when they were last read. */
  readonly drift?: readonly Drift[];
  /** Paths of named settings that Fivetran does not return, so that their state is not known; each was sent once. */
  readonly unverified?: readonly string[];
  /** A fingerprint of the tables to whose columns rules were applied, as long as those of all could be read. */
  readonly coveredTables?: string;
}

/** The inputs as they are upstream (as wanted where a setting is skipped, missing or unverified), and facts. */
export type SchemaConfigOutputs = SchemaConfigInputs & SchemaConfigFacts;

/** Fivetran may have policies that this version does not know; they are never followed. */
export function isKnownPolicy(value: string | undefined): value is SchemaChangeHandling {
  return (POLICIES as readonly (string | undefined)[]).includes(value);
}

/** The policy to follow is not the program's, so only a look at upstream tells which it is. */
export function followsPolicyInForce({ undeclared, schemaChangeHandling }: SchemaConfigInputs): boolean {
  return undeclared === "followPolicy" && schemaChangeHandling === undefined;
}

/** The inputs in a state, without the facts. */
export function inputsOf(state: SchemaConfigOutputs): SchemaConfigInputs {
  const inputs: Record<string, unknown> = {};
  for (const name of inputsIn(fields).map(([name]) => name)) {
    const value = state[name as keyof SchemaConfigInputs];
    if (value !== undefined) inputs[name] = value;
  }
  return inputs as unknown as SchemaConfigInputs; // The table's names are exactly those of the interface.
}

/** Nothing that upstream could differ from is declared: neither a policy, nor an element, nor a rule. */
export function saysNothing({
  schemaChangeHandling,
  schemas = {},
  rules = [],
  undeclared,
}: SchemaConfigInputs): boolean {
  const namesNothing = Object.keys(schemas).length + rules.length === 0;
  return namesNothing && schemaChangeHandling === undefined && undeclared !== "followPolicy";
}
