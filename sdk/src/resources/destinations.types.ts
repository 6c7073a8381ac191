import type { DestinationConfigs } from "../generated/destinationTypes";
import type { ConfigChangesOf, ConfigOf, CustomService, ServiceOf } from "../services/types";
import type { Region, TimeZoneOffset } from "./regions.types";
import type { NetworkingMethod, SetupTest, SetupTestOptions } from "./setupTests";

/** Where a group's data goes. There is one a group, and its id is the group's. */
export interface Destination {
  id: string;

  /** Kind of destination, such as `snowflake`. */
  service?: string;

  /** Where Fivetran processes the data, such as `GCP_US_EAST4`. */
  region?: string;
  groupId?: string;

  /** Hours from UTC, such as `-5` or `+1`. */
  timeZoneOffset?: string;
  setupStatus?: SetupStatus;
  daylightSavingTimeEnabled?: boolean;
  networkingMethod?: NetworkingMethod;
  privateLinkId?: string;
  proxyAgentId?: string;
  hybridDeploymentAgentId?: string;
  externalSecretsManagerId?: string;

  /**
   * The service's own settings, with the keys as Fivetran has them. Secrets are `******`, and ports may come back as
   * strings. Lists leave it out.
   */
  config?: Record<string, unknown>;

  /** Only in answers to `create`, `update` and `runSetupTests`. */
  setupTests?: SetupTest[];
}

/** States known today, in the case that Fivetran returns; its documentation has them in upper case. */
export type SetupStatus =
  | "incomplete"
  | "connected"
  | "broken"
  | "INCOMPLETE"
  | "CONNECTED"
  | "BROKEN"
  | (string & {});

/** What can be set both when a destination is made and later. */
interface DestinationSettings extends SetupTestOptions {
  /** Where Fivetran processes the data. @default "GCP_US_EAST4" */
  region?: Region;

  /** Hours from UTC, such as `-5` or `+1`. */
  timeZoneOffset?: TimeZoneOffset;

  /** @default true, which is Fivetran's own */
  runSetupTests?: boolean;
  daylightSavingTimeEnabled?: boolean;

  /** @default "Directly" */
  networkingMethod?: NetworkingMethod;

  /** Null removes. */
  privateLinkId?: string | null;

  /** Null removes. */
  proxyAgentId?: string | null;

  /** Null removes. */
  hybridDeploymentAgentId?: string | null;

  /** Null removes. */
  externalSecretsManagerId?: string | null;

  /** Which key of the secrets manager holds which setting. The keys are the user's. */
  externalSecretsKeysConfig?: Record<string, string>;
}

/** What can be set on a destination after it is made, which is of the service `S` where that is said. */
export interface DestinationUpdate<S extends ServiceOf<DestinationConfigs> = CustomService>
  extends DestinationSettings {
  /** What service the destination is of, so that `config` is checked. Not sent: it never changes. */
  service?: S;

  /** The service's own settings, with the keys as Fivetran has them. Sent as they are; null removes. */
  config?: ConfigChangesOf<DestinationConfigs, S>;

  /** Settings that `config` has no type for yet. Merged into it, and win over what it says. */
  extraConfig?: Record<string, unknown>;
}

/** What a new destination of the service `S` needs. */
export interface NewDestination<S extends ServiceOf<DestinationConfigs> = CustomService>
  extends DestinationSettings {
  groupId: string;

  /** Kind of destination, such as `snowflake`. For one that the types do not know: `customService("new_service")`. */
  service: S;
  timeZoneOffset: TimeZoneOffset;

  /** The service's own settings, with the keys as Fivetran has them. Sent as they are. */
  config?: ConfigOf<DestinationConfigs, S>;

  /** Settings that `config` has no type for yet. Merged into it, and win over what it says. */
  extraConfig?: Record<string, unknown>;
}
