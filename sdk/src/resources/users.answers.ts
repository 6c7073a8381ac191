import { z } from "zod";
import { apiObject, nullable, optional, page } from "../internal/answerSchema";

export const user = apiObject({
  id: z.string(),
  email: z.string(),
  verified: z.boolean(),
  invited: optional(z.boolean()),
  givenName: optional(z.string()),
  familyName: optional(z.string()),
  picture: nullable(z.string()),
  phone: nullable(z.string()),
  role: optional(z.string()),
  active: optional(z.boolean()),
  loggedInAt: nullable(z.string()),
  createdAt: z.string(),
});
export const users = page(user);
