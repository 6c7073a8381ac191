import { type ListedRole, rolesOf } from "../domain/people/roles";
import { messages } from "../messages";
import { type Operation, operation, pageSource } from "./operation";

export const roles: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/roles",
    run: (account) => ({ message: messages.roles.listed, pages: pageSource(rolesOf(account), roleView) }),
  }),
];

function roleView(role: ListedRole): unknown {
  return {
    name: role.name,
    description: role.description,
    scope: role.scope,
    is_custom: role.isCustom,
    is_deprecated: role.isDeprecated,
    replacement_role_name: role.replacementRoleName,
  };
}
