import type * as pulumi from "@pulumi/pulumi";
import { teamGroupsFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { GroupRoleArgs, Timeouts } from "./arguments";

export interface TeamGroupsArgs {
  /** The team's id. Changing this replaces the list, not the team. */
  teamId: pulumi.Input<string>;
  /**
   * Every group in which the team has a role of its own, in any order. An empty list takes all such roles away.
   */
  groups: pulumi.Input<pulumi.Input<GroupRoleArgs>[]>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof teamGroupsFields, TeamGroups, TeamGroupsArgs> = {
  kind: "TeamGroups",
  fields: teamGroupsFields,
};

/**
 * The groups in which a team has a role, all of them: one that is not in the list loses its role, after a preview has named it.
 * To manage only some, use `TeamGroupMembership`; never both for one team.
 *
 * Its id is the team's. Its creation takes nobody's role away. All rules: `docs/complete-lists.md`. Replaced when
 * `teamId` changes.
 *
 * @example
 * new fivetran.TeamGroups("support", { teamId: support.id, groups: [{ groupId: group.id, role: "Destination Reviewer" }] });
 */
export class TeamGroups extends FivetranResource {
  declare readonly teamId: pulumi.Output<string>;
  /** The listed ones who are there, with the roles that they have. */
  declare readonly groups: pulumi.Output<{ groupId: string; role: string }[]>;
  /** Those who are there and not in the list; absent when there are none. */
  declare readonly others: pulumi.Output<{ groupId: string; role: string }[] | undefined>;

  constructor(name: string, args: TeamGroupsArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
