import { fields } from "../fields/userGroups";
import { userGroupMemberships } from "./members/definitions";
import { exclusiveMembershipsHandler } from "./members/exclusive";
import { namesOfGroups } from "./members/names";

export const userGroupsHandler = exclusiveMembershipsHandler({
  kind: "UserGroups",
  fields,
  list: "groups",
  calls: userGroupMemberships,
  names: namesOfGroups,
});

export { userGroupsHandler as handler };
