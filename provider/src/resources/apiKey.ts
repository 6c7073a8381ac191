import type * as pulumi from "@pulumi/pulumi";
import { apiKeyFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface ApiKeyArgs {
  /** Id of the service account that the key is for. Fivetran makes no keys for people here. Changing this replaces the key. */
  userId: pulumi.Input<string>;
  /** How many days it is good for from its making or its rotation on: 1 to 365. Default: 90. Acts then only. */
  expirationPeriodDays?: pulumi.Input<number | undefined>;
  /**
   * How many days the old secret stays good beside the new one after a rotation: 0 to 30. Default: 1, so that whatever uses the key can be
   * given the new one first; with 0 the old one ends at once. Acts when it is rotated only.
   */
  overlapDays?: pulumi.Input<number | undefined>;
  /**
   * Another value than before, or a first one on an existing key, makes Fivetran hand out a new secret and begin a new period; the old
   * secret ends after `overlapDays`. Taking it out does nothing. A date is a good value.
   */
  rotationTrigger?: pulumi.Input<string | undefined>;
  /** The user's id, to take over the key that the user has instead of making one. Acts at creation only. */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof apiKeyFields, ApiKey, ApiKeyArgs> = {
  kind: "ApiKey",
  fields: apiKeyFields,
};

/**
 * The API key of a service account, one at most for each. Its secret is handed out when it is made or rotated, and kept as a secret
 * output. A rotation keeps `keyValue`. Only the key of a regular user can make one. Its id is the service account's.
 *
 * Replaced when `userId` changes. Deleting it shuts out whatever uses it, at once.
 *
 * @throws Error when the user has a key already: `adopt` takes it over
 * @example
 * const machine = new fivetran.ServiceAccount("machine", { givenName: "Deploy", familyName: "Machine" });
 * const machineKey = new fivetran.ApiKey("machine", { userId: machine.id, overlapDays: 7, rotationTrigger: "2026-11" });
 * export const machineSecret = machineKey.keySecret;
 */
export class ApiKey extends FivetranResource {
  declare readonly userId: pulumi.Output<string>;
  /** The public half: what a client calls the API key. */
  declare readonly keyValue: pulumi.Output<string>;
  /** Secret: what a client calls the API secret. Undefined for an adopted key that was never rotated here. */
  declare readonly keySecret: pulumi.Output<string | undefined>;
  /** `ACTIVE`, `ACTIVE_GRACE` (two secrets are good) or `EXPIRED`, as of the last apply or refresh. */
  declare readonly keyStatus: pulumi.Output<string | undefined>;
  /** When it was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string | undefined>;
  /** When it ends or ended, RFC 3339. */
  declare readonly expiresAt: pulumi.Output<string | undefined>;
  /** When it was rotated last, RFC 3339; undefined for one that never was. */
  declare readonly lastRotatedAt: pulumi.Output<string | undefined>;
  /** Until when the secret before the last rotation is good too, RFC 3339; undefined where none is. */
  declare readonly overlapExpiresAt: pulumi.Output<string | undefined>;

  constructor(name: string, args: ApiKeyArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
