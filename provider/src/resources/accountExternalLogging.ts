import type * as pulumi from "@pulumi/pulumi";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface AccountExternalLoggingArgs {
  /** Kind of service, such as `"cloudwatch"`. Changing this replaces it. */
  service: pulumi.Input<string>;
  /** Default: `true`. */
  enabled?: pulumi.Input<boolean>;
  /** The service's own settings, with the keys as Fivetran has them. Changed in place; keys taken out are cleared. */
  config?: pulumi.Input<Record<string, unknown>>;
  /**
   * The id of an existing logging to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string>;
  timeouts?: pulumi.Input<Timeouts>;
}

/**
 * A service to which Fivetran sends the logs of the account. There is one at most, and the API has no setup tests for it.
 *
 * Replaced when `service` changes; the old one goes first.
 *
 * @example
 * new fivetran.AccountExternalLogging("logs", { service: "datadog_log", config: { region: "EU", api_key: cfg.requireSecret("datadog") } });
 */
export class AccountExternalLogging extends FivetranResource {
  declare readonly service: pulumi.Output<string>;
  declare readonly enabled: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: AccountExternalLoggingArgs, options?: pulumi.CustomResourceOptions) {
    const properties = ["service", "enabled"];
    super({ kind: "AccountExternalLogging", properties, secretArguments: ["config"] }, name, args, options);
  }
}
