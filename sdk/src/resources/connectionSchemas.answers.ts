import { z } from "zod";
import { apiObject, named, openEnum, optional } from "../wire/answerSchema";
import type { LockReason, SchemaChangeHandling, TableSyncMode } from "./connectionSchemas.types";
import { rowFilter } from "./rowFilters.answers";
import type { TargetDataType } from "./rowFilters.types";

const enabledPatchSettings = apiObject({
  allowed: optional(z.boolean()),
  reasonCode: optional(openEnum<LockReason>()),
  reason: optional(z.string()),
});

const column = apiObject({
  nameInDestination: optional(z.string()),
  enabled: optional(z.boolean()),
  hashed: optional(z.boolean()),
  isPrimaryKey: optional(z.boolean()),
  targetDataType: optional(openEnum<TargetDataType>()),
  enabledPatchSettings: optional(enabledPatchSettings),
});

const table = apiObject({
  nameInDestination: optional(z.string()),
  enabled: optional(z.boolean()),
  enabledPatchSettings: optional(enabledPatchSettings),
  supportsColumnsConfig: optional(z.boolean()),
  supportsHistoryMode: optional(z.boolean()),
  syncMode: optional(openEnum<TableSyncMode>()),
  rowFilter: optional(rowFilter),
  parentTable: optional(z.string()),
  columns: optional(named(column, true)),
});

const schema = apiObject({
  nameInDestination: optional(z.string()),
  enabled: optional(z.boolean()),
  tables: optional(named(table, true)),
});

export const schemaConfig = apiObject({
  schemaChangeHandling: optional(openEnum<SchemaChangeHandling>()),
  enableNewByDefault: optional(z.boolean()),
  rowFilteringSupported: optional(z.boolean()),
  schemas: named(schema, true),
});

export const tableColumns = apiObject({ columns: named(column, true) });
