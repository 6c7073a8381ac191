import { z } from "zod";
import { apiObject, nullable, openEnum, optional, page } from "../wire/answerSchema";
import type { RoleScope } from "./roles.types";

const scope = openEnum<RoleScope>();

export const role = apiObject({
  name: z.string(),
  description: optional(z.string()),
  scope: optional(z.union([z.array(scope), scope.transform((one) => [one])])),
  isCustom: optional(z.boolean()),
  isDeprecated: optional(z.boolean()),
  replacementRoleName: nullable(z.string()),
});
export const roles = page(role);
