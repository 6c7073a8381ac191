import { exclusiveMembershipsHandler } from "../internal/exclusiveMemberships";
import { namesOfConnectors } from "../internal/memberNames";
import { userConnectorMemberships } from "./userConnectorMembership";

export const userConnectorsHandler = exclusiveMembershipsHandler({
  kind: "UserConnectors",
  list: "connectors",
  calls: userConnectorMemberships,
  names: namesOfConnectors,
});

export { userConnectorsHandler as handler };
