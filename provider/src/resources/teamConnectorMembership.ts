import type * as pulumi from "@pulumi/pulumi";
import { teamConnectorMembershipFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface TeamConnectorMembershipArgs {
  /** The team's id. Changing this replaces the membership. */
  teamId: pulumi.Input<string>;
  /** The connector's id. Changing this replaces the membership. */
  connectorId: pulumi.Input<string>;
  /** Name of a role that can be given on a connector, such as `"Connector Collaborator"`. Changed in place. */
  role: pulumi.Input<string>;
  /**
   * The id of an existing membership, `<teamId>:<connectorId>`, to take over instead of making one. Acts at creation only; removing it
   * later, or naming the same id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<
  typeof teamConnectorMembershipFields,
  TeamConnectorMembership,
  TeamConnectorMembershipArgs
> = {
  kind: "TeamConnectorMembership",
  fields: teamConnectorMembershipFields,
};

/**
 * The role of one team on one connector.
 *
 * Its id is `<teamId>:<connectorId>`. Replaced when either changes. Deleting it takes this one role away and nothing else.
 *
 * @example
 * new fivetran.TeamConnectorMembership("orders", { teamId: analysts.id, connectorId: orders.id, role: "Connector Collaborator" });
 */
export class TeamConnectorMembership extends FivetranResource {
  declare readonly teamId: pulumi.Output<string>;
  declare readonly connectorId: pulumi.Output<string>;
  declare readonly role: pulumi.Output<string>;
  /** When it was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: TeamConnectorMembershipArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
