/** What a program says of a connection's schema config, and what the state keeps of it. */
import { z } from "zod";
import { type Timeouts, timeoutsSchema } from "../../../run/deadline";
import { type Rule, ruleSchema } from "./rules";

const POLICIES = ["ALLOW_ALL", "ALLOW_COLUMNS", "BLOCK_ALL"] as const;
const SYNC_MODES = ["SOFT_DELETE", "HISTORY", "LIVE"] as const;

/** What Fivetran does with schemas, tables and columns that appear at the source later. */
export type SchemaChangeHandling = (typeof POLICIES)[number];

/** How a table keeps rows that were deleted or changed at the source. */
export type SyncMode = (typeof SYNC_MODES)[number];

export interface ColumnSettings {
  readonly enabled?: boolean;
  readonly hashed?: boolean;
  readonly isPrimaryKey?: boolean;
}

export interface TableSettings {
  readonly enabled?: boolean;
  readonly syncMode?: SyncMode;
  readonly columns?: Readonly<Record<string, ColumnSettings>>;
}

export interface SchemaSettings {
  readonly enabled?: boolean;
  readonly tables?: Readonly<Record<string, TableSettings>>;
}

/** The elements that the program names. Names are the source's, case-sensitive, with any characters. */
export type NamedSchemas = Readonly<Record<string, SchemaSettings>>;

export interface SchemaConfigInputs {
  /** The connection whose schema config this is. Changing it replaces the resource. */
  readonly connectorId: string;
  readonly schemaChangeHandling?: SchemaChangeHandling;
  readonly schemas?: NamedSchemas;
  /** What elements get by the patterns of their names; the last one that matches wins, and a named element wins over all. */
  readonly rules?: readonly Rule[];
  /** What becomes of elements that are not named: `keep` (default) leaves them alone, `followPolicy` enables or disables them. */
  readonly undeclared?: "keep" | "followPolicy";
  /** A named element that is not at the source: `fail` (default) sends nothing, `ignore` warns and goes on without it. */
  readonly missing?: "fail" | "ignore";
  /** Writes the settings before Fivetran has looked at the source for the first time. */
  readonly precreate?: boolean;
  readonly timeouts?: Timeouts;
}

/** A setting that was not sent, because Fivetran does not let the element be changed. */
export interface SkippedSetting {
  /** `schemas.public.tables.audit.enabled` */
  readonly path: string;
  readonly reason: string;
}

/** What a read found to be other than wanted. */
export type Drift =
  | { readonly path: string; readonly wanted: boolean | string; readonly found: boolean | string }
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

const column = z
  .strictObject({
    enabled: z.boolean().optional(),
    hashed: z.boolean().optional(),
    isPrimaryKey: z.boolean().optional(),
  })
  .superRefine(({ enabled, isPrimaryKey }, context) => {
    if (enabled !== false || isPrimaryKey !== true) return;
    const message =
      "cannot be false for a part of the primary key (`isPrimaryKey: true`), which is always synced";
    context.addIssue({ code: "custom", path: ["enabled"], message });
  });

const table = z.strictObject({
  enabled: z.boolean().optional(),
  syncMode: z.enum(SYNC_MODES).optional(),
  columns: z.record(z.string(), column).optional(),
});

export const schemaConfigSchema = z.strictObject({
  connectorId: z.string().min(1, "must not be empty"),
  schemaChangeHandling: z.enum(POLICIES).optional(),
  schemas: z
    .record(
      z.string(),
      z.strictObject({ enabled: z.boolean().optional(), tables: z.record(z.string(), table).optional() }),
    )
    .optional(),
  rules: z.array(ruleSchema).optional(),
  undeclared: z.enum(["keep", "followPolicy"]).optional(),
  missing: z.enum(["fail", "ignore"]).optional(),
  precreate: z.boolean().optional(),
  timeouts: timeoutsSchema.optional(),
});

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
  for (const name of Object.keys(schemaConfigSchema.shape)) {
    const value = state[name as keyof SchemaConfigInputs];
    if (value !== undefined) inputs[name] = value;
  }
  return inputs as unknown as SchemaConfigInputs; // The schema's names are exactly those of the interface.
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
