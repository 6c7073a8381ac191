import { fields } from "../fields/teamUsers";
import { teamUserMemberships } from "./members/definitions";
import { exclusiveMembershipsHandler } from "./members/exclusive";
import { namesOfUsers } from "./members/names";

export const teamUsersHandler = exclusiveMembershipsHandler({
  kind: "TeamUsers",
  fields,
  list: "users",
  calls: teamUserMemberships,
  names: namesOfUsers,
});

export { teamUsersHandler as handler };
