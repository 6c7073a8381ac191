import type * as pulumi from "@pulumi/pulumi";
import { userGroupMembershipFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface UserGroupMembershipArgs {
  /** The user's id. Changing this replaces the membership. */
  userId: pulumi.Input<string>;
  /** The group's id. Changing this replaces the membership. */
  groupId: pulumi.Input<string>;
  /** Name of a role that can be given in a group, such as `"Destination Reviewer"`. Changed in place. */
  role: pulumi.Input<string>;
  /**
   * The id of an existing membership, `<userId>:<groupId>`, to take over instead of making one. Acts at creation only; removing it
   * later, or naming the same id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<
  typeof userGroupMembershipFields,
  UserGroupMembership,
  UserGroupMembershipArgs
> = {
  kind: "UserGroupMembership",
  fields: userGroupMembershipFields,
};

/**
 * The role of one user in one group.
 *
 * Its id is `<userId>:<groupId>`. Replaced when either changes. Deleting it takes this one role away and nothing else.
 *
 * @example
 * new fivetran.UserGroupMembership("ann", { userId: ann.id, groupId: group.id, role: "Destination Reviewer" });
 */
export class UserGroupMembership extends FivetranResource {
  declare readonly userId: pulumi.Output<string>;
  declare readonly groupId: pulumi.Output<string>;
  declare readonly role: pulumi.Output<string>;
  /** When it was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: UserGroupMembershipArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
