import type * as pulumi from "@pulumi/pulumi";
import { userConnectorMembershipFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface UserConnectorMembershipArgs {
  /** The user's id. Changing this replaces the membership. */
  userId: pulumi.Input<string>;
  /** The connector's id. Changing this replaces the membership. */
  connectorId: pulumi.Input<string>;
  /** Name of a role that can be given on a connector, such as `"Connector Collaborator"`. Changed in place. */
  role: pulumi.Input<string>;
  /**
   * The id of an existing membership, `<userId>:<connectorId>`, to take over instead of making one. Acts at creation only; removing it
   * later, or naming the same id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<
  typeof userConnectorMembershipFields,
  UserConnectorMembership,
  UserConnectorMembershipArgs
> = {
  kind: "UserConnectorMembership",
  fields: userConnectorMembershipFields,
};

/**
 * The role of one user on one connector.
 *
 * Its id is `<userId>:<connectorId>`. Replaced when either changes. Deleting it takes this one role away and nothing else.
 *
 * @example
 * new fivetran.UserConnectorMembership("orders", { userId: ann.id, connectorId: orders.id, role: "Connector Collaborator" });
 */
export class UserConnectorMembership extends FivetranResource {
  declare readonly userId: pulumi.Output<string>;
  declare readonly connectorId: pulumi.Output<string>;
  declare readonly role: pulumi.Output<string>;
  /** When it was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: UserConnectorMembershipArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
