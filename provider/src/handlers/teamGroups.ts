import { exclusiveMembershipsHandler } from "../internal/exclusiveMemberships";
import { namesOfGroups } from "../internal/memberNames";
import { teamGroupMemberships } from "./teamGroupMembership";

export const teamGroupsHandler = exclusiveMembershipsHandler({
  kind: "TeamGroups",
  list: "groups",
  calls: teamGroupMemberships,
  names: namesOfGroups,
});

export { teamGroupsHandler as handler };
