import { inputsOnly, optional, output, required, type Zod } from "./field";
import { scheduleFields } from "./schedule";
import {
  alerts,
  anyText,
  anything,
  createdAt,
  duration,
  flag,
  LOCAL,
  networkingFields,
  objectFields,
  optionalText,
  SERVICE_SETTINGS,
  setupFields,
  setupOutputs,
  text,
} from "./shared";

/** Which of them go together is for `namingChecks` to say. */
const destinationSchema = (z: Zod) =>
  z.strictObject({
    name: text(z).optional(),
    table: text(z).optional(),
    tableGroupName: text(z).optional(),
    prefix: text(z).optional(),
  });

const destinationConfiguration = (z: Zod) => z.strictObject({ virtualWarehouse: text(z) });

/** What Fivetran would have in its place is not documented. */
const STAYS = "is no longer declared and stays as it is";

const stopped = (z: Zod) =>
  z.object({ byMove: z.literal(true).optional(), jobId: optionalText(z) }).optional();

const status = (z: Zod) =>
  z.object({
    setupState: z.string(),
    syncState: z.string(),
    updateState: z.string(),
    isHistoricalSync: z.boolean(),
    succeededAt: optionalText(z),
    failedAt: optionalText(z),
    failureReason: optionalText(z),
    rescheduledFor: optionalText(z),
    schedule: optionalText(z),
    tasks: alerts(z),
    warnings: alerts(z),
  });

export const fields = {
  groupId: required(text, { replaces: true }),
  service: required(text, { replaces: true, loose: true }),
  destinationSchema: required(destinationSchema, {
    replaces: true,
    unread: true,
    unsent: true,
    inputOnly: true,
  }),
  destinationSchemaNames: optional((z) => z.enum(["FIVETRAN_NAMING", "SOURCE_NAMING"]), {
    replaces: true,
    inputOnly: true,
  }),
  config: optional(anything, SERVICE_SETTINGS),
  // Fivetran never returns `auth`, so drift in it cannot be seen.
  auth: optional(anything, { ...SERVICE_SETTINGS, unread: true, inputOnly: true }),
  ...inputsOnly(scheduleFields),
  pauseAfterTrial: optional(flag, { resetTo: false, inputOnly: true }),
  dataDelaySensitivity: optional((z) => z.enum(["LOW", "NORMAL", "HIGH", "CUSTOM", "SYNC_FREQUENCY"]), {
    resetTo: "NORMAL",
    inputOnly: true,
  }),
  dataDelayThresholdMinutes: optional((z) => z.int().min(0, "must not be negative"), {
    resetTo: 0,
    apiName: "dataDelayThreshold",
    inputOnly: true,
  }),
  destinationConfiguration: optional(destinationConfiguration, { stays: STAYS, inputOnly: true }),
  dataChecks: optional(flag, { stays: STAYS, inputOnly: true }),
  ...networkingFields,
  ...setupFields,
  validate: optional((z) => z.enum(["account"]), { uncompared: true, unsent: true, inputOnly: true }),
  awaitAuthorization: optional(duration, { uncompared: true, unsent: true, inputOnly: true }),
  moveOnGroupChange: optional((z) => z.enum(["continue", "backfill"]), LOCAL),
  forceMove: optional(flag, LOCAL),
  ...objectFields,
  ...setupOutputs,
  /** The name that the API derives from `destinationSchema`: `orders`, or `sheets.budget`. */
  schema: output(anyText),
  createdAt,
  connectedBy: output(optionalText),
  serviceVersion: output((z) => z.number().optional()),
  /** It ran, and was found standing still; `byMove` where a move of ours did that, as far as can be told. */
  stopped: output(stopped, { kept: true, hidden: true }),
  /** As of the last apply or refresh. `diff` never looks at it, so that what goes on at Fivetran is no change of the program's. */
  status: output(status),
};
