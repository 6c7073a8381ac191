import type * as pulumi from "@pulumi/pulumi";
import { serviceAccountFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface ServiceAccountArgs {
  /** First half of its name. Changed in place. */
  givenName: pulumi.Input<string>;
  /** Second half of its name. Changed in place. */
  familyName: pulumi.Input<string>;
  /** Unique in the account; no invitation is sent there. Changing this replaces the service account. */
  email?: pulumi.Input<string | undefined>;
  /** Name of a role in the account. Removing it from the program removes the role. */
  role?: pulumi.Input<string | undefined>;
  /**
   * The id of an existing service account to take over instead of making one. Acts at creation only; removing it later, or naming
   * the same id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof serviceAccountFields, ServiceAccount, ServiceAccountArgs> = {
  kind: "ServiceAccount",
  fields: serviceAccountFields,
};

/**
 * A user without a person, for programs: it signs in with an API key only (`ApiKey`) and gets no invitation. Only the key of a regular
 * user can make one, in accounts that have service accounts.
 *
 * Replaced when `email` changes. Deleting it deletes its API key, which shuts out whatever uses it.
 *
 * @throws Error in the preview, when `email` is no e-mail address
 * @example
 * const robot = new fivetran.ServiceAccount("robot", { givenName: "Pipeline", familyName: "Robot", role: "Account Reviewer" });
 */
export class ServiceAccount extends FivetranResource {
  declare readonly givenName: pulumi.Output<string>;
  declare readonly familyName: pulumi.Output<string>;
  declare readonly email: pulumi.Output<string | undefined>;
  declare readonly role: pulumi.Output<string | undefined>;
  /** When it was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: ServiceAccountArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
