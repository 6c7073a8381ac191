import { exclusiveMembershipsHandler } from "./members/exclusive";
import { namesOfConnectors } from "./members/names";
import { userConnectorMemberships } from "./userConnectorMembership";

export const userConnectorsHandler = exclusiveMembershipsHandler({
  kind: "UserConnectors",
  list: "connectors",
  calls: userConnectorMemberships,
  names: namesOfConnectors,
});

export { userConnectorsHandler as handler };
