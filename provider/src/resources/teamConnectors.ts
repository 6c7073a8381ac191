import type * as pulumi from "@pulumi/pulumi";
import { teamConnectorsFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { ConnectorRoleArgs, Timeouts } from "./arguments";

export interface TeamConnectorsArgs {
  /** The team's id. Changing this replaces the list, not the team. */
  teamId: pulumi.Input<string>;
  /**
   * Every connector in which the team has a role of its own, in any order. An empty list takes all such roles away.
   */
  connectors: pulumi.Input<pulumi.Input<ConnectorRoleArgs>[]>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof teamConnectorsFields, TeamConnectors, TeamConnectorsArgs> = {
  kind: "TeamConnectors",
  fields: teamConnectorsFields,
};

/**
 * The connectors in which a team has a role, all of them: one that is not in the list loses its role, after a preview has named it.
 * To manage only some, use `TeamConnectorMembership`; never both for one team.
 *
 * Its id is the team's. Its creation takes nobody's role away. All rules: `docs/complete-lists.md`. Replaced when
 * `teamId` changes.
 *
 * @example
 * new fivetran.TeamConnectors("support", { teamId: support.id, connectors: [{ connectorId: orders.id, role: "Connector Reviewer" }] });
 */
export class TeamConnectors extends FivetranResource {
  declare readonly teamId: pulumi.Output<string>;
  /** The listed ones who are there, with the roles that they have. */
  declare readonly connectors: pulumi.Output<{ connectorId: string; role: string }[]>;
  /** Those who are there and not in the list; absent when there are none. */
  declare readonly others: pulumi.Output<{ connectorId: string; role: string }[] | undefined>;

  constructor(name: string, args: TeamConnectorsArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
