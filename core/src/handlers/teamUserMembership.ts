import { type MembershipDefinition, type MembershipInputs, membershipHandler } from "./members/membership";

export interface TeamUserMembershipInputs extends MembershipInputs {
  readonly teamId: string;
  readonly userId: string;
}

/** What the API does for it. */
export const teamUserMemberships: MembershipDefinition = {
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
    for await (const { userId, role } of client.teams
      .listUserMemberships(holder, {}, options)
      .strict({ required: ["role"] }))
      yield { id: userId, role };
  },
};

export const teamUserMembershipHandler = membershipHandler<TeamUserMembershipInputs>(teamUserMemberships);

export { teamUserMembershipHandler as handler };
