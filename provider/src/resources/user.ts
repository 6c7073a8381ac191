import type * as pulumi from "@pulumi/pulumi";
import { userFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface UserArgs {
  /** Where the invitation goes. Unique in the account. Changing this replaces the user: another address is another person. */
  email: pulumi.Input<string>;
  /** First name. Changed in place. */
  givenName: pulumi.Input<string>;
  /** Last name. Changed in place. */
  familyName: pulumi.Input<string>;
  /** With the country's code, such as `"+15550100"`. */
  phone?: pulumi.Input<string | undefined>;
  /** An address of an image, or an image as a data URI. */
  picture?: pulumi.Input<string | undefined>;
  /**
   * Name of a role in the account. Taking it out of the program takes the role away. Fivetran refuses to change the role of the
   * user whose key the program uses.
   */
  role?: pulumi.Input<string | undefined>;
  /**
   * The id of an existing user to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof userFields, User, UserArgs> = {
  kind: "User",
  fields: userFields,
};

/**
 * A person in the account. Creating it sends an invitation (at most 500 an hour, 10 in a trial); deleting it removes the person from
 * the account.
 *
 * Replaced when `email` changes.
 *
 * @throws Error in the preview, when `email` is no e-mail address
 * @example
 * const ann = new fivetran.User("ann", { email: "ann@acme.com", givenName: "Ann", familyName: "Archer", role: "Account Reviewer" });
 */
export class User extends FivetranResource {
  declare readonly email: pulumi.Output<string>;
  declare readonly givenName: pulumi.Output<string>;
  declare readonly familyName: pulumi.Output<string>;
  declare readonly role: pulumi.Output<string | undefined>;
  /** Whether the person has followed the invitation. */
  declare readonly verified: pulumi.Output<boolean>;
  /** Whether the person was invited and has not accepted yet. */
  declare readonly invited: pulumi.Output<boolean>;
  /** When the user was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: UserArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
