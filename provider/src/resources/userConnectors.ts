import type * as pulumi from "@pulumi/pulumi";
import { userConnectorsFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { ConnectorRoleArgs, Timeouts } from "./arguments";

export interface UserConnectorsArgs {
  /** The user's id. Changing this replaces the list, not the user. */
  userId: pulumi.Input<string>;
  /**
   * Every connector in which the user has a role of their own, in any order. An empty list takes all such roles away.
   */
  connectors: pulumi.Input<pulumi.Input<ConnectorRoleArgs>[]>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof userConnectorsFields, UserConnectors, UserConnectorsArgs> = {
  kind: "UserConnectors",
  fields: userConnectorsFields,
};

/**
 * The roles of a user in connectors, all of them: a role in a connector that is not in the list is taken away.
 * To manage some of them and leave the rest alone, use `UserConnectorMembership`; never both for one user, since each would undo the other.
 *
 * Its id is the user's. It takes over what is there. **Its creation takes nobody's role away**: whoever is not in the list is told of,
 * and loses the role by the next `pulumi up`, whose preview names them. A role is changed in place, never taken away and given anew, and
 * roles are given before any is taken away.
 *
 * After a refresh, somebody who was added elsewhere is in `others` and loses the role by the next `pulumi up`. Deleting the resource takes
 * the listed roles away and no others; `retainOnDelete` leaves them. Replaced when `userId` changes.
 *
 * @example
 * new fivetran.UserConnectors("bob", { userId: bob.id, connectors: [{ connectorId: orders.id, role: "Connector Reviewer" }] });
 */
export class UserConnectors extends FivetranResource {
  declare readonly userId: pulumi.Output<string>;
  /** The listed ones who are there, with the roles that they have. */
  declare readonly connectors: pulumi.Output<{ connectorId: string; role: string }[]>;
  /** Those who are there and not in the list; absent when there are none. */
  declare readonly others: pulumi.Output<{ connectorId: string; role: string }[] | undefined>;

  constructor(name: string, args: UserConnectorsArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
