/** What the logging of a group and that of the account have in common. */
import { z } from "zod";
import type { Properties } from "../handler";
import { adoptSchema } from "./adopt";
import type { FurtherChecks } from "./check";
import { timeoutsSchema } from "./deadline";
import type { ObjectInputs } from "./objectDefinition";
import { configChecks } from "./serviceConfig";
import type { Settings } from "./settings";
import { type SetupTestsMode, setupTestsSchema } from "./setupTests";

export interface LogServiceInputs extends ObjectInputs {
  readonly service: string;
  readonly enabled?: boolean;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly setupTests?: SetupTestsMode;
}

export const logServiceShape = {
  service: z.string().min(1, "must not be empty"),
  enabled: z.boolean().optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  setupTests: setupTestsSchema.optional(),
  adopt: adoptSchema.optional(),
  timeouts: timeoutsSchema.optional(),
};

export const LOG_SERVICE_SETTINGS: Settings = {
  service: { replaces: true },
  enabled: { resetTo: true },
  config: { merged: true },
};

export function logServiceChecks(inputs: Properties): FurtherChecks {
  return configChecks(inputs, "log");
}
