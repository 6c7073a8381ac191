import { optional, output, required, type Zod } from "./field";
import { type RowFilter, rowFilter, targetDataType } from "./rowFilter";
import { rule, syncMode } from "./schemaRules";
import { text, texts, timeoutFields } from "./shared";

export const POLICIES = ["ALLOW_ALL", "ALLOW_COLUMNS", "BLOCK_ALL"] as const;

const column = (z: Zod) =>
  z
    .strictObject({
      enabled: z.boolean().optional(),
      hashed: z.boolean().optional(),
      isPrimaryKey: z.boolean().optional(),
      targetDataType: targetDataType(z).optional(),
    })
    .superRefine(({ enabled, isPrimaryKey }, context) => {
      if (enabled !== false || isPrimaryKey !== true) return;
      const message =
        "cannot be false for a part of the primary key (`isPrimaryKey: true`), which is always synced";
      context.addIssue({ code: "custom", path: ["enabled"], message });
    });

const table = (z: Zod) =>
  z.strictObject({
    enabled: z.boolean().optional(),
    syncMode: syncMode(z).optional(),
    rowFilter: rowFilter(z).optional(),
    columns: z.record(z.string(), column(z)).optional(),
  });

const schemas = (z: Zod) =>
  z.record(
    z.string(),
    z.strictObject({ enabled: z.boolean().optional(), tables: z.record(z.string(), table(z)).optional() }),
  );

const value = (z: Zod) => z.union([z.boolean(), z.string(), z.custom<RowFilter>()]).optional();

const drift = (z: Zod) =>
  z.array(z.object({ path: z.string(), wanted: value(z), found: value(z), missing: z.boolean().optional() }));

export const fields = {
  connectorId: required(text, { replaces: true }),
  schemaChangeHandling: optional((z) => z.enum(POLICIES)),
  schemas: optional(schemas, { loose: true }),
  rules: optional((z) => z.array(rule(z)), { inputOnly: true }),
  undeclared: optional((z) => z.enum(["keep", "followPolicy"]), { inputOnly: true }),
  missing: optional((z) => z.enum(["fail", "ignore"]), { inputOnly: true }),
  precreate: optional((z) => z.boolean(), { inputOnly: true }),
  ...timeoutFields,
  skipped: output((z) => z.array(z.object({ path: z.string(), reason: z.string() })).optional()),
  drift: output((z) => drift(z).optional()),
  unverified: output((z) => texts(z).optional()),
  coveredTables: output((z) => z.string().optional(), { hidden: true }),
};
