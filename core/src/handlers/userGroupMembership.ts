import { isAbsentFrom } from "../object/gone";
import { type MembershipDefinition, type MembershipInputs, membershipHandler } from "./members/membership";

export interface UserGroupMembershipInputs extends MembershipInputs {
  readonly userId: string;
  readonly groupId: string;
  readonly role: string;
}

/** What the API does for it. */
export const userGroupMemberships: MembershipDefinition = {
  kind: "UserGroupMembership",
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

export const userGroupMembershipHandler = membershipHandler<UserGroupMembershipInputs>(userGroupMemberships);

export { userGroupMembershipHandler as handler };
