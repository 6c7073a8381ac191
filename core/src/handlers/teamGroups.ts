import { exclusiveMembershipsHandler } from "./members/exclusive";
import { namesOfGroups } from "./members/names";
import { teamGroupMemberships } from "./teamGroupMembership";

export const teamGroupsHandler = exclusiveMembershipsHandler({
  kind: "TeamGroups",
  list: "groups",
  calls: teamGroupMemberships,
  names: namesOfGroups,
});

export { teamGroupsHandler as handler };
