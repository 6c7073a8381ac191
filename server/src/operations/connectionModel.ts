import { z } from "zod";
import { connectionSchedule } from "./connectionSchedule";
import { networking, serviceConfig, testing } from "./destinationModel";
import { syncFrequency } from "./syncFrequency";

/** A full hour of the day, `14:00`. */
const dailySyncTime = z.string().regex(/^(?:[01]\d|2[0-3]):00$/);

const connectCardConfig = z.looseObject({
  redirect_uri: z.string().regex(/^https?:\/\//),
  hide_setup_guide: z.boolean().nullish(),
  all_fields: z.boolean().nullish(),
});

const settings = {
  paused: z.boolean().nullish(),
  pause_after_trial: z.boolean().nullish(),
  sync_frequency: syncFrequency.nullish(),
  daily_sync_time: dailySyncTime.nullish(),
  schedule_type: z.enum(["auto", "manual"]).nullish(),
  schedule: connectionSchedule.nullish(),
  data_checks: z.boolean().nullish(),
  data_delay_sensitivity: z.enum(["LOW", "NORMAL", "HIGH", "CUSTOM", "SYNC_FREQUENCY"]).nullish(),
  data_delay_threshold: z.int().nullish(),
  // What it does not know is not kept: answers hold nothing else.
  destination_configuration: z.object({ virtual_warehouse: z.string().optional() }).nullish(),
  config: serviceConfig.nullish(),
  auth: serviceConfig.nullish(),
  ...networking,
  ...testing,
};

export const newConnection = z.looseObject({
  group_id: z.string().min(1),
  service: z.string().min(1),
  destination_schema_names: z.enum(["FIVETRAN_NAMING", "SOURCE_NAMING"]).nullish(),
  connect_card_config: connectCardConfig.nullish(),
  ...settings,
});

export const connectionUpdate = z.looseObject({
  schema_status: z.enum(["blocked_on_capture", "ready"]).nullish(),
  is_historical_sync: z.boolean().nullish(),
  ...settings,
});

export const connectCardBody = z.looseObject({ connect_card_config: connectCardConfig });

export const syncBody = z.looseObject({ force: z.boolean().nullish() });

export const tablesBySchema = z.record(z.string(), z.array(z.string()));

export const resyncBody = z.looseObject({ scope: tablesBySchema.nullish() });

export const stateBody = z.looseObject({ state: z.record(z.string(), z.unknown()).nullish() });

const connectionSettings = z.object(settings);

/** What creations and updates have in common. */
export type ConnectionSettings = z.infer<typeof connectionSettings>;
export type NewConnection = z.infer<typeof newConnection>;
export type ConnectionUpdate = z.infer<typeof connectionUpdate>;
export type ConnectCardConfig = z.infer<typeof connectCardConfig>;
