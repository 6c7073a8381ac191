import { teamUserMemberships } from "./members/definitions";
import { exclusiveMembershipsHandler } from "./members/exclusive";
import { namesOfUsers } from "./members/names";

export const teamUsersHandler = exclusiveMembershipsHandler({
  kind: "TeamUsers",
  list: "users",
  calls: teamUserMemberships,
  names: namesOfUsers,
});

export { teamUsersHandler as handler };
