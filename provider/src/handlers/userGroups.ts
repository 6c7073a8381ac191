import { exclusiveMembershipsHandler } from "../internal/exclusiveMemberships";
import { namesOfGroups } from "../internal/memberNames";
import { userGroupMemberships } from "./userGroupMembership";

export const userGroupsHandler = exclusiveMembershipsHandler({
  kind: "UserGroups",
  list: "groups",
  calls: userGroupMemberships,
  names: namesOfGroups,
});

export { userGroupsHandler as handler };
