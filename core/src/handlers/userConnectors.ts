import { fields } from "../fields/userConnectors";
import { userConnectorMemberships } from "./members/definitions";
import { exclusiveMembershipsHandler } from "./members/exclusive";
import { namesOfConnectors } from "./members/names";

export const userConnectorsHandler = exclusiveMembershipsHandler({
  kind: "UserConnectors",
  fields,
  list: "connectors",
  calls: userConnectorMemberships,
  names: namesOfConnectors,
});

export { userConnectorsHandler as handler };
