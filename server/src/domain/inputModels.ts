import { z } from "zod";

/** What seeds and control calls may say about sources, setup tests and syncs. */

/** Ten years: a plan beyond that is a mistake, and with the largest numbers there are no times any more. */
const LONGEST_SPAN_MS = 10 * 366 * 24 * 60 * 60 * 1000;
/** A shorter delay would happen again and again in one moment of a clock that jumps. */
const SHORTEST_POSTPONEMENT_MS = 1_000;

/** A span of the server's clock. */
export const spanMs = z.number().nonnegative().max(LONGEST_SPAN_MS);

const lock = z.strictObject({
  reasonCode: z.enum(["SYSTEM_TABLE", "SYSTEM_COLUMN", "DELETED", "OTHER"]),
  reason: z.string().optional(),
});

const column = z.strictObject({
  type: z.string().min(1).optional(),
  isPrimaryKey: z.boolean().optional(),
  lock: lock.optional(),
  enabled: z.boolean().optional(),
});

const table = z.strictObject({
  columns: z.record(z.string(), column),
  lock: lock.optional(),
  enabled: z.boolean().optional(),
  supportsColumnsConfig: z.boolean().optional(),
  supportsHistoryMode: z.boolean().optional(),
  parentTable: z.string().optional(),
  syncMode: z.enum(["SOFT_DELETE", "HISTORY", "LIVE"]).optional(),
});

export const shapeModel = z.strictObject({
  schemas: z.record(z.string(), z.strictObject({ tables: z.record(z.string(), table) })),
});

export const shapeTargetModel = z.strictObject({
  connectionId: z.string().optional(),
  schema: z.string().optional(),
  service: z.string().optional(),
});

export const setupTestModel = z.strictObject({
  title: z.string(),
  status: z.enum(["PASSED", "SKIPPED", "WARNING", "FAILED", "JOB_FAILED"]),
  message: z.string().optional(),
  details: z.unknown().optional(),
});

export const setupTestRuleModel = z.strictObject({
  kind: z.enum(["connection", "destination", "logService"]).optional(),
  connectionId: z.string().optional(),
  destinationId: z.string().optional(),
  service: z.string().optional(),
  schema: z.string().optional(),
  host: z.string().optional(),
  untilTrusted: z.enum(["certificates", "fingerprints"]).optional(),
  shows: z.strictObject({ hash: z.string(), content: z.string() }).optional(),
  tests: z.array(setupTestModel),
});

export const alertsModel = z.array(
  z.strictObject({
    code: z.string(),
    message: z.string(),
    details: z.string().optional(),
    schema: z.string().optional(),
    table: z.string().optional(),
    createdAt: z.iso.datetime().optional(),
  }),
);

export const syncRuleModel = z.strictObject({
  connectionId: z.string().optional(),
  service: z.string().optional(),
  schema: z.string().optional(),
  host: z.string().optional(),
  outcome: z.enum(["SUCCESSFUL", "FAILED", "RESCHEDULED"]),
  reason: z.string().optional(),
  durationMs: spanMs.optional(),
  rescheduledForMs: spanMs.min(SHORTEST_POSTPONEMENT_MS).optional(),
  breaksSetup: z.boolean().optional(),
  tasks: alertsModel.optional(),
  warnings: alertsModel.optional(),
  state: z.record(z.string(), z.unknown()).optional(),
  times: z.int().positive().optional(),
});
