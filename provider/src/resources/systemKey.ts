import type * as pulumi from "@pulumi/pulumi";
import { systemKeyFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

/** What a system key may do with one kind of thing. */
export interface SystemKeyPermissionArgs {
  /**
   * `"ACCOUNT"`, `"CONNECTOR"`, `"DESTINATION"`, `"REMOTE_EXECUTION_AGENT"`, `"ROLES"`, `"TEAM"`, `"TRANSFORMATION"`, `"USER"` or
   * `"WEBHOOK"`.
   */
  resourceType: pulumi.Input<string>;
  /** `"NONE"`, `"READ"` or `"MANAGE"`. */
  accessLevel: pulumi.Input<string>;
  /** Limits it to things with these ids, or in these groups. */
  resourceFilter?: pulumi.Input<
    | {
        ids?: pulumi.Input<pulumi.Input<string>[] | undefined>;
        groupIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
      }
    | undefined
  >;
}

export interface SystemKeyArgs {
  /** What people know it by. Changed in place. */
  name: pulumi.Input<string>;
  /** What the key may do. Replaced as a whole, in place. */
  permissions?: pulumi.Input<pulumi.Input<SystemKeyPermissionArgs>[] | undefined>;
  /** How long it is good for from its making or its rotation on: `"ONE_WEEK"`, `"ONE_MONTH"`, `"THREE_MONTHS"`, `"SIX_MONTHS"` or `"INFINITE"`. Acts then only. */
  expirationPeriod?: pulumi.Input<string | undefined>;
  /**
   * Another value than before, or a first one on an existing key, makes Fivetran hand out new secrets; the old ones end. Taking it out
   * does nothing. A date is a good value.
   */
  rotationTrigger?: pulumi.Input<string | undefined>;
  /**
   * The id of an existing key to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof systemKeyFields, SystemKey, SystemKeyArgs> = {
  kind: "SystemKey",
  fields: systemKeyFields,
};

/**
 * An API key that belongs to no user. Its secret is handed out when it is made or rotated, and kept as a secret output.
 *
 * Nothing replaces it. Deleting it shuts out whatever uses it.
 *
 * @example
 * const key = new fivetran.SystemKey("ci", {
 *   name: "ci",
 *   permissions: [{ resourceType: "CONNECTOR", accessLevel: "MANAGE" }],
 *   rotationTrigger: "2026-11",
 * });
 * export const secret = key.secret;
 */
export class SystemKey extends FivetranResource {
  declare readonly name: pulumi.Output<string>;
  /** The public half: what a client calls the API key. */
  declare readonly key: pulumi.Output<string>;
  /** Secret: what a client calls the API secret. Undefined for an adopted key that was never rotated here. */
  declare readonly secret: pulumi.Output<string | undefined>;
  /** When it was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string | undefined>;
  /** When it ends or ended, RFC 3339; undefined for one that does not. */
  declare readonly expiredAt: pulumi.Output<string | undefined>;

  constructor(name: string, args: SystemKeyArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
