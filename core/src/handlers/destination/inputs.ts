import { z } from "zod";
import { adoptSchema } from "../../object/adopt";
import { type Timeouts, timeoutsSchema } from "../../run/deadline";
import type { Settings } from "../../settings/settings";
import type { Bookkeeping } from "../../settings/state";
import { NETWORKING_SETTINGS, type NetworkingInputs, networkingShape } from "../../setup/networking";
import { SETUP_SETTINGS, type SetupFacts, type SetupInputs, setupInputsShape } from "../../setup/setupTests";

export interface DestinationInputs extends NetworkingInputs, SetupInputs {
  readonly groupId: string;
  readonly service: string;
  readonly timeZoneOffset: string;
  readonly region?: string;
  readonly daylightSavingTimeEnabled?: boolean;
  readonly config?: Record<string, unknown>;
  readonly adopt?: string;
  readonly timeouts?: Timeouts;
}

export type DestinationOutputs = DestinationInputs & SetupFacts & Bookkeeping;

/** `0`, `-8` or `+5`: whole hours, as Fivetran writes them. */
const timeZoneOffset = z
  .string()
  .regex(
    /^(0|[+-]([1-9]|1[0-2]))$/,
    "must be a whole number of hours as Fivetran writes it: '0', '-5', '+9'",
  );

export const destinationSchema = z.strictObject({
  groupId: z.string().min(1, "must not be empty"),
  service: z.string().min(1, "must not be empty"),
  timeZoneOffset,
  region: z.string().optional(),
  daylightSavingTimeEnabled: z.boolean().optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  ...networkingShape,
  ...setupInputsShape,
  adopt: adoptSchema.optional(),
  timeouts: timeoutsSchema.optional(),
});

export const DESTINATION_SETTINGS: Settings = {
  groupId: { replaces: true },
  service: { replaces: true },
  timeZoneOffset: {},
  region: { stays: "is no longer declared and stays as it is: Fivetran has no way to unset a region" },
  daylightSavingTimeEnabled: {
    stays:
      "is no longer declared and stays as it is: whether a destination observes it by default depends on its time zone",
  },
  config: { merged: true },
  ...NETWORKING_SETTINGS,
  ...SETUP_SETTINGS,
};
