import { z } from "zod";
import { apiObject, optional, page } from "../wire/answerSchema";

export const group = apiObject({
  id: z.string(),
  name: optional(z.string()),
  createdAt: optional(z.string()),
});
export const groups = page(group);

export const groupPublicKey = apiObject({ publicKey: z.string() });
export const groupServiceAccount = apiObject({ serviceAccount: z.string() });
