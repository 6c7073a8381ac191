import { exclusiveMembershipsHandler } from "../internal/exclusiveMemberships";
import { namesOfConnectors } from "../internal/memberNames";
import { teamConnectorMemberships } from "./teamConnectorMembership";

export const teamConnectorsHandler = exclusiveMembershipsHandler({
  kind: "TeamConnectors",
  list: "connectors",
  calls: teamConnectorMemberships,
  names: namesOfConnectors,
});

export { teamConnectorsHandler as handler };
