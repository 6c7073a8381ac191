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
 * The users of a group, all of them: whoever has a role in the group and is not in the list loses it.
 * To manage some of them and leave the rest alone, use `UserGroupMembership`; never both for one group, since each would undo the other.
 *
 * Its id is the group's. It takes over what is there. **Its creation takes nobody's role away**: whoever is not in the list is told of,
 * and loses the role by the next `pulumi up`, whose preview names them. A role is changed in place, never taken away and given anew, and
 * roles are given before any is taken away. The user whose API key makes the run is never taken out, listed or not:
 * a log line says so. The owner of the account cannot be told from others.
 *
 * After a refresh, somebody who was added elsewhere is in `others` and loses the role by the next `pulumi up`. Deleting the resource takes
 * the listed roles away and no others; `retainOnDelete` leaves them. Replaced when `groupId` changes.
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
