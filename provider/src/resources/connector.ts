import type * as pulumi from "@pulumi/pulumi";
import { FivetranResource } from "../dynamic/resource";
import type { NetworkingArgs, SetupArgs, Timeouts } from "./arguments";

/**
 * Where a connector's data goes in the destination. Services use one of four forms: `name`; `name` and `table`; `name` and
 * `tableGroupName`; or `prefix` (the schemas of the source, each with this prefix).
 */
export interface DestinationSchemaArgs {
  name?: pulumi.Input<string>;
  table?: pulumi.Input<string>;
  tableGroupName?: pulumi.Input<string>;
  prefix?: pulumi.Input<string>;
}

export interface ConnectorArgs extends NetworkingArgs, SetupArgs {
  /**
   * The group whose destination the connector loads into: `destination.groupId`, so that it is made after the destination. Changing
   * this replaces the connector.
   */
  groupId: pulumi.Input<string>;
  /** Fivetran's id of the kind of source: `postgres`, `google_ads`, `s3`. Changing this replaces the connector. */
  service: pulumi.Input<string>;
  /** Changing this replaces the connector. */
  destinationSchema: pulumi.Input<DestinationSchemaArgs>;
  /** How names are written in the destination: `"FIVETRAN_NAMING"` (Fivetran's default) or `"SOURCE_NAMING"`. Changing this replaces the connector. */
  destinationSchemaNames?: pulumi.Input<"FIVETRAN_NAMING" | "SOURCE_NAMING">;
  /**
   * The service's own settings, with Fivetran's own names (`snake_case`), passed on as they are. Leaves named like a secret are
   * stored as Pulumi secrets. A key that is taken out is cleared.
   */
  config?: pulumi.Input<Record<string, unknown>>;
  /** The service's credentials for OAuth and the like; all of it is stored as secrets. Fivetran never answers it, so drift in it cannot be seen. */
  auth?: pulumi.Input<Record<string, unknown>>;
  /** Minutes between syncs: 1, 5, 15, 30, 60, 120, 180, 360, 480, 720 or 1440. Not managed unless set here; better set on a ConnectorSchedule. */
  syncFrequencyMinutes?: pulumi.Input<number>;
  /** A full hour such as `"14:00"` (UTC), with `syncFrequencyMinutes: 1440`. */
  dailySyncTime?: pulumi.Input<string>;
  /** `"manual"`: Fivetran syncs only when it is told to. */
  scheduleType?: pulumi.Input<"auto" | "manual">;
  /**
   * A connector is made paused, so that no column arrives in the clear before its SchemaConfig is applied. `false` unpauses it at
   * the end of its own creation, **before** any SchemaConfig; set it on a ConnectorSchedule that comes after the SchemaConfig
   * instead. Not managed unless set. Do not set the same property here and on a ConnectorSchedule: each would undo the other.
   */
  paused?: pulumi.Input<boolean>;
  /** Default: `false`. */
  pauseAfterTrial?: pulumi.Input<boolean>;
  /** When Fivetran warns of late data. Default: `"NORMAL"`. */
  dataDelaySensitivity?: pulumi.Input<"LOW" | "NORMAL" | "HIGH" | "CUSTOM" | "SYNC_FREQUENCY">;
  /** Minutes, with `dataDelaySensitivity: "CUSTOM"`. Default: 0. */
  dataDelayThresholdMinutes?: pulumi.Input<number>;
  /**
   * The id of an existing connection to take over instead of making one. Acts at creation only. A difference in what cannot be
   * changed is an error, other differences are updated, and declared secrets are always sent.
   */
  adopt?: pulumi.Input<string>;
  timeouts?: pulumi.Input<Timeouts>;
}

/**
 * A connector: one source that Fivetran loads into the group's destination. Fivetran's API calls it a connection.
 *
 * Replaced when `groupId`, `service`, `destinationSchema` or `destinationSchemaNames` changes. Made paused.
 *
 * @example
 * const orders = new fivetran.Connector("orders", {
 *   groupId: warehouse.groupId,
 *   service: "postgres",
 *   destinationSchema: { prefix: "orders" },
 *   config: { host: "db.acme.com", port: 5432, database: "shop", user: "fivetran", password, update_method: "QUERY_BASED" },
 * });
 */
export class Connector extends FivetranResource {
  declare readonly groupId: pulumi.Output<string>;
  declare readonly service: pulumi.Output<string>;
  /** The declared settings as they are upstream; secrets as they were declared. */
  declare readonly config: pulumi.Output<Record<string, unknown> | undefined>;
  /** The name that Fivetran derives from `destinationSchema`: `orders`, or `sheets.budget`. */
  declare readonly schema: pulumi.Output<string>;
  /** When the connection was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;
  /** `connected`, `incomplete` or `broken`. */
  declare readonly setupState: pulumi.Output<string>;

  constructor(name: string, args: ConnectorArgs, options?: pulumi.CustomResourceOptions) {
    super(
      {
        kind: "Connector",
        properties: ["groupId", "service", "config", "schema", "createdAt", "setupState"],
        secretArguments: ["config", "auth"],
      },
      name,
      args,
      options,
    );
  }
}
