import type * as pulumi from "@pulumi/pulumi";
import { userGroupsFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { GroupRoleArgs, Timeouts } from "./arguments";

export interface UserGroupsArgs {
  /** The user's id. Changing this replaces the list, not the user. */
  userId: pulumi.Input<string>;
  /**
   * Every group in which the user has a role of their own, in any order. An empty list takes all such roles away. A user who makes a group is in it, so mind the user whose API key the program uses.
   */
  groups: pulumi.Input<pulumi.Input<GroupRoleArgs>[]>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof userGroupsFields, UserGroups, UserGroupsArgs> = {
  kind: "UserGroups",
  fields: userGroupsFields,
};

/**
 * The groups in which a user has a role, all of them: one that is not in the list loses its role, after a preview has named it.
 * To manage only some, use `UserGroupMembership`; never both for one user.
 *
 * Its id is the user's. Its creation takes nobody's role away. All rules: `docs/complete-lists.md`. Replaced when
 * `userId` changes.
 *
 * @example
 * const bob = new fivetran.User("bob", { email: "bob@acme.com", givenName: "Bob", familyName: "Baker" });
 * new fivetran.UserGroups("bob", { userId: bob.id, groups: [{ groupId: group.id, role: "Destination Reviewer" }] });
 */
export class UserGroups extends FivetranResource {
  declare readonly userId: pulumi.Output<string>;
  /** The listed ones who are there, with the roles that they have. */
  declare readonly groups: pulumi.Output<{ groupId: string; role: string }[]>;
  /** Those who are there and not in the list; absent when there are none. */
  declare readonly others: pulumi.Output<{ groupId: string; role: string }[] | undefined>;

  constructor(name: string, args: UserGroupsArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
