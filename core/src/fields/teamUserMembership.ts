import { optional } from "./field";
import { createdAt, memberId, objectFields, ROLE_STAYS, roleName } from "./shared";

export const fields = {
  teamId: memberId,
  userId: memberId,
  role: optional(roleName, ROLE_STAYS),
  ...objectFields,
  createdAt,
};
