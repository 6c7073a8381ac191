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
 * The connectors in which a user has a role, all of them: one that is not in the list loses its role, after a preview has named it.
 * To manage only some, use `UserConnectorMembership`; never both for one user.
 *
 * Its id is the user's. Its creation takes nobody's role away. All rules: `docs/complete-lists.md`. Replaced when
 * `userId` changes.
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
