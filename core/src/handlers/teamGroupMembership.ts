import { teamGroupMemberships } from "./members/definitions";
import { type MembershipInputs, membershipHandler } from "./members/membership";

export interface TeamGroupMembershipInputs extends MembershipInputs {
  readonly teamId: string;
  readonly groupId: string;
  readonly role: string;
}

export const teamGroupMembershipHandler = membershipHandler<TeamGroupMembershipInputs>(teamGroupMemberships);

export { teamGroupMembershipHandler as handler };
