import { type MembershipInputs, membershipHandler } from "../internal/membership";

export interface TeamUserMembershipInputs extends MembershipInputs {
  readonly teamId: string;
  readonly userId: string;
}

export const teamUserMembershipHandler = membershipHandler<TeamUserMembershipInputs>({
  kind: "TeamUserMembership",
  holder: "teamId",
  member: "userId",
  mayOmitRole: true,
  retrieve: ({ holder, member }, { client, options }) =>
    client.teams.retrieveUserMembership(holder, member, options),
  create: ({ holder, member }, role, options, { client }) =>
    client.teams.createUserMembership(holder, { userId: member, ...(role === "" ? {} : { role }) }, options),
  update: ({ holder, member }, role, { client, options }) =>
    client.teams.updateUserMembership(holder, member, { role }, options),
  delete: ({ holder, member }, { client, options }) =>
    client.teams.deleteUserMembership(holder, member, options),
  members: async function* (holder, { client, options }) {
    for await (const { userId } of client.teams.listUserMemberships(holder, {}, options))
      yield { id: userId };
  },
});

export { teamUserMembershipHandler as handler };
