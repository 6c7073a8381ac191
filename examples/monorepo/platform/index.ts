// What the platform team owns: for each domain a group with its destination, and a team that may change connectors there.
import type { Domain, ProvidedTo } from "@acme/fivetran-conventions";
import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";

const config = new pulumi.Config();
const warehousePassword = config.requireSecret("warehousePassword");

function provide(domain: Domain): ProvidedTo {
  const group = new fivetran.Group(domain, { name: domain });
  const warehouse = new fivetran.Destination(domain, {
    groupId: group.id,
    service: "snowflake",
    region: "GCP_US_EAST4",
    timeZoneOffset: "0",
    config: {
      host: config.require("warehouseHost"),
      port: 443,
      database: `RAW_${domain.toUpperCase()}`,
      auth: "PASSWORD",
      user: "fivetran",
      password: warehousePassword,
    },
  });
  const team = new fivetran.Team(domain, { name: domain });
  new fivetran.TeamGroupMembership(domain, {
    teamId: team.id,
    groupId: group.id,
    role: "Destination Administrator",
  });
  // The destination's, not the group's: whoever builds on it comes after the destination.
  return { groupId: warehouse.groupId };
}

/** What the stacks of the domains read. A domain that is missing here is a compile error. */
export const domains: Record<Domain, ProvidedTo> = {
  sales: provide("sales"),
  marketing: provide("marketing"),
};
