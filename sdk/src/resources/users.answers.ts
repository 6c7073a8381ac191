import { z } from "zod";
import { apiObject, nullable, optional, page } from "../wire/answerSchema";

export const user = apiObject({
  id: z.string(),
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
