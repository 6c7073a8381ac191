import type * as pulumi from "@pulumi/pulumi";
import { teamGroupMembershipFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface TeamGroupMembershipArgs {
  /** The team's id. Changing this replaces the membership. */
  teamId: pulumi.Input<string>;
  /** The group's id. Changing this replaces the membership. */
  groupId: pulumi.Input<string>;
  /** Name of a role that can be given in a group, such as `"Destination Reviewer"`. Changed in place. */
  role: pulumi.Input<string>;
  /**
   * The id of an existing membership, `<teamId>:<groupId>`, to take over instead of making one. Acts at creation only; removing it
   * later, or naming the same id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<
  typeof teamGroupMembershipFields,
  TeamGroupMembership,
  TeamGroupMembershipArgs
> = {
  kind: "TeamGroupMembership",
  fields: teamGroupMembershipFields,
};

/**
 * The role of one team in one group.
 *
 * Its id is `<teamId>:<groupId>`. Replaced when either changes. Deleting it takes this one role away and nothing else.
 *
 * @example
 * new fivetran.TeamGroupMembership("analysts", { teamId: analysts.id, groupId: group.id, role: "Destination Reviewer" });
 */
export class TeamGroupMembership extends FivetranResource {
  declare readonly teamId: pulumi.Output<string>;
  declare readonly groupId: pulumi.Output<string>;
  declare readonly role: pulumi.Output<string>;
  /** When it was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: TeamGroupMembershipArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
