import { type MembershipInputs, membershipHandler } from "../internal/membership";

export interface TeamGroupMembershipInputs extends MembershipInputs {
  readonly teamId: string;
  readonly groupId: string;
  readonly role: string;
}

export const teamGroupMembershipHandler = membershipHandler<TeamGroupMembershipInputs>({
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
  members: (holder, { client, options }) => client.teams.listGroupMemberships(holder, options),
});

export { teamGroupMembershipHandler as handler };
