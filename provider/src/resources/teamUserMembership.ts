import type * as pulumi from "@pulumi/pulumi";
import { teamUserMembershipFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface TeamUserMembershipArgs {
  /** The team's id. Changing this replaces the membership. */
  teamId: pulumi.Input<string>;
  /** The user's id. Changing this replaces the membership. */
  userId: pulumi.Input<string>;
  /** What the user may do with the team itself: `"Team Member"` or `"Team Manager"`. Fivetran chooses when it is not given. Changed in place. */
  role?: pulumi.Input<string | undefined>;
  /**
   * The id of an existing membership, `<teamId>:<userId>`, to take over instead of making one. Acts at creation only; removing it
   * later, or naming the same id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<
  typeof teamUserMembershipFields,
  TeamUserMembership,
  TeamUserMembershipArgs
> = {
  kind: "TeamUserMembership",
  fields: teamUserMembershipFields,
};

/**
 * One user in one team.
 *
 * Its id is `<teamId>:<userId>`. Replaced when either changes. Deleting it takes this one role away and nothing else.
 *
 * @example
 * new fivetran.TeamUserMembership("ann", { teamId: analysts.id, userId: ann.id, role: "Team Member" });
 */
export class TeamUserMembership extends FivetranResource {
  declare readonly teamId: pulumi.Output<string>;
  declare readonly userId: pulumi.Output<string>;
  declare readonly role: pulumi.Output<string | undefined>;
  /** When it was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: TeamUserMembershipArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
