import type * as pulumi from "@pulumi/pulumi";
import { groupFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface GroupArgs {
  /** The group's name. Changing it renames the group in place. */
  name: pulumi.Input<string>;
  /**
   * The id of an existing group to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof groupFields, Group, GroupArgs> = {
  kind: "Group",
  fields: groupFields,
};

/**
 * A group: the home of one destination and the connectors that load into it. Its id is the group's, and its destination's too.
 *
 * Nothing replaces it. Deleting a group that still holds connectors is refused by Fivetran.
 *
 * @example
 * const group = new fivetran.Group("analytics", { name: "analytics" });
 */
export class Group extends FivetranResource {
  declare readonly name: pulumi.Output<string>;
  /** When the group was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: GroupArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
