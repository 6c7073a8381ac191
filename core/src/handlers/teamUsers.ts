import { exclusiveMembershipsHandler } from "./members/exclusive";
import { namesOfUsers } from "./members/names";
import { teamUserMemberships } from "./teamUserMembership";

export const teamUsersHandler = exclusiveMembershipsHandler({
  kind: "TeamUsers",
  list: "users",
  calls: teamUserMemberships,
  names: namesOfUsers,
});

export { teamUsersHandler as handler };
