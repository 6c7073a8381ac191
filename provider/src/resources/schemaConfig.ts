import type * as pulumi from "@pulumi/pulumi";
import { schemaConfigFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

/** What happens to schemas, tables and columns that appear in the source later. */
export type SchemaChangeHandling = "ALLOW_ALL" | "ALLOW_COLUMNS" | "BLOCK_ALL";

/** What a row must have in one column, to be synced. */
export interface RowFilterClauseArgs {
  /** The column's name in the source (case-sensitive), of 500 characters at most. */
  column: pulumi.Input<string>;
  /** Decides which operators there are, and how values are written. `LONG` stands for all whole numbers. */
  columnType: pulumi.Input<
    "LONG" | "FLOAT" | "DOUBLE" | "BIGDECIMAL" | "STRING" | "BOOLEAN" | "DATE" | "DATETIME"
  >;
  /**
   * `IN` is for `LONG`, `FLOAT`, `DOUBLE` and `STRING`; `STARTS_WITH` and `CONTAINS` for `STRING`; `IS_NULL` and `IS_NOT_NULL` for all types; the
   * others for all but `BOOLEAN`.
   */
  operator: pulumi.Input<
    | "EQUALS"
    | "NOT_EQUALS"
    | "LESS"
    | "LESS_OR_EQUALS"
    | "GREATER"
    | "GREATER_OR_EQUALS"
    | "STARTS_WITH"
    | "CONTAINS"
    | "IN"
    | "IS_NULL"
    | "IS_NOT_NULL"
  >;
  /**
   * As text: numbers in digits, `2026-01-31`, `2026-01-31T12:00:00Z`. None for `IS_NULL` and `IS_NOT_NULL`, at least one for `IN`, else one.
   * Each has 1,000 characters at most, a `BIGDECIMAL` 50, those of an `IN` on text 10,000 together.
   */
  values?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** Which rows of a table are synced, from the next sync on: rows that have arrived stay in the destination. */
export interface RowFilterArgs {
  /** The filter's name, which the dashboard shows. */
  name: pulumi.Input<string>;
  /** The purpose of the filter, which the dashboard shows. */
  description: pulumi.Input<string>;
  /** Whether a row must fit every clause or one of them. Only with two clauses or more. Default: `AND`. */
  operator?: pulumi.Input<"AND" | "OR" | undefined>;
  /** 1 to 10. */
  columnClauses: pulumi.Input<pulumi.Input<RowFilterClauseArgs>[]>;
}

/** What a column is in the destination; `"none"` leaves it to Fivetran. */
export type TargetDataType =
  | "Unknown"
  | "Boolean"
  | "String"
  | "Short"
  | "Int"
  | "Long"
  | "Float"
  | "Double"
  | "BigDecimal"
  | "Instant"
  | "LocalDateTime"
  | "LocalDate"
  | "LocalTime"
  | "Json"
  | "Binary"
  | "Xml"
  | "none";

/** A column. Elements and settings that are not named stay as they are. */
export interface ColumnArgs {
  /** Whether the column is synced. */
  enabled?: pulumi.Input<boolean | undefined>;
  /** Whether only a hash of its values arrives in the destination. Only an explicit `false` ever un-hashes a column. */
  hashed?: pulumi.Input<boolean | undefined>;
  /** Whether Fivetran takes it for a part of the primary key. */
  isPrimaryKey?: pulumi.Input<boolean | undefined>;
  /** What the column is in the destination; `"none"` leaves it to Fivetran again. Left out, it stays as it is. */
  targetDataType?: pulumi.Input<TargetDataType | undefined>;
}

/** A table. Elements and settings that are not named stay as they are. */
export interface TableArgs {
  /** Whether the table is synced. */
  enabled?: pulumi.Input<boolean | undefined>;
  /** How deleted rows are kept, where the service lets it be switched. */
  syncMode?: pulumi.Input<"SOFT_DELETE" | "HISTORY" | "LIVE" | undefined>;
  /**
   * Which rows are synced; `"none"` removes the filter. Left out, the filter stays as it is. Fivetran removes a filter when its table, or a
   * column that it names, is disabled, or such a column is hashed: then it is not sent, and the preview warns.
   */
  rowFilter?: pulumi.Input<RowFilterArgs | "none" | undefined>;
  /** Columns by their names in the source (case-sensitive). */
  columns?: pulumi.Input<Record<string, pulumi.Input<ColumnArgs>> | undefined>;
}

/** A schema of the source. Elements and settings that are not named stay as they are. */
export interface SchemaArgs {
  /** Whether the schema is synced. A table that is enabled by name enables its schema. */
  enabled?: pulumi.Input<boolean | undefined>;
  /** Tables by their names in the source (case-sensitive). */
  tables?: pulumi.Input<Record<string, pulumi.Input<TableArgs>> | undefined>;
}

/**
 * What a rule is about, by the names in the source (case-sensitive): a glob for each level, in which `*` stands for any characters,
 * `?` for one, and `\\` takes the next character as it is. The deepest level that is given says what is matched; one that is left
 * out above it means any. Names may contain dots, so the levels are never joined into one text.
 */
export interface RuleMatch {
  /** A glob of schemas' names: `"public"`, `"shop_*"`. */
  schema?: pulumi.Input<string | undefined>;
  /** A glob of tables' names: `"tmp_*"`. */
  table?: pulumi.Input<string | undefined>;
  /** A glob of columns' names: `"email"`, `"*_ssn"`. */
  column?: pulumi.Input<string | undefined>;
}

/** What every schema, table or column gets that matches, those that appear later included. */
export interface SchemaRule {
  /** The names that the rule applies to. */
  match: pulumi.Input<RuleMatch>;
  /** Whether it is synced. */
  enabled?: pulumi.Input<boolean | undefined>;
  /** Of tables. Those whose mode cannot be switched so are left alone. */
  syncMode?: pulumi.Input<"SOFT_DELETE" | "HISTORY" | "LIVE" | undefined>;
  /**
   * Of tables that are synced: which rows; `"none"` removes the filter. Tables that lack a column of it are left alone. Costs one source
   * interaction (500 a minute) for each table that does not have the filter yet.
   */
  rowFilter?: pulumi.Input<RowFilterArgs | "none" | undefined>;
  /** Of columns: whether only a hash of its values arrives in the destination. */
  hashed?: pulumi.Input<boolean | undefined>;
  /** Of columns: whether Fivetran takes it for a part of the primary key. */
  isPrimaryKey?: pulumi.Input<boolean | undefined>;
  /** Of columns: what they are in the destination; `"none"` leaves it to Fivetran. */
  targetDataType?: pulumi.Input<TargetDataType | undefined>;
}

export interface SchemaConfigArgs {
  /** The connector's id. Changing this replaces the resource. */
  connectorId: pulumi.Input<string>;
  /** What happens to what appears in the source later. Not managed unless set; setting it toggles nothing that exists, and the preview says so. */
  schemaChangeHandling?: pulumi.Input<SchemaChangeHandling | undefined>;
  /** Schemas by their names in the source (case-sensitive), with tables and columns by theirs. */
  schemas?: pulumi.Input<Record<string, pulumi.Input<SchemaArgs>> | undefined>;
  /**
   * Rules besides names: the last one that matches and sets a property decides; a named element wins over all. A matching element that
   * appears later shows as drift, and the next `up` sets it; Fivetran syncs a new column before a rule hashes it. Rules about columns
   * cost one source interaction (500 a minute) for each synced table that they concern.
   */
  rules?: pulumi.Input<pulumi.Input<SchemaRule>[] | undefined>;
  /**
   * Elements that the program does not name: `"keep"` (default) does not touch them; `"followPolicy"` enables or disables them as
   * `schemaChangeHandling` says, all columns of synced tables included, and changes no hashing. An update's preview lists each effect.
   * Costs one source interaction (500 a minute) for each synced table that it concerns.
   */
  undeclared?: pulumi.Input<"keep" | "followPolicy" | undefined>;
  /** When a named element is not in the source: `"fail"` (default) is one error that lists all, `"ignore"` a warning. */
  missing?: pulumi.Input<"fail" | "ignore" | undefined>;
  /** Whether the schema config may be made before Fivetran has looked at the source for the first time. Default: `false`. */
  precreate?: pulumi.Input<boolean | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

/** A declared setting that was not sent, because Fivetran locks its element, or would remove a row filter again. A lock holds back `enabled`; a locked primary key is hashed all the same. */
export interface SkippedSetting {
  /** `schemas.public.tables.customers.columns.id.enabled`; names that are not plain are quoted in brackets. */
  path: string;
  /** Why Fivetran locks it, in its own words. */
  reason: string;
}

/** An element that a refresh found to be otherwise than declared. */
export interface SchemaDrift {
  /** `schemas.public.tables.customers.columns.email.hashed`; names that are not plain are quoted in brackets. */
  path: string;
  /** The declared value. */
  wanted?: boolean | string | pulumi.Unwrap<RowFilterArgs>;
  /** The value in Fivetran. */
  found?: boolean | string | pulumi.Unwrap<RowFilterArgs>;
  /** The element is not in the source (any more). */
  missing?: boolean;
}

const description: ResourceDescription<typeof schemaConfigFields, SchemaConfig, SchemaConfigArgs> = {
  kind: "SchemaConfig",
  fields: schemaConfigFields,
};

/**
 * Which schemas, tables and columns of a connector are synced, and how. It manages only the elements that it names. Creating it takes
 * over what is there; deleting it changes nothing. Several may be declared for one connector, each for its own elements.
 *
 * Its id is the connector's. Replaced when `connectorId` changes.
 *
 * @throws Error when a named element is not in the source, also after a reload, unless `missing` is `"ignore"`
 * @throws Error when the connector is not connected, so that its source cannot be read, unless `precreate` is given
 * @throws Error when a rule hashes columns, or the policy is followed, and the columns of a synced table cannot be read; all else is set
 *   then, and the next `up` goes on
 * @example
 * const schema = new fivetran.SchemaConfig("orders", {
 *   connectorId: orders.id,
 *   schemaChangeHandling: "ALLOW_COLUMNS",
 *   schemas: { public: { tables: { customers: { columns: { email: { hashed: true } } }, audit_log: { enabled: false } } } },
 * });
 */
export class SchemaConfig extends FivetranResource {
  declare readonly connectorId: pulumi.Output<string>;
  declare readonly schemaChangeHandling: pulumi.Output<SchemaChangeHandling | undefined>;
  /** The declared schemas as they are upstream. */
  declare readonly schemas: pulumi.Output<Record<string, unknown> | undefined>;
  /** Settings of elements that Fivetran does not let anyone change, and that differ from what is declared. */
  declare readonly skipped: pulumi.Output<SkippedSetting[] | undefined>;
  /** Elements that differed from what is declared at the last refresh. */
  declare readonly drift: pulumi.Output<SchemaDrift[] | undefined>;
  /** Paths of declared settings that Fivetran does not return; each was sent once. */
  declare readonly unverified: pulumi.Output<string[] | undefined>;

  constructor(name: string, args: SchemaConfigArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
