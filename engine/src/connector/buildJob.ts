import type { z } from "zod";
import type { Destination } from "../contract/destination";
import type { Source } from "../contract/source";
import { formatTable, type SourceTable, type TableName } from "../contract/table";
import type { ReadMode, TablePlan } from "../contract/tablePlan";
import { destinationName } from "../names/naming";
import type { SchemaPolicy } from "../plan/evolve";
import { type PlanOptions, planTable } from "../plan/planTable";
import { columnRules, type SchemaRules, tableRules } from "../plan/schemaRules";
import type { Salt } from "../privacy/hashing";
import { SegmentFolder } from "../segments/segmentFolder";
import type { PlannedTable, PlannedTransform, SyncJob, SyncObserver } from "../sync/job";
import { transformByFunction } from "../transform/functionTransform";
import { planSqlTransform, transformBySql } from "../transform/sqlTransform";
import { parseType } from "../types/columnType";
import { parseLookback } from "./lookback";
import type { connectorOptions } from "./options";

/** The options of a connector, checked. */
export type ConnectorSettings = z.output<typeof connectorOptions>;

export interface JobParts {
  readonly source: Source;
  readonly destination: Destination;
  readonly salt: Salt;
  readonly staging: string;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly observer: SyncObserver;
  /** Columns that the program has added, by `schema.table` of the source. */
  readonly declared: readonly { readonly table: string; readonly column: string }[];
  /** The destination's schema, where the settings do not say it. */
  readonly destinationSchema?: (sourceSchema: string) => string;
  /** Columns of the source that the destination shall have no more. */
  readonly drops?: (table: SourceTable) => readonly string[];
  /** Tables that are read anew. */
  readonly resync: (table: SourceTable) => boolean;
}

/** The job of one sync. */
export function buildJob(settings: ConnectorSettings, parts: JobParts): SyncJob {
  const { schema = {} } = settings;
  const folder = new SegmentFolder(parts.staging);
  const rules = rulesOf(settings);
  return {
    ...parts,
    connection: settings.id,
    folder,
    policy: policyOf(settings),
    plan: (table) => {
      const options = planOptions(settings, parts.resync(table), parts.destinationSchema);
      const plan = planTable(table, options);
      if (plan === undefined) return undefined;
      const declared = parts.declared.filter((each) => each.table === formatTable(table));
      const naming = schema.naming ?? "FIVETRAN_NAMING";
      const known = {
        blocked: blockedNames(table, rules, naming),
        declared: new Set(declared.map(({ column }) => column)),
        open: table.open,
        dropped: new Set((parts.drops?.(table) ?? []).map((name) => destinationName(naming, name))),
      };
      return {
        plan,
        known,
        transform: transformOf(settings, plan, folder, parts.signal),
      } satisfies PlannedTable;
    },
  };
}

/** A table of the source by what a program calls it: `orders`, or `schema.orders`. */
export function sourceTableOf({ id, source }: ConnectorSettings, name: string): TableName {
  const dot = name.indexOf(".");
  return dot < 0
    ? { schema: source.type === "postgres" ? "public" : id, table: name }
    : { schema: name.slice(0, dot), table: name.slice(dot + 1) };
}

/** Where a table of the source goes. */
export function destinationTableOf(settings: ConnectorSettings, { schema, table }: TableName): TableName {
  const naming = settings.schema?.naming ?? "FIVETRAN_NAMING";
  return { schema: destinationSchemaOf(settings, schema), table: destinationName(naming, table) };
}

/** As in Fivetran, a source with schemas gets one for each, with a prefix; files that are in no folder have none. */
function destinationSchemaOf(settings: ConnectorSettings, sourceSchema: string): string {
  const naming = settings.schema?.naming ?? "FIVETRAN_NAMING";
  const prefix = settings.schema?.destinationSchema ?? destinationName(naming, settings.id);
  return settings.source.type !== "postgres" && sourceSchema === settings.id
    ? prefix
    : `${prefix}_${destinationName(naming, sourceSchema)}`;
}

function planOptions(
  settings: ConnectorSettings,
  resync: boolean,
  destinationSchema = (schema: string): string => destinationSchemaOf(settings, schema),
): PlanOptions {
  return {
    rules: rulesOf(settings),
    naming: settings.schema?.naming ?? "FIVETRAN_NAMING",
    destinationSchema,
    mode: (table) => (resync ? { kind: "full" } : modeOf(settings, table)),
    keySweep: settings.source.type === "postgres" && settings.source.deletes === "keySweep",
  };
}

function rulesOf({ schema = {} }: ConnectorSettings): SchemaRules {
  return {
    handling: schema.handling ?? "ALLOW_ALL",
    schemas: (schema.schemas ?? {}) as SchemaRules["schemas"],
  };
}

function policyOf({ schema = {} }: ConnectorSettings): SchemaPolicy {
  return {
    autoMigrate: schema.autoMigrate ?? true,
    allowBreaking: schema.allowBreaking ?? false,
    dropBlocked: schema.dropBlocked ?? false,
  };
}

function modeOf({ source, sync = {} }: ConnectorSettings, { table }: TableName): ReadMode {
  if (sync.mode !== "incremental") return { kind: "full" };
  const cursor = source.type === "postgres" ? sync.cursor : cursorOf(source, table);
  return cursor === undefined
    ? { kind: "full" }
    : { kind: "incremental", cursor, lookbackMs: parseLookback(sync.lookback ?? "0s") ?? 0 };
}

/** The cursor that the source itself says. */
function cursorOf(source: ConnectorSettings["source"], table: string): string | undefined {
  switch (source.type) {
    case "files":
      return "_modified";
    case "rest":
      return source.endpoints.find((endpoint) => endpoint.table === table)?.incremental?.cursor;
    default:
      return undefined;
  }
}

function blockedNames(
  table: SourceTable,
  rules: SchemaRules,
  naming: Parameters<typeof destinationName>[0],
): Set<string> {
  const ofTable = tableRules(rules, table.schema, table.table) ?? {};
  return new Set(
    table.columns
      .filter((column) => columnRules(rules, ofTable, column) === undefined)
      .map(({ name }) => destinationName(naming, name)),
  );
}

function transformOf(
  { transform }: ConnectorSettings,
  input: TablePlan,
  folder: SegmentFolder,
  signal: AbortSignal,
): PlannedTransform | undefined {
  switch (transform?.type) {
    case undefined:
      return undefined;
    case "sql":
      return {
        plan: async () => await planSqlTransform(transform, input),
        run: (output, batches) => transformBySql(transform, input, output, folder, signal, batches),
      };
    case "function": {
      const added = Object.entries(transform.columns ?? {}).map(([name, type]) => ({
        source: name,
        name,
        type: parseType(type) ?? ({ name: "STRING" } as const),
        hashed: false,
        key: false,
      }));
      const kept = input.columns.filter(({ name }) => !added.some((column) => column.name === name));
      return {
        plan: () => Promise.resolve({ ...input, columns: [...kept, ...added] }),
        run: (output, batches) => transformByFunction(transform.fn, input, output, folder, batches),
      };
    }
  }
}
