import { z } from "zod";
import { apiObject, nullable, openEnum, optional, page } from "../wire/answerSchema";
import type { SyncResult } from "./connectionHistory.types";

const stage = optional(apiObject({ volume: nullable(z.number()) }));

export const syncHistory = page(
  apiObject({
    syncId: z.string(),
    start: nullable(z.string()),
    end: nullable(z.string()),
    status: optional(openEnum<SyncResult>()),
    reason: optional(z.string()),
    stages: optional(apiObject({ extract: stage, process: stage, load: stage })),
  }),
);

const warning = apiObject({
  code: optional(z.string()),
  message: optional(z.string()),
  errorMessage: optional(z.string()),
  createdAt: optional(z.string()),
});

export const warnings = page(
  apiObject({
    schema: optional(z.string()),
    table: optional(z.string()),
    warnings: optional(z.array(warning)),
  }),
);
