/** What the logging of a group and that of the account have in common. */
import { z } from "zod";
import type { Properties } from "../../contract";
import { adoptSchema } from "../../object/adopt";
import type { ObjectInputs } from "../../object/definition";
import { timeoutsSchema } from "../../run/deadline";
import type { FurtherChecks } from "../../settings/check";
import { configChecks } from "../../settings/serviceConfig";
import type { Settings } from "../../settings/settings";
import { type SetupTestsMode, setupTestsSchema } from "../../setup/setupTests";

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
