import type { OperationCase } from "../operations.ts";

const ROLE = { name: "Reader", is_custom: false, is_deprecated: false, replacement_role_name: null };
const RESULT = { name: "Reader", isCustom: false, isDeprecated: false, replacementRoleName: null };

/** Every method of `client.roles`. */
export const roles: OperationCase[] = [
  {
    method: "roles.list",
    operation: "GET /v1/roles",
    call: (client) => client.roles.list().all(),
    sent: "/v1/roles?limit=1000",
    data: {
      items: [
        { ...ROLE, description: "Sees all", scope: ["ACCOUNT", "DESTINATION"] },
        { ...ROLE, scope: "TEAM" },
      ],
    },
    result: [
      { ...RESULT, description: "Sees all", scope: ["ACCOUNT", "DESTINATION"] },
      { ...RESULT, scope: ["TEAM"] },
    ],
  },
];
