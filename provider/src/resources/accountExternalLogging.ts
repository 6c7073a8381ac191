import type * as pulumi from "@pulumi/pulumi";
import { accountExternalLoggingFields } from "@pulumi-fivetran/core/fields";
import type { CustomService } from "@pulumi-fivetran/sdk/services";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { SettingsBesideExtraConfig, SetupTests, Timeouts } from "./arguments";
import type { LoggingConfig, LoggingService, LoggingStatus } from "./externalLogging";

export interface AccountExternalLoggingArgs<S extends LoggingService = CustomService> {
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
  /**
   * What a failing setup test means. Tests run after a creation and a change, and as long as they have not passed; an account that does not have
   * them is not tested. Default: `"fail"`.
   */
  setupTests?: pulumi.Input<SetupTests | undefined>;
  /**
   * The id of an existing logging to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<
  typeof accountExternalLoggingFields,
  AccountExternalLogging,
  AccountExternalLoggingArgs
> = {
  kind: "AccountExternalLogging",
  fields: accountExternalLoggingFields,
};

/**
 * A service to which Fivetran sends the logs of the account. There is one at most.
 *
 * Replaced when `service` changes; the old one goes first.
 *
 * @throws Error when a setup test fails, unless `setupTests` says otherwise; it stays tracked, and the next `up` tests again
 * @example
 * new fivetran.AccountExternalLogging("logs", { service: "datadog_log", config: { region: "EU", api_key: cfg.requireSecret("datadog") } });
 */
export class AccountExternalLogging<S extends LoggingService = LoggingService> extends FivetranResource {
  declare readonly service: pulumi.Output<string>;
  declare readonly enabled: pulumi.Output<boolean | undefined>;
  /** Titles of the tests that failed in the last apply. */
  declare readonly failedSetupTests: pulumi.Output<string[] | undefined>;
  /** How it is doing, as of the last apply or refresh. Absent where Fivetran does not say. Never a reason for a change. */
  declare readonly status: pulumi.Output<LoggingStatus | undefined>;

  constructor(name: string, args: AccountExternalLoggingArgs<S>, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
