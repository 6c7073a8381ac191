import { z } from "zod";
import { apiObject, nullable, openEnum, optional, page } from "../wire/answerSchema";
import type { SystemKeyAccessLevel, SystemKeyResourceType } from "./systemKeys.types";

const permission = apiObject({
  resourceType: optional(openEnum<SystemKeyResourceType>()),
  accessLevel: optional(openEnum<SystemKeyAccessLevel>()),
  resourceFilter: optional(
    apiObject({ ids: optional(z.array(z.string())), groupIds: optional(z.array(z.string())) }),
  ),
});

export const systemKey = apiObject({
  id: z.string(),
  name: optional(z.string()),
  key: optional(z.string()),
  secret: optional(z.string()),
  permissions: optional(z.array(permission)),
  createdAt: optional(z.string()),
  updatedAt: optional(z.string()),
  expiredAt: nullable(z.string()),
  lastUsedAt: nullable(z.string()),
});
export const systemKeys = page(systemKey);
