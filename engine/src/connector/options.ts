import { z } from "zod";
import { NO_HISTORY } from "../plan/planTable";
import type { TransformFunction } from "../transform/functionTransform";
import { parseType } from "../types/columnType";
import { parseLookback } from "./lookback";
import { restSource } from "./restOptions";
import { readSchedule } from "./schedule";

const text = z.string().min(1);

const condition = z.strictObject({
  column: text,
  is: z.enum(["=", "!=", "<", "<=", ">", ">=", "startsWith", "contains", "in", "isNull", "isNotNull"]),
  value: z.string().optional(),
  /** Of `in`. */
  values: z.array(z.string()).min(1).optional(),
});

const columnRules = z.strictObject({
  enabled: z.boolean().optional(),
  hashed: z.boolean().optional(),
  isPrimaryKey: z.boolean().optional(),
});

const tableRules = z.strictObject({
  enabled: z.boolean().optional(),
  syncMode: z
    .enum(["SOFT_DELETE", "LIVE", "HISTORY"])
    .refine((mode): boolean => mode !== "HISTORY", { error: NO_HISTORY })
    .optional(),
  columns: z.record(z.string(), columnRules).optional(),
  filter: z.array(condition).optional(),
  /** Whether a row has to meet `all` conditions (default) or `any` of them. */
  filterMatch: z.enum(["all", "any"]).optional(),
});

const postgresSource = z.strictObject({
  type: z.literal("postgres"),
  /** `postgresql://…`; it is used and never written. */
  connectionString: text,
  /** `table`, for the schema `public`, or `schema.table`; all when not given. */
  tables: z.array(text).min(1).optional(),
  /** `keySweep` reads all keys after an incremental read, to find rows that have gone. */
  deletes: z.enum(["none", "keySweep"]).optional(),
  replication: z
    .literal("logical", { error: "`replication` knows only `logical`." })
    .optional()
    .refine((value) => value === undefined, {
      error:
        'Logical replication is not there yet. Leave it out, and set `deletes: "keySweep"` to find deleted rows.',
    }),
});

const filesSource = z.strictObject({
  type: z.literal("files"),
  /** A folder. */
  path: text,
  /** A glob below it. */
  pattern: text.optional(),
  /** By each file's extension when not given. */
  format: z.enum(["csv", "ndjson", "json", "parquet"]).optional(),
  /** All files are this one table, of which new and changed files are read; otherwise a table a file. */
  table: text.optional(),
  /** Key columns by table; a column `id` when not given. */
  keys: z.record(z.string(), z.array(text).min(1)).optional(),
});

const fixturesSource = z.strictObject({
  type: z.literal("fixtures"),
  /** A folder with a file a table, or with numbered folders of such files, one a sync. */
  path: text,
  keys: z.record(z.string(), z.array(text).min(1)).optional(),
});

/** Where rows come from. */
export const sourceOptions = z.discriminatedUnion("type", [
  postgresSource,
  filesSource,
  restSource,
  fixturesSource,
]);

/** Where rows go to. */
export const destinationOptions = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("duckdb"), path: text }),
  z.strictObject({ type: z.literal("postgres"), connectionString: text }),
  z.strictObject({
    type: z.literal("files"),
    /** A folder; it is made. */
    path: text,
    format: z.enum(["parquet", "json", "csv"]),
  }),
]);

const syncOptions = z.strictObject({
  /** `every 5 minutes`, `daily at 9am`, a cron expression, or `manual` (default). Times are UTC. */
  schedule: text
    .refine((value) => readSchedule(value) !== undefined, {
      error: "is no schedule. Write `manual`, `every 5 minutes`, `daily at 9am` or a cron expression.",
    })
    .optional(),
  mode: z.enum(["full", "incremental"]).optional(),
  /** The column that says what has changed; needed for `incremental`. */
  cursor: text.optional(),
  /** How far before the last value reading begins: `24 hours`, `30m`. */
  lookback: text
    .refine((value) => parseLookback(value) !== undefined, {
      error: "is no duration. Write `24 hours`, `30 minutes` or `1h30m`.",
    })
    .optional(),
  /** How often a failed sync is tried again; 0 when not given. */
  retries: z.int().min(0).max(100).optional(),
  /** How the time between tries grows: `exponential` doubles one second up to five minutes (default), `fixed` keeps it. */
  backoff: z.enum(["exponential", "fixed"]).optional(),
});

const typeName = text.refine((value) => parseType(value) !== undefined, {
  error: "is no type. Write STRING, LONG, DECIMAL(10,2) and so on.",
});

const transformOptions = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("sql"),
    /** One SELECT; `{{ source }}` stands for the rows that are synced. */
    query: text,
    timeoutMs: z.int().positive().optional(),
  }),
  z.strictObject({
    type: z.literal("function"),
    fn: z.custom<TransformFunction>((value) => typeof value === "function", { error: "is no function." }),
    /** Types of columns that the function adds. */
    columns: z.record(z.string(), typeName).optional(),
  }),
]);

const schemaOptions = z.strictObject({
  /** Whether new columns and wider types are applied; true when not given. */
  autoMigrate: z.boolean().optional(),
  /** Whether a dropped or re-typed column stops its table (default), or is taken over. */
  allowBreaking: z.boolean().optional(),
  /** Whether columns that the rules block are removed from the destination. */
  dropBlocked: z.boolean().optional(),
  /** Whether changes are kept in `schema.history()`; true when not given. */
  trackHistory: z.boolean().optional(),
  /** Called for each change, besides `onSchemaChange`. */
  notify: z
    .custom<(change: unknown) => void>((value) => typeof value === "function", { error: "is no function." })
    .optional(),
  naming: z.enum(["FIVETRAN_NAMING", "SOURCE_NAMING"]).optional(),
  /** The destination's schema, or the first part of its name for a source with schemas; the connector's id when not given. */
  destinationSchema: text.optional(),
  handling: z.enum(["ALLOW_ALL", "ALLOW_COLUMNS", "BLOCK_ALL"]).optional(),
  /** What is blocked, hashed and filtered, by the source's schema and table. */
  schemas: z
    .record(
      z.string(),
      z.strictObject({
        enabled: z.boolean().optional(),
        tables: z.record(z.string(), tableRules).optional(),
      }),
    )
    .optional(),
});

export const connectorOptions = z
  .strictObject({
    id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, "is letters, digits, `_` and `-`, at most 100."),
    source: sourceOptions,
    destination: destinationOptions,
    sync: syncOptions.optional(),
    transform: transformOptions.optional(),
    schema: schemaOptions.optional(),
    paused: z.boolean().optional(),
  })
  .superRefine(({ source, sync }, context) => {
    const refuse = (message: string): void => {
      context.addIssue({ code: "custom", path: ["sync", "mode"], message });
    };
    if (sync?.mode !== "incremental") return;
    if (source.type === "postgres" && sync.cursor === undefined)
      refuse("`incremental` needs `cursor`, the column that says what has changed.");
    if (source.type === "files" && source.table === undefined)
      refuse("Files are read incrementally when `source.table` names the one table that they are.");
    if (source.type === "fixtures") refuse("Fixtures are read in full.");
    if (source.type === "rest" && !source.endpoints.some(({ incremental }) => incremental !== undefined))
      refuse(
        "`incremental` needs an endpoint with `incremental`: the parameter that asks for what has changed.",
      );
  });

/** What `createConnector` takes. */
export type ConnectorOptions = z.input<typeof connectorOptions>;
/** Where rows come from. */
export type SourceOptions = z.input<typeof sourceOptions>;
/** Where rows go to. */
export type DestinationOptions = z.input<typeof destinationOptions>;
