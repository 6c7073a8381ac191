import type { InputsOf } from "../fields/field";
import type { fields } from "../fields/userGroupMembership";
import { userGroupMemberships } from "./members/definitions";
import { membershipHandler } from "./members/membership";

export const userGroupMembershipHandler = membershipHandler<InputsOf<typeof fields>>(userGroupMemberships);

export { userGroupMembershipHandler as handler };
