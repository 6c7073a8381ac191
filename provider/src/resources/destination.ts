import type * as pulumi from "@pulumi/pulumi";
import { destinationFields } from "@pulumi-fivetran/core/fields";
import type { ConfigOf, CustomService, DestinationConfigs, ServiceOf } from "@pulumi-fivetran/sdk/services";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type {
  NetworkingArgs,
  RotationArgs,
  ServiceSettings,
  SettingsBesideExtraConfig,
  SetupArgs,
  Timeouts,
} from "./arguments";

/** A kind of destination that the types know, or what `customService` makes. */
export type DestinationService = ServiceOf<DestinationConfigs>;

// Inferred under a name, as `ConnectorConfig` tells.
/** The settings of the service `S`. */
export type DestinationConfig<S> =
  ConfigOf<DestinationConfigs, S> extends infer Config ? ServiceSettings<Config> : never;

export interface DestinationArgs<S extends DestinationService = CustomService>
  extends NetworkingArgs,
    SetupArgs,
    RotationArgs {
  /** The group that the destination belongs to; a group has one. Changing this replaces the destination. */
  groupId: pulumi.Input<string>;
  /**
   * Fivetran's id of the kind of destination: `snowflake`, `big_query`, `databricks`. It decides what `config` may hold. One that the
   * types do not know, or that is chosen at run time, is `customService(id)`; an Output is `id.apply(customService)`. Changing this
   * replaces the destination.
   */
  service: pulumi.Input<S>;
  /** Hours from UTC of the destination's clock, as Fivetran writes them: `"0"`, `"-8"`, `"+5"`. */
  timeZoneOffset: pulumi.Input<string>;
  /** Where Fivetran processes the data: `GCP_US_EAST4`, `AWS_EU_WEST_1`, ... Fivetran's default: `GCP_US_EAST4`. Cannot be unset. */
  region?: pulumi.Input<string | undefined>;
  /** Whether the time zone observes daylight saving time. Left as it is when it is no longer declared. */
  daylightSavingTimeEnabled?: pulumi.Input<boolean | undefined>;
  /**
   * The service's own settings, with Fivetran's own names (`snake_case`), passed on as they are. What Fivetran marks as a secret, or
   * what is named like one, is stored as a Pulumi secret. A key that is removed is cleared. A secret that Fivetran has no more is
   * drift, though its value is never read.
   */
  config?: pulumi.Input<SettingsBesideExtraConfig<DestinationConfig<S>> | undefined>;
  /** Settings that `config` has no type for yet. Part of it in every way, and stronger than what it says. */
  extraConfig?: pulumi.Input<Record<string, unknown> | undefined>;
  /** The id of an existing destination (it is its group's id) to take over instead of making one. Acts at creation only. */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof destinationFields, Destination, DestinationArgs> = {
  kind: "Destination",
  fields: destinationFields,
};

/**
 * The warehouse or lake that a group's connectors load into. Its id is its group's id.
 *
 * Replaced when `groupId` or `service` changes; the old one goes first, because a group has only one. Deleting it also deletes the
 * `fivetran_metadata` connection that Fivetran adds by itself; any other connection still in it is an error that lists them.
 *
 * Give connectors `groupId: destination.groupId` rather than `group.id`, so that they are made after the destination.
 *
 * @throws Error when the group has a destination already: a group has one
 * @throws Error when a setup test fails, unless `setupTests` says otherwise; it stays tracked, and the next `up` tests again
 * @example
 * const warehouse = new fivetran.Destination("warehouse", {
 *   groupId: group.id,
 *   service: "snowflake",
 *   region: "GCP_US_EAST4",
 *   timeZoneOffset: "-5",
 *   config: { host: "acme.snowflakecomputing.com", port: 443, database: "RAW", auth: "PASSWORD", user: "fivetran", password },
 * });
 */
export class Destination<S extends DestinationService = DestinationService> extends FivetranResource {
  declare readonly groupId: pulumi.Output<string>;
  declare readonly service: pulumi.Output<string>;
  declare readonly timeZoneOffset: pulumi.Output<string>;
  declare readonly region: pulumi.Output<string | undefined>;
  /** The declared settings as they are upstream; secrets as they were declared. */
  declare readonly config: pulumi.Output<Record<string, unknown> | undefined>;
  /** `connected`, `incomplete` or `broken`. */
  declare readonly setupState: pulumi.Output<string>;

  constructor(name: string, args: DestinationArgs<S>, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
