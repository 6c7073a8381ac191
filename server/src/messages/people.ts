/** The API's messages about people, their roles and their keys. Those of errors that no source shows are chosen, UNPROVEN. */
export const peopleMessages = {
  account: { info: "Account information retrieved successfully" },
  users: {
    listed: "Users list retrieved successfully",
    created: "User has been created",
    details: "User details retrieved successfully",
    updated: "User has been updated",
    deleted: (id: string) => `User with id '${id}' has been deleted`,
    roleRemoved: "User role in account has been removed",
    exists: (email: string) => `User with email '${email}' already exists`,
    ownRole: "You cannot change your own role",
    owner: "The user whose key this is cannot be deleted",
  },
  userMemberships: {
    group: {
      listed: "User memberships in groups retrieved successfully",
      created: "Group membership has been created",
      details: "User membership in group retrieved successfully",
      updated: "Group membership has been updated",
      deleted: "Group membership has been deleted",
    },
    connection: {
      listed: "User memberships in connections retrieved successfully",
      created: "Connection membership has been created",
      details: "User membership in connection retrieved successfully",
      updated: "Connection membership has been updated",
      deleted: "Connection membership has been deleted",
    },
  },
  teamMemberships: {
    group: {
      listed: "Team group memberships retrieved successfully",
      created: "Group membership has been created",
      details: "Team group membership retrieved successfully",
      updated: "Group membership has been updated",
      deleted: "Group membership has been deleted",
    },
    connection: {
      listed: "Team connection memberships retrieved successfully",
      created: "Connection membership has been created",
      details: "Team connection membership retrieved successfully",
      updated: "Connection membership has been updated",
      deleted: "Connection membership has been deleted",
    },
  },
  memberships: {
    missing: (member: string, memberId: string, place: string, placeId: string) =>
      `Membership of ${member} '${memberId}' in ${place} '${placeId}' not found`,
    exists: (member: string, memberId: string, place: string, placeId: string) =>
      `Membership of ${member} '${memberId}' in ${place} '${placeId}' already exists`,
  },
  teams: {
    listed: "Teams retrieved successfully",
    created: "Team has been created",
    details: "Team details retrieved successfully",
    updated: "Team has been updated",
    deleted: "Team has been deleted",
    roleRemoved: "Team role in account has been removed",
    users: "Team users retrieved successfully",
    userAdded: "User has been added to the team",
    user: "Team user details retrieved successfully",
    userUpdated: "User role has been updated",
    userRemoved: "User has been removed from the team",
  },
  roles: {
    listed: "Roles list retrieved successfully",
    unknown: (name: string) => `Role '${name}' not found`,
  },
  systemKeys: {
    listed: "System keys retrieved successfully",
    created: "System key has been created",
    details: "System key details retrieved successfully",
    updated: "System key has been updated",
    deleted: (id: string) => `System key with id '${id}' has been deleted`,
    rotated: (id: string) => `System key with id '${id}' has been rotated`,
  },
};
