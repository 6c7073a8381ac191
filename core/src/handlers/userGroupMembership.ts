import { userGroupMemberships } from "./members/definitions";
import { type MembershipInputs, membershipHandler } from "./members/membership";

export interface UserGroupMembershipInputs extends MembershipInputs {
  readonly userId: string;
  readonly groupId: string;
  readonly role: string;
}

export const userGroupMembershipHandler = membershipHandler<UserGroupMembershipInputs>(userGroupMemberships);

export { userGroupMembershipHandler as handler };
