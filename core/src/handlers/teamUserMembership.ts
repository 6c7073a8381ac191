import { teamUserMemberships } from "./members/definitions";
import { type MembershipInputs, membershipHandler } from "./members/membership";

export interface TeamUserMembershipInputs extends MembershipInputs {
  readonly teamId: string;
  readonly userId: string;
}

export const teamUserMembershipHandler = membershipHandler<TeamUserMembershipInputs>(teamUserMemberships);

export { teamUserMembershipHandler as handler };
