import type * as pulumi from "@pulumi/pulumi";
import { teamUsersFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

/** One user of a team. */
export interface TeamUserArgs {
  /** The user's id. */
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
 * The users of a team, all of them: one that is not in the list loses its role, after a preview has named it.
 * To manage only some, use `TeamUserMembership`; never both for one team.
 *
 * Its id is the team's. Its creation takes nobody's role away. The user of the API key always stays. All rules: `docs/complete-lists.md`. Replaced when
 * `teamId` changes.
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
