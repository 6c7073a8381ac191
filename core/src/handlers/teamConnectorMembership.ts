import { type MembershipDefinition, type MembershipInputs, membershipHandler } from "./members/membership";

export interface TeamConnectorMembershipInputs extends MembershipInputs {
  readonly teamId: string;
  readonly connectorId: string;
  readonly role: string;
}

/** What the API does for it. */
export const teamConnectorMemberships: MembershipDefinition = {
  kind: "TeamConnectorMembership",
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

export const teamConnectorMembershipHandler =
  membershipHandler<TeamConnectorMembershipInputs>(teamConnectorMemberships);

export { teamConnectorMembershipHandler as handler };
