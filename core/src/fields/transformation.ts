import { optional, output, required, type Zod } from "./field";
import { anything, createdAt, flag, objectFields, optionalText, text, texts } from "./shared";

const schedule = (z: Zod) =>
  z.strictObject({
    scheduleType: text(z),
    cron: texts(z).optional(),
    interval: z.int().min(1, "must be at least 1 (minutes)").optional(),
    daysOfWeek: texts(z).optional(),
    timeOfDay: z
      .string()
      .regex(/^([01]\d|2[0-3]):(00|30)$/, "must be a full or half hour such as '13:30'")
      .optional(),
    connectionIds: texts(z).optional(),
    transformationIds: texts(z).optional(),
    smartSyncing: z.boolean().optional(),
  });

const steps = (z: Zod) =>
  z
    .array(z.strictObject({ name: text(z).optional(), command: text(z).optional() }))
    .min(1, "must have at least one step");

/** What stands in the API's `transformation_config`. */
export const configFields = {
  projectId: optional(text, { replaces: true, inputOnly: true }),
  packageName: optional(text, { replaces: true }),
  connectionIds: optional(texts, { replaces: true, inputOnly: true }),
  name: optional(text, { stays: "stays as it is: a transformation always has a name" }),
  steps: optional(steps, { stays: "stays as it is: a transformation always has steps", inputOnly: true }),
  groupId: optional(text, { stays: "stays as it is: a package always runs in a group", inputOnly: true }),
  excludedModels: optional(texts, { resetTo: [], inputOnly: true }),
  configurableVariables: optional(anything, {
    stays: "stays as it is: the API has no way to take variables back",
    inputOnly: true,
    loose: true,
  }),
};

export const fields = {
  type: required(text, { replaces: true }),
  ...configFields,
  schedule: optional(schedule, {
    stays: "stays as it is: a transformation always has a schedule",
    orWords: true,
    inputOnly: true,
  }),
  paused: optional(flag, { resetTo: false }),
  ...objectFields,
  /** As of the last apply or refresh. */
  status: output(optionalText),
  createdAt,
};
