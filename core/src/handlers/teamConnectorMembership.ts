import { teamConnectorMemberships } from "./members/definitions";
import { type MembershipInputs, membershipHandler } from "./members/membership";

export interface TeamConnectorMembershipInputs extends MembershipInputs {
  readonly teamId: string;
  readonly connectorId: string;
  readonly role: string;
}

export const teamConnectorMembershipHandler =
  membershipHandler<TeamConnectorMembershipInputs>(teamConnectorMemberships);

export { teamConnectorMembershipHandler as handler };
