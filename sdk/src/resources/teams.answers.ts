import { z } from "zod";
import { apiObject, optional, page } from "../wire/answerSchema";

export const team = apiObject({
  id: z.string(),
  name: optional(z.string()),
  description: optional(z.string()),
  role: optional(z.string()),
});
export const teams = page(team);

export const teamUserMembership = apiObject({
  userId: z.string(),
  role: optional(z.string()),
  createdAt: optional(z.string()),
});
export const teamUserMembershipIfAny = teamUserMembership.optional();
export const teamUserMemberships = page(teamUserMembership);
