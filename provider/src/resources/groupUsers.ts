import type * as pulumi from "@pulumi/pulumi";
import { groupUsersFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts, UserRoleArgs } from "./arguments";

export interface GroupUsersArgs {
  /** The group's id. Changing this replaces the list, not the group. */
  groupId: pulumi.Input<string>;
  /**
   * Everybody who has a role in the group, in any order. An empty list takes all such roles away. Roles in the account and roles of teams are not touched, and may still let somebody in.
   */
  users: pulumi.Input<pulumi.Input<UserRoleArgs>[]>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof groupUsersFields, GroupUsers, GroupUsersArgs> = {
  kind: "GroupUsers",
  fields: groupUsersFields,
};

/**
 * The users of a group, all of them: one that is not in the list loses its role, after a preview has named it.
 * To manage only some, use `UserGroupMembership`; never both for one group.
 *
 * Its id is the group's. Its creation takes nobody's role away. The user of the API key always stays. All rules: `docs/complete-lists.md`. Replaced when
 * `groupId` changes.
 *
 * @example
 * const sandbox = new fivetran.Group("sandbox", { name: "sandbox" });
 * new fivetran.GroupUsers("sandbox", { groupId: sandbox.id, users: [{ userId: ann.id, role: "Destination Reviewer" }] });
 */
export class GroupUsers extends FivetranResource {
  declare readonly groupId: pulumi.Output<string>;
  /** The listed ones who are there, with the roles that they have. */
  declare readonly users: pulumi.Output<{ userId: string; role: string }[]>;
  /** Those who are there and not in the list; absent when there are none. */
  declare readonly others: pulumi.Output<{ userId: string; role: string }[] | undefined>;

  constructor(name: string, args: GroupUsersArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
