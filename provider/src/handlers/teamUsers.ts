import { exclusiveMembershipsHandler } from "../internal/exclusiveMemberships";
import { namesOfUsers } from "../internal/memberNames";
import { teamUserMemberships } from "./teamUserMembership";

export const teamUsersHandler = exclusiveMembershipsHandler({
  kind: "TeamUsers",
  list: "users",
  calls: teamUserMemberships,
  names: namesOfUsers,
});

export { teamUsersHandler as handler };
