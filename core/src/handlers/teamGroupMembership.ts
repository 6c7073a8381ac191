import { type MembershipDefinition, type MembershipInputs, membershipHandler } from "./members/membership";

export interface TeamGroupMembershipInputs extends MembershipInputs {
  readonly teamId: string;
  readonly groupId: string;
  readonly role: string;
}

/** What the API does for it. */
export const teamGroupMemberships: MembershipDefinition = {
  kind: "TeamGroupMembership",
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

export const teamGroupMembershipHandler = membershipHandler<TeamGroupMembershipInputs>(teamGroupMemberships);

export { teamGroupMembershipHandler as handler };
