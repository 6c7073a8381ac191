import { fields } from "../fields/groupUsers";
import { userGroupMemberships } from "./members/definitions";
import { exclusiveMembershipsHandler } from "./members/exclusive";
import type { Place } from "./members/membership";
import { namesOfUsers } from "./members/names";

/** The same roles seen from the group. The group's own calls know users by e-mail and cannot change a role. */
export const groupUsersHandler = exclusiveMembershipsHandler({
  kind: "GroupUsers",
  fields,
  list: "users",
  calls: {
    holder: "groupId",
    member: "userId",
    create: (place, role, options, calling) =>
      userGroupMemberships.create(turned(place), role, options, calling),
    update: (place, role, calling) => userGroupMemberships.update(turned(place), role, calling),
    delete: (place, calling) => userGroupMemberships.delete(turned(place), calling),
    async *members(groupId, { client, options }) {
      // Users with a role in the account are in the list of every group, with an empty role where they have none in it.
      for await (const { id, role = "" } of client.groups
        .listUsers(groupId, {}, options)
        .strict({ readable: ["role"] }))
        if (role !== "") yield { id, role };
    },
  },
  names: namesOfUsers,
});

export { groupUsersHandler as handler };

function turned({ holder, member }: Place): Place {
  return { holder: member, member: holder };
}
