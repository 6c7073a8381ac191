import { z } from "zod";
import { apiObject, named, openEnum, optional } from "../internal/answerSchema";
import type { LockReason, SchemaChangeHandling, TableSyncMode } from "./connectionSchemas.types";

const enabledPatchSettings = apiObject({
  allowed: z.boolean(),
  reasonCode: optional(openEnum<LockReason>()),
  reason: optional(z.string()),
});

const column = apiObject({
  nameInDestination: optional(z.string()),
  enabled: z.boolean(),
  hashed: z.boolean(),
  isPrimaryKey: optional(z.boolean()),
  enabledPatchSettings,
});

const table = apiObject({
  nameInDestination: optional(z.string()),
  enabled: z.boolean(),
  enabledPatchSettings,
  supportsColumnsConfig: optional(z.boolean()),
  supportsHistoryMode: optional(z.boolean()),
  syncMode: optional(openEnum<TableSyncMode>()),
  columns: named(column),
});

const schema = apiObject({
  nameInDestination: optional(z.string()),
  enabled: z.boolean(),
  tables: named(table),
});

export const schemaConfig = apiObject({
  schemaChangeHandling: openEnum<SchemaChangeHandling>(),
  enableNewByDefault: optional(z.boolean()),
  schemas: named(schema),
});

export const tableColumns = apiObject({ columns: named(column) });
