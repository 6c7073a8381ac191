import type * as pulumi from "@pulumi/pulumi";
import { webhookFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface WebhookArgs {
  /** Where events are sent. Fivetran takes addresses that begin with `https://` only. Changed in place. */
  url: pulumi.Input<string>;
  /**
   * Which events are sent: `"sync_start"`, `"sync_end"`, `"connection_successful"`, `"connection_failure"`, `"create_connector"`,
   * `"pause_connector"`, `"resume_connector"`, `"edit_connector"`, `"delete_connector"`, `"force_update_connector"`, `"resync_connector"`,
   * `"resync_table"`, `"transformation_start"`, `"transformation_succeeded"`, `"transformation_failed"`, `"dbt_run_start"`,
   * `"dbt_run_succeeded"`, `"dbt_run_failed"`, and what Fivetran adds. Their order makes no difference.
   */
  events: pulumi.Input<pulumi.Input<string>[]>;
  /** The group whose events are sent; without it, those of the whole account. Changing this replaces the webhook. */
  groupId?: pulumi.Input<string | undefined>;
  /**
   * Whether events are sent. Fivetran sends a test event first, and refuses the webhook unless the address returns a 2xx.
   * Default: `true`.
   */
  active?: pulumi.Input<boolean | undefined>;
  /** With it each event is signed, so that the receiver can tell it from a forgery. Fivetran cannot take it away again, only change it. */
  secret?: pulumi.Input<string | undefined>;
  /**
   * The id of an existing webhook to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof webhookFields, Webhook, WebhookArgs> = {
  kind: "Webhook",
  fields: webhookFields,
};

/**
 * An address to which Fivetran sends events of one group or of the account. Fivetran switches a webhook off after days of failed
 * deliveries: with `active: true` in the program a refresh shows it, and the next `up` switches it on again.
 *
 * Replaced when `groupId` changes.
 *
 * @throws Error in the preview, when `url` does not begin with `https://` (or with `http://` on this machine, for the local server) or `events` is empty
 * @throws Error when the address does not return a 2xx to the test event, unless `active` is `false`
 * @example
 * new fivetran.Webhook("ends", { url: "https://hooks.acme.com/fivetran", events: ["sync_end"], secret: cfg.requireSecret("hookSecret") });
 */
export class Webhook extends FivetranResource {
  declare readonly url: pulumi.Output<string>;
  declare readonly events: pulumi.Output<string[]>;
  declare readonly groupId: pulumi.Output<string | undefined>;
  declare readonly active: pulumi.Output<boolean | undefined>;
  /** `"account"` or `"group"`. */
  declare readonly type: pulumi.Output<string>;
  /** When it was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;
  /** The id of the user who made it. */
  declare readonly createdBy: pulumi.Output<string>;

  constructor(name: string, args: WebhookArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
