import { userConnectorMemberships } from "./members/definitions";
import { type MembershipInputs, membershipHandler } from "./members/membership";

export interface UserConnectorMembershipInputs extends MembershipInputs {
  readonly userId: string;
  readonly connectorId: string;
  readonly role: string;
}

export const userConnectorMembershipHandler =
  membershipHandler<UserConnectorMembershipInputs>(userConnectorMemberships);

export { userConnectorMembershipHandler as handler };
