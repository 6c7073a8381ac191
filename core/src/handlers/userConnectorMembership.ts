import { isAbsentFrom } from "../object/gone";
import { type MembershipDefinition, type MembershipInputs, membershipHandler } from "./members/membership";

export interface UserConnectorMembershipInputs extends MembershipInputs {
  readonly userId: string;
  readonly connectorId: string;
  readonly role: string;
}

/** What the API does for it. */
export const userConnectorMemberships: MembershipDefinition = {
  kind: "UserConnectorMembership",
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

export const userConnectorMembershipHandler =
  membershipHandler<UserConnectorMembershipInputs>(userConnectorMemberships);

export { userConnectorMembershipHandler as handler };
