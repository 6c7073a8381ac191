import { z } from "zod";
import { apiObject, page } from "../internal/answerSchema";

export const membership = apiObject({ id: z.string(), role: z.string(), createdAt: z.string() });
export const membershipIfAny = membership.optional();
export const memberships = page(membership);
