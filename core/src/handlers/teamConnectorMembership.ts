import type { InputsOf } from "../fields/field";
import type { fields } from "../fields/teamConnectorMembership";
import { teamConnectorMemberships } from "./members/definitions";
import { membershipHandler } from "./members/membership";

export const teamConnectorMembershipHandler =
  membershipHandler<InputsOf<typeof fields>>(teamConnectorMemberships);

export { teamConnectorMembershipHandler as handler };
