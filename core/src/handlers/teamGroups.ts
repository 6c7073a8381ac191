import { fields } from "../fields/teamGroups";
import { teamGroupMemberships } from "./members/definitions";
import { exclusiveMembershipsHandler } from "./members/exclusive";
import { namesOfGroups } from "./members/names";

export const teamGroupsHandler = exclusiveMembershipsHandler({
  kind: "TeamGroups",
  fields,
  list: "groups",
  calls: teamGroupMemberships,
  names: namesOfGroups,
});

export { teamGroupsHandler as handler };
