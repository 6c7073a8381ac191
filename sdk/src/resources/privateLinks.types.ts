import type { PrivateLinkConfigs } from "../generated/privateLinkTypes";
import type { ConfigChangesOf, ConfigOf, CustomService, ServiceOf } from "../services/types";
import type { Region } from "./regions.types";

/** A private way from Fivetran to a source or a destination in a cloud. */
export interface PrivateLink {
  id: string;
  name?: string;

  /** Where Fivetran processes the data, such as `AWS_US_EAST_1`. */
  region?: string;

  /** What it leads to, and in which cloud, such as `SNOWFLAKE_AWS`. */
  service?: string;
  state?: PrivateLinkState;
  stateSummary?: string;
  cloudProvider?: CloudProvider;

  /** What a connection or a destination is given as its host. */
  host?: string;
  accountId?: string;

  /** The state as the cloud calls it. */
  resourceUpstreamStatus?: string;

  /** RFC 3339, in UTC. */
  createdAt?: string;
  createdBy?: string;

  /** The service's own settings, with the keys as Fivetran has them. */
  config?: Record<string, unknown>;
}

/** States known today; Fivetran may add others. */
export type PrivateLinkState = "CREATING" | "UPDATING" | "DESTROYING" | "OK" | "FAIL" | (string & {});

/** Clouds known today; Fivetran may add others. */
export type CloudProvider = "AWS" | "GCP" | "AZURE" | (string & {});

/** What can be changed on a private link, which is of the service `S` where that is said. */
export interface PrivateLinkUpdate<S extends ServiceOf<PrivateLinkConfigs> = CustomService> {
  /** What service it is, so that `config` is checked. Not sent: it never changes. */
  service?: S;

  /** The service's own settings, with the keys as Fivetran has them. Sent as they are. */
  config: ConfigChangesOf<PrivateLinkConfigs, S>;

  /** Settings that `config` has no type for yet. Merged into it, and win over what it says. */
  extraConfig?: Record<string, unknown>;
}

/** What a new private link of the service `S` needs. */
export interface NewPrivateLink<S extends ServiceOf<PrivateLinkConfigs> = CustomService> {
  name: string;

  /** Where Fivetran processes the data, such as `AWS_US_EAST_1`. */
  region: Region;

  /**
   * What it leads to, and in which cloud, such as `SNOWFLAKE_AWS`. For one that the types do not know:
   * `customService("NEW_AWS")`.
   */
  service: S;

  /** The service's own settings, with the keys as Fivetran has them. Sent as they are. */
  config: ConfigOf<PrivateLinkConfigs, S>;

  /** Settings that `config` has no type for yet. Merged into it, and win over what it says. */
  extraConfig?: Record<string, unknown>;
}
