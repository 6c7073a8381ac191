import { z } from "zod";
import { adoptSchema } from "../../object/adopt";
import { duration, type Timeouts, timeoutsSchema } from "../../run/deadline";
import type { Settings } from "../../settings/settings";
import type { Bookkeeping } from "../../settings/state";
import { NETWORKING_SETTINGS, type NetworkingInputs, networkingShape } from "../../setup/networking";
import {
  SETUP_FACTS,
  SETUP_SETTINGS,
  type SetupFacts,
  type SetupInputs,
  setupInputsShape,
} from "../../setup/setupTests";
import { SCHEDULE_SETTINGS, type ScheduleInputs, scheduleShape } from "../schedule/settings";
import type { ConnectorStatus } from "./status";

/** Where the data goes: one of the forms that the service knows. */
export interface DestinationSchema {
  readonly name?: string;
  readonly table?: string;
  readonly tableGroupName?: string;
  readonly prefix?: string;
}

export interface ConnectorInputs extends NetworkingInputs, SetupInputs, ScheduleInputs {
  readonly groupId: string;
  readonly service: string;
  readonly destinationSchema: DestinationSchema;
  readonly destinationSchemaNames?: string;
  readonly config?: Record<string, unknown>;
  readonly auth?: Record<string, unknown>;
  readonly pauseAfterTrial?: boolean;
  readonly dataDelaySensitivity?: string;
  readonly dataDelayThresholdMinutes?: number;
  readonly awaitAuthorization?: string;
  readonly adopt?: string;
  readonly timeouts?: Timeouts;
}

/** Facts that stay the same between two reads of an untouched connection. What moves (syncs, times) is `status`, and nothing else. */
export interface ConnectorFacts extends SetupFacts {
  /** The name that the API derives from `destinationSchema`: `orders`, or `sheets.budget`. */
  readonly schema: string | undefined;
  readonly createdAt: string | undefined;
  /** As of the last apply or refresh. `diff` never looks at it, so that what goes on at Fivetran is no change of the program's. */
  readonly status: ConnectorStatus;
}

export const CONNECTOR_FACTS: readonly (keyof ConnectorFacts)[] = [
  ...SETUP_FACTS,
  "schema",
  "createdAt",
  "status",
];

export type ConnectorOutputs = ConnectorInputs & ConnectorFacts & Bookkeeping;

/** Which of them go together is for `namingChecks` to say. */
const destinationSchema = z.strictObject({
  name: z.string().min(1, "must not be empty").optional(),
  table: z.string().min(1, "must not be empty").optional(),
  tableGroupName: z.string().min(1, "must not be empty").optional(),
  prefix: z.string().min(1, "must not be empty").optional(),
});

export const connectorSchema = z.strictObject({
  groupId: z.string().min(1, "must not be empty"),
  service: z.string().min(1, "must not be empty"),
  destinationSchema,
  destinationSchemaNames: z.enum(["FIVETRAN_NAMING", "SOURCE_NAMING"]).optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  auth: z.record(z.string(), z.unknown()).optional(),
  ...scheduleShape,
  pauseAfterTrial: z.boolean().optional(),
  dataDelaySensitivity: z.enum(["LOW", "NORMAL", "HIGH", "CUSTOM", "SYNC_FREQUENCY"]).optional(),
  dataDelayThresholdMinutes: z.int().min(0, "must not be negative").optional(),
  ...networkingShape,
  ...setupInputsShape,
  awaitAuthorization: duration.optional(),
  adopt: adoptSchema.optional(),
  timeouts: timeoutsSchema.optional(),
});

export const CONNECTOR_SETTINGS: Settings = {
  groupId: { replaces: true },
  service: { replaces: true },
  destinationSchema: { replaces: true, unread: true },
  destinationSchemaNames: { replaces: true },
  config: { merged: true },
  // Fivetran never answers `auth`, so drift in it cannot be seen.
  auth: { merged: true, unread: true },
  ...SCHEDULE_SETTINGS,
  pauseAfterTrial: { resetTo: false },
  dataDelaySensitivity: { resetTo: "NORMAL" },
  dataDelayThresholdMinutes: { resetTo: 0 },
  ...NETWORKING_SETTINGS,
  ...SETUP_SETTINGS,
};
