import { z } from "zod";
import { apiObject, optional, page } from "../wire/answerSchema";

export const membership = apiObject({
  id: z.string(),
  role: optional(z.string()),
  createdAt: optional(z.string()),
});
export const membershipIfAny = membership.optional();
export const memberships = page(membership);
