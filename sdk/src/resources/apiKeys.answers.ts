import { z } from "zod";
import { apiObject, nullable, openEnum, optional, page } from "../wire/answerSchema";
import type { ApiKeyStatus } from "./apiKeys.types";
import type { UserType } from "./users.types";

const times = {
  keyStatus: optional(openEnum<ApiKeyStatus>()),
  createdAt: optional(z.string()),
  expiresAt: optional(z.string()),
  overlapExpiresAt: nullable(z.string()),
  lastRotatedAt: nullable(z.string()),
};

export const apiKey = apiObject({
  ...times,
  userId: optional(z.string()),
  userType: optional(openEnum<UserType>()),
  keyValue: optional(z.string()),
});
export const apiKeys = page(apiKey);

export const apiKeyWithSecret = apiObject({ ...times, keyValue: z.string(), keySecret: z.string() });
