import { z } from "zod";
import { apiObject, page } from "../internal/answerSchema";

export const group = apiObject({ id: z.string(), name: z.string(), createdAt: z.string() });
export const groups = page(group);

export const groupPublicKey = apiObject({ publicKey: z.string() });
export const groupServiceAccount = apiObject({ serviceAccount: z.string() });
