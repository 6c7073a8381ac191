/** What the API does for each kind of membership. */

import { fields as teamConnectorMembershipFields } from "../../fields/teamConnectorMembership";
import { fields as teamGroupMembershipFields } from "../../fields/teamGroupMembership";
import { fields as teamUserMembershipFields } from "../../fields/teamUserMembership";
import { fields as userConnectorMembershipFields } from "../../fields/userConnectorMembership";
import { fields as userGroupMembershipFields } from "../../fields/userGroupMembership";
import { isAbsentFrom } from "../../object/gone";
import type { MembershipDefinition } from "./membership";

/** What the API does for it. */
export const teamConnectorMemberships: MembershipDefinition = {
  kind: "TeamConnectorMembership",
  fields: teamConnectorMembershipFields,
  holder: "teamId",
  member: "connectorId",
  retrieve: ({ holder, member }, { client, options }) =>
    client.teams.retrieveConnectionMembership(holder, member, options),
  create: ({ holder, member }, role, options, { client }) =>
    client.teams.createConnectionMembership(holder, { id: member, role }, options),
  update: ({ holder, member }, role, { client, options }) =>
    client.teams.updateConnectionMembership(holder, member, { role }, options),
  delete: ({ holder, member }, { client, options }) =>
    client.teams.deleteConnectionMembership(holder, member, options),
  members: (holder, { client, options }) =>
    client.teams.listConnectionMemberships(holder, options).strict({ required: ["role"] }),
};

/** What the API does for it. */
export const teamGroupMemberships: MembershipDefinition = {
  kind: "TeamGroupMembership",
  fields: teamGroupMembershipFields,
  holder: "teamId",
  member: "groupId",
  retrieve: ({ holder, member }, { client, options }) =>
    client.teams.retrieveGroupMembership(holder, member, options),
  create: ({ holder, member }, role, options, { client }) =>
    client.teams.createGroupMembership(holder, { id: member, role }, options),
  update: ({ holder, member }, role, { client, options }) =>
    client.teams.updateGroupMembership(holder, member, { role }, options),
  delete: ({ holder, member }, { client, options }) =>
    client.teams.deleteGroupMembership(holder, member, options),
  members: (holder, { client, options }) =>
    client.teams.listGroupMemberships(holder, options).strict({ required: ["role"] }),
};

/** What the API does for it. */
export const teamUserMemberships: MembershipDefinition = {
  kind: "TeamUserMembership",
  fields: teamUserMembershipFields,
  holder: "teamId",
  member: "userId",
  retrieve: ({ holder, member }, { client, options }) =>
    client.teams.retrieveUserMembership(holder, member, options),
  create: ({ holder, member }, role, options, { client }) =>
    client.teams.createUserMembership(holder, { userId: member, ...(role === "" ? {} : { role }) }, options),
  update: ({ holder, member }, role, { client, options }) =>
    client.teams.updateUserMembership(holder, member, { role }, options),
  delete: ({ holder, member }, { client, options }) =>
    client.teams.deleteUserMembership(holder, member, options),
  members: async function* (holder, { client, options }) {
    for await (const { userId, role } of client.teams
      .listUserMemberships(holder, {}, options)
      .strict({ required: ["role"] }))
      yield { id: userId, role };
  },
};

/** What the API does for it. */
export const userConnectorMemberships: MembershipDefinition = {
  kind: "UserConnectorMembership",
  fields: userConnectorMembershipFields,
  holder: "userId",
  member: "connectorId",
  retrieve: ({ holder, member }, { client, options }) =>
    client.users.retrieveConnectionMembership(holder, member, options),
  create: ({ holder, member }, role, options, { client }) =>
    client.users.createConnectionMembership(holder, { id: member, role }, options),
  update: ({ holder, member }, role, { client, options }) =>
    client.users.updateConnectionMembership(holder, member, { role }, options),
  delete: ({ holder, member }, { client, options }) =>
    client.users.deleteConnectionMembership(holder, member, options),
  isHolderGone: (holder, { client, options }) =>
    isAbsentFrom(client.users.list({}, options), ({ id }) => id === holder),
  members: (holder, { client, options }) =>
    client.users.listConnectionMemberships(holder, options).strict({ required: ["role"] }),
};

/** What the API does for it. */
export const userGroupMemberships: MembershipDefinition = {
  kind: "UserGroupMembership",
  fields: userGroupMembershipFields,
  holder: "userId",
  member: "groupId",
  retrieve: ({ holder, member }, { client, options }) =>
    client.users.retrieveGroupMembership(holder, member, options),
  create: ({ holder, member }, role, options, { client }) =>
    client.users.createGroupMembership(holder, { id: member, role }, options),
  update: ({ holder, member }, role, { client, options }) =>
    client.users.updateGroupMembership(holder, member, { role }, options),
  delete: ({ holder, member }, { client, options }) =>
    client.users.deleteGroupMembership(holder, member, options),
  isHolderGone: (holder, { client, options }) =>
    isAbsentFrom(client.users.list({}, options), ({ id }) => id === holder),
  members: (holder, { client, options }) =>
    client.users.listGroupMemberships(holder, options).strict({ required: ["role"] }),
};
