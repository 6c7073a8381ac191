import { z } from "zod";
import { setupTestModel, spanMs } from "../inputModels";

/** What seeds and control calls may say about transformations. */

export const transformationRuleModel = z.strictObject({
  transformationId: z.string().optional(),
  projectId: z.string().optional(),
  name: z.string().optional(),
  packageName: z.string().optional(),
  status: z.enum(["SUCCEEDED", "FAILED", "PARTIALLY_SUCCEEDED", "BLOCKED"]).optional(),
  durationMs: spanMs.optional(),
  output: z.string().optional(),
});

export const projectRuleModel = z.strictObject({
  projectId: z.string().optional(),
  groupId: z.string().optional(),
  gitRemoteUrl: z.string().optional(),
  tests: z.array(setupTestModel).optional(),
  setupMs: spanMs.optional(),
});

export const quickstartPackageModel = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  version: z.string().min(1),
  connectorTypes: z.array(z.string()).default([]),
  outputModelNames: z.array(z.string()).default([]),
  configurableVariables: z.record(z.string(), z.unknown()).optional(),
});
