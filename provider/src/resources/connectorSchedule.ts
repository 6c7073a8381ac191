import type * as pulumi from "@pulumi/pulumi";
import { connectorScheduleFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface ConnectorScheduleArgs {
  /**
   * The connector's id. `schema.connectorId` of its SchemaConfig gives the order that protects data: first the schema, then the
   * first sync. Changing this replaces the schedule.
   */
  connectorId: pulumi.Input<string>;
  /**
   * When it syncs, in plain words: `"every 15 minutes"`, `"every hour on weekdays"`, `"daily at 09:00"`, `"monday and thursday at 06:00"`,
   * `"cron 0 6 * * 1-5"` or `"manual"`. Instead of `syncFrequencyMinutes`, `dailySyncTime` and `scheduleType`, which are sent wherever they can say
   * it. That Fivetran takes the rest in requests is known from its Go client alone.
   */
  schedule?: pulumi.Input<string | undefined>;
  /** Minutes between syncs: 1, 5, 15, 30, 60, 120, 180, 360, 480, 720 or 1440; others are sent with a warning. */
  syncFrequencyMinutes?: pulumi.Input<number | undefined>;
  /** A full hour such as `"14:00"` (UTC), with `syncFrequencyMinutes: 1440`; other times are sent with a warning. */
  dailySyncTime?: pulumi.Input<string | undefined>;
  /** `"manual"`: Fivetran syncs only when it is told to. */
  scheduleType?: pulumi.Input<"auto" | "manual" | undefined>;
  /** `false` lets it sync; `true` stops it. */
  paused?: pulumi.Input<boolean | undefined>;
  /** Whether it is paused when its free trial ends. Not managed unless set, and not to be set on the Connector too. */
  pauseAfterTrial?: pulumi.Input<boolean | undefined>;
  /** Whether deleting this resource pauses the connector. Default: `false`, which leaves everything as it is. */
  pauseOnDelete?: pulumi.Input<boolean | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<
  typeof connectorScheduleFields,
  ConnectorSchedule,
  ConnectorScheduleArgs
> = {
  kind: "ConnectorSchedule",
  fields: connectorScheduleFields,
};

/**
 * When a connector syncs, and whether it does at all. A part of the connector, so its id is the connector's; creating it takes over
 * whatever schedule the connector has. Only what is declared is managed.
 *
 * Replaced when `connectorId` changes. Do not declare the same property on the Connector: each would undo the other.
 *
 * @throws Error in the preview, for words that are not understood
 * @throws Error when Fivetran refuses a schedule, with the older settings that it is known to take
 * @example
 * new fivetran.ConnectorSchedule("orders", { connectorId: schema.connectorId, schedule: "every hour", paused: false });
 */
export class ConnectorSchedule extends FivetranResource {
  declare readonly connectorId: pulumi.Output<string>;
  declare readonly syncFrequencyMinutes: pulumi.Output<number | undefined>;
  declare readonly paused: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: ConnectorScheduleArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
