import type { InputsOf } from "../fields/field";
import type { fields } from "../fields/teamGroupMembership";
import { teamGroupMemberships } from "./members/definitions";
import { membershipHandler } from "./members/membership";

export const teamGroupMembershipHandler = membershipHandler<InputsOf<typeof fields>>(teamGroupMemberships);

export { teamGroupMembershipHandler as handler };
