import type { InputsOf } from "../fields/field";
import type { fields } from "../fields/userConnectorMembership";
import { userConnectorMemberships } from "./members/definitions";
import { membershipHandler } from "./members/membership";

export const userConnectorMembershipHandler =
  membershipHandler<InputsOf<typeof fields>>(userConnectorMemberships);

export { userConnectorMembershipHandler as handler };
