import { z } from "zod";
import { apiObject, nullable, openEnum, optional, page, userData } from "../wire/answerSchema";
import type {
  DayOfWeek,
  TransformationScheduleType,
  TransformationStatus,
  TransformationType,
} from "./transformations.types";

const names = z.array(z.string());

const schedule = apiObject({
  scheduleType: optional(openEnum<TransformationScheduleType>()),
  cron: optional(names),
  interval: optional(z.number()),
  daysOfWeek: optional(z.array(openEnum<DayOfWeek>())),
  timeOfDay: optional(z.string()),
  connectionIds: optional(names),
  transformationIds: optional(names),
  smartSyncing: optional(z.boolean()),
});

const step = apiObject({ name: optional(z.string()), command: optional(z.string()) });

const transformationConfig = apiObject({
  projectId: optional(z.string()),
  name: optional(z.string()),
  steps: optional(z.array(step)),
  packageName: optional(z.string()),
  connectionIds: optional(names),
  excludedModels: optional(names),
  upgradeAvailable: optional(z.boolean()),
  configurableVariables: optional(userData),
  groupId: optional(z.string()),
});

export const transformation = apiObject({
  id: z.string(),
  type: optional(openEnum<TransformationType>()),
  status: optional(openEnum<TransformationStatus>()),
  paused: optional(z.boolean()),
  schedule: optional(schedule),
  createdById: optional(z.string()),
  createdAt: optional(z.string()),
  lastStartedAt: nullable(z.string()),
  lastEndedAt: nullable(z.string()),
  outputModelNames: optional(names),
  transformationConfig: optional(transformationConfig),
});
export const transformations = page(transformation);

export const packageMetadata = apiObject({
  id: z.string(),
  name: optional(z.string()),
  version: optional(z.string()),
  connectorTypes: optional(names),
  outputModelNames: optional(names),
  configurableVariables: optional(userData),
});
export const packageMetadataPage = page(packageMetadata);
