import type { InputsOf } from "../fields/field";
import type { fields } from "../fields/teamUserMembership";
import { teamUserMemberships } from "./members/definitions";
import { membershipHandler } from "./members/membership";

export const teamUserMembershipHandler = membershipHandler<InputsOf<typeof fields>>(teamUserMemberships);

export { teamUserMembershipHandler as handler };
