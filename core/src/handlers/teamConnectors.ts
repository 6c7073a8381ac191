import { fields } from "../fields/teamConnectors";
import { teamConnectorMemberships } from "./members/definitions";
import { exclusiveMembershipsHandler } from "./members/exclusive";
import { namesOfConnectors } from "./members/names";

export const teamConnectorsHandler = exclusiveMembershipsHandler({
  kind: "TeamConnectors",
  fields,
  list: "connectors",
  calls: teamConnectorMemberships,
  names: namesOfConnectors,
});

export { teamConnectorsHandler as handler };
