import type * as pulumi from "@pulumi/pulumi";
import { FivetranResource } from "../dynamic/resource";
import type { SetupTests, Timeouts } from "./arguments";

export interface ExternalLoggingArgs {
  /** The group whose logs are sent. It has one logging at most. Changing this replaces it. */
  groupId: pulumi.Input<string>;
  /** Kind of service, such as `"cloudwatch"`. Changing this replaces it. */
  service: pulumi.Input<string>;
  /** Default: `true`. */
  enabled?: pulumi.Input<boolean>;
  /** The service's own settings, with the keys as Fivetran has them. Changed in place; keys taken out are cleared. */
  config?: pulumi.Input<Record<string, unknown>>;
  /** What a failing setup test means. Tests run after a creation and a change, and as long as they have not passed. Default: `"fail"`. */
  setupTests?: pulumi.Input<SetupTests>;
  /**
   * The id of an existing logging to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string>;
  timeouts?: pulumi.Input<Timeouts>;
}

/**
 * A service to which Fivetran sends the logs of a group. Its id is the group's.
 *
 * Replaced when `groupId` or `service` changes; the old one goes first, since a group has one.
 *
 * @throws Error when a setup test fails, unless `setupTests` says otherwise; it stays tracked, and the next `up` tests again
 * @example
 * new fivetran.ExternalLogging("logs", { groupId: group.id, service: "datadog_log", config: { region: "EU", api_key: cfg.requireSecret("datadog") } });
 */
export class ExternalLogging extends FivetranResource {
  declare readonly groupId: pulumi.Output<string>;
  declare readonly service: pulumi.Output<string>;
  declare readonly enabled: pulumi.Output<boolean | undefined>;
  /** Titles of the tests that failed in the last apply. */
  declare readonly failedSetupTests: pulumi.Output<string[] | undefined>;

  constructor(name: string, args: ExternalLoggingArgs, options?: pulumi.CustomResourceOptions) {
    const properties = ["groupId", "service", "enabled", "failedSetupTests"];
    super({ kind: "ExternalLogging", properties, secretArguments: ["config"] }, name, args, options);
  }
}
