import { z } from "zod";
import { apiObject, nullable, openEnum, optional, page } from "../wire/answerSchema";
import type { UserType } from "./users.types";

export const user = apiObject({
  id: z.string(),
  userType: optional(openEnum<UserType>()),
  hasApiKey: optional(z.boolean()),
  email: nullable(z.string()),
  verified: optional(z.boolean()),
  invited: optional(z.boolean()),
  givenName: optional(z.string()),
  familyName: optional(z.string()),
  picture: nullable(z.string()),
  phone: nullable(z.string()),
  role: optional(z.string()),
  active: optional(z.boolean()),
  loggedInAt: nullable(z.string()),
  createdAt: optional(z.string()),
});
export const users = page(user);
