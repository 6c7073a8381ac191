import { z } from "zod";
import { apiObject, optional } from "../wire/answerSchema";

export const hvrRegistration = apiObject({
  accessToken: optional(z.string()),
  registrationId: optional(z.string()),
});
