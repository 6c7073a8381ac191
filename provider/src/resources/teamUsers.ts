import type * as pulumi from "@pulumi/pulumi";
import { teamUsersFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

/** One user of a team. */
export interface TeamUserArgs {
  userId: pulumi.Input<string>;
  /** What the user may do with the team itself: `"Team Member"` or `"Team Manager"`. Fivetran chooses when it is not given, and it is not managed then. */
  role?: pulumi.Input<string | undefined>;
}

export interface TeamUsersArgs {
  /** The team's id. Changing this replaces the list, not the team. */
  teamId: pulumi.Input<string>;
  /**
   * Everybody who is in the team, in any order. An empty list takes everybody out.
   */
  users: pulumi.Input<pulumi.Input<TeamUserArgs>[]>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof teamUsersFields, TeamUsers, TeamUsersArgs> = {
  kind: "TeamUsers",
  fields: teamUsersFields,
};

/**
 * The users of a team, all of them: whoever is in the team and not in the list is taken out.
 * To manage some of them and leave the rest alone, use `TeamUserMembership`; never both for one team, since each would undo the other.
 *
 * Its id is the team's. It takes over what is there. **Its creation takes nobody's role away**: whoever is not in the list is told of,
 * and loses the role by the next `pulumi up`, whose preview names them. A role is changed in place, never taken away and given anew, and
 * roles are given before any is taken away. The user whose API key makes the run is never taken out, listed or not:
 * a log line says so. The owner of the account cannot be told from others.
 *
 * After a refresh, somebody who was added elsewhere is in `others` and loses the role by the next `pulumi up`. Deleting the resource takes
 * the listed roles away and no others; `retainOnDelete` leaves them. Replaced when `teamId` changes.
 *
 * @example
 * const support = new fivetran.Team("support", { name: "support" });
 * new fivetran.TeamUsers("support", { teamId: support.id, users: [{ userId: ann.id, role: "Team Manager" }, { userId: bob.id }] });
 */
export class TeamUsers extends FivetranResource {
  declare readonly teamId: pulumi.Output<string>;
  /** The listed ones who are there, with the roles that they have. */
  declare readonly users: pulumi.Output<{ userId: string; role?: string }[]>;
  /** Those who are there and not in the list; absent when there are none. */
  declare readonly others: pulumi.Output<{ userId: string; role?: string }[] | undefined>;

  constructor(name: string, args: TeamUsersArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
