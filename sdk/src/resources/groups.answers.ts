import { z } from "zod";
import { apiObject, nullable, optional, page } from "../internal/answerSchema";

export const group = apiObject({ id: z.string(), name: z.string(), createdAt: z.string() });
export const groups = page(group);

export const groupPublicKey = apiObject({ publicKey: z.string() });
export const groupServiceAccount = apiObject({ serviceAccount: z.string() });

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
