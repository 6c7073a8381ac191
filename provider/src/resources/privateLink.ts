import type * as pulumi from "@pulumi/pulumi";
import { privateLinkFields } from "@pulumi-fivetran/core/fields";
import type { ConfigOf, CustomService, PrivateLinkConfigs, ServiceOf } from "@pulumi-fivetran/sdk/services";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { ServiceSettings, SettingsBesideExtraConfig, Timeouts } from "./arguments";

/** What a private link leads to, and in which cloud, as far as the types know, or what `customService` makes. */
export type PrivateLinkService = ServiceOf<PrivateLinkConfigs>;

/** The settings of the service `S`. Inferred under a name, as `ConnectorConfig` tells. */
export type PrivateLinkConfig<S> =
  ConfigOf<PrivateLinkConfigs, S> extends infer Config ? ServiceSettings<Config> : never;

export interface PrivateLinkArgs<S extends PrivateLinkService = CustomService> {
  /** Changing this replaces the link: the API cannot rename it. */
  name: pulumi.Input<string>;
  /** Where Fivetran processes the data, such as `"AWS_US_EAST_1"`. Changing this replaces the link. */
  region: pulumi.Input<string>;
  /**
   * What it leads to, and in which cloud, such as `"SNOWFLAKE_AWS"`. It decides what `config` may hold. One that the types do not know, or that is chosen
   * at run time, is `customService(id)`; an Output is `id.apply(customService)`. Changing this replaces the link.
   */
  service: pulumi.Input<S>;
  /**
   * The service's own settings, with Fivetran's own names (`snake_case`), passed on as they are. What Fivetran marks as a secret, or
   * what is named like one, is stored as a Pulumi secret. Changed in place, once the link is made.
   */
  config: pulumi.Input<SettingsBesideExtraConfig<PrivateLinkConfig<S>>>;
  /** Settings that `config` has no type for yet. Part of it in every way, and stronger than what it says. */
  extraConfig?: pulumi.Input<Record<string, unknown> | undefined>;
  /**
   * The id of an existing private link to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof privateLinkFields, PrivateLink, PrivateLinkArgs> = {
  kind: "PrivateLink",
  fields: privateLinkFields,
};

/**
 * A private way from Fivetran to a source or a destination in a cloud. Fivetran makes at most 5 an hour (1 in a trial) and takes its
 * time: `state` says how far it is at the last refresh. Connectors and destinations name it as `privateLinkId`.
 *
 * Replaced when `name`, `region` or `service` changes. Deleting it marks it for deletion: Fivetran takes its time for that too.
 *
 * @example
 * const link = new fivetran.PrivateLink("warehouse", {
 *   name: "warehouse", region: "AWS_US_EAST_1", service: "SNOWFLAKE_AWS", config: { account_url: "acme.snowflakecomputing.com", vpce_id: "vpce-1" },
 * });
 */
export class PrivateLink<S extends PrivateLinkService = PrivateLinkService> extends FivetranResource {
  declare readonly name: pulumi.Output<string>;
  declare readonly region: pulumi.Output<string>;
  declare readonly service: pulumi.Output<string>;
  /** `CREATING`, `OK`, `FAIL`, and others that Fivetran may add. */
  declare readonly state: pulumi.Output<string>;
  /** The same in Fivetran's words. */
  declare readonly stateSummary: pulumi.Output<string | undefined>;
  /** The state as the cloud calls it. */
  declare readonly resourceUpstreamStatus: pulumi.Output<string | undefined>;
  /** What a connector or a destination is given as its host, once there is one. */
  declare readonly host: pulumi.Output<string | undefined>;
  /** When it was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: PrivateLinkArgs<S>, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
