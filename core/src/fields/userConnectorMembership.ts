import { required } from "./field";
import { createdAt, memberId, objectFields, ROLE_STAYS, roleName } from "./shared";

export const fields = {
  userId: memberId,
  connectorId: memberId,
  role: required(roleName, ROLE_STAYS),
  ...objectFields,
  createdAt,
};
