import type * as pulumi from "@pulumi/pulumi";
import { teamFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface TeamArgs {
  /** The team's name. Changed in place. */
  name: pulumi.Input<string>;
  /** What it is for. Changed in place. */
  description?: pulumi.Input<string | undefined>;
  /** Name of a role in the account, such as `"Account Reviewer"`. Taking it out of the program takes the role away. */
  role?: pulumi.Input<string | undefined>;
  /**
   * The id of an existing team to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof teamFields, Team, TeamArgs> = {
  kind: "Team",
  fields: teamFields,
};

/**
 * Users who get their roles together. Its members, and the groups and connectors that it may use, are resources of their own:
 * TeamUserMembership, TeamGroupMembership, TeamConnectorMembership.
 *
 * Nothing replaces it. Deleting it takes its users out of it and leaves them in the account.
 *
 * @example
 * const analysts = new fivetran.Team("analysts", { name: "analysts", role: "Account Reviewer" });
 */
export class Team extends FivetranResource {
  declare readonly name: pulumi.Output<string>;
  declare readonly description: pulumi.Output<string | undefined>;
  declare readonly role: pulumi.Output<string | undefined>;

  constructor(name: string, args: TeamArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
