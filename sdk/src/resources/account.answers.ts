import { z } from "zod";
import { apiObject, optional } from "../wire/answerSchema";

export const accountInfo = apiObject({
  accountId: optional(z.string()),
  accountName: optional(z.string()),
  userId: optional(z.string()),
  systemKeyId: optional(z.string()),
});
