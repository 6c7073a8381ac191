import type * as pulumi from "@pulumi/pulumi";
import { externalLoggingFields } from "@pulumi-fivetran/core/fields";
import type { ConfigOf, CustomService, LogConfigs, ServiceOf } from "@pulumi-fivetran/sdk/services";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { ServiceSettings, SettingsBesideExtraConfig, SetupTests, Timeouts } from "./arguments";
import type { ConnectorAlert } from "./connector";

/** A kind of service for logs that the types know, or what `customService` makes. */
export type LoggingService = ServiceOf<LogConfigs>;

/** The settings of the service `S`. Inferred under a name, as `ConnectorConfig` tells. */
export type LoggingConfig<S> = ConfigOf<LogConfigs, S> extends infer Config ? ServiceSettings<Config> : never;

/** How a logging is doing. Fivetran may add states. */
export interface LoggingStatus {
  /** `connected`, `incomplete` or `broken`. */
  setupState?: string;
  /** What must be done for logs to arrive. */
  tasks: ConnectorAlert[];
}

export interface ExternalLoggingArgs<S extends LoggingService = CustomService> {
  /** The group whose logs are sent. It has one logging at most. Changing this replaces it. */
  groupId: pulumi.Input<string>;
  /**
   * Fivetran's id of the kind of service: `"cloudwatch"`, `"datadog_log"`, `"dynatrace"`, `"grafana_loki"` and others. It decides what
   * `config` may hold. One that the types do not know, or that is chosen at run time, is `customService(id)`; an Output is `id.apply(customService)`. Changing this replaces the logging.
   */
  service: pulumi.Input<S>;
  /** Default: `true`. */
  enabled?: pulumi.Input<boolean | undefined>;
  /**
   * The service's own settings, with Fivetran's own names (`snake_case`), passed on as they are. What Fivetran marks as a secret, or
   * what is named like one, is stored as a Pulumi secret. A key that is removed is cleared.
   */
  config?: pulumi.Input<SettingsBesideExtraConfig<LoggingConfig<S>> | undefined>;
  /** Settings that `config` has no type for yet. Part of it in every way, and stronger than what it says. */
  extraConfig?: pulumi.Input<Record<string, unknown> | undefined>;
  /** What a failing setup test means. Tests run after a creation and a change, and as long as they have not passed. Default: `"fail"`. */
  setupTests?: pulumi.Input<SetupTests | undefined>;
  /**
   * The id of an existing logging to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof externalLoggingFields, ExternalLogging, ExternalLoggingArgs> = {
  kind: "ExternalLogging",
  fields: externalLoggingFields,
};

/**
 * A service to which Fivetran sends the logs of a group. Its id is the group's.
 *
 * Replaced when `groupId` or `service` changes; the old one goes first, since a group has one.
 *
 * @throws Error when a setup test fails, unless `setupTests` says otherwise; it stays tracked, and the next `up` tests again
 * @example
 * new fivetran.ExternalLogging("logs", { groupId: group.id, service: "datadog_log", config: { region: "EU", api_key: cfg.requireSecret("datadog") } });
 */
export class ExternalLogging<S extends LoggingService = LoggingService> extends FivetranResource {
  declare readonly groupId: pulumi.Output<string>;
  declare readonly service: pulumi.Output<string>;
  declare readonly enabled: pulumi.Output<boolean | undefined>;
  /** Titles of the tests that failed in the last apply. */
  declare readonly failedSetupTests: pulumi.Output<string[] | undefined>;
  /** How it is doing, as of the last apply or refresh. Absent where Fivetran does not say. Never a reason for a change. */
  declare readonly status: pulumi.Output<LoggingStatus | undefined>;

  constructor(name: string, args: ExternalLoggingArgs<S>, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
