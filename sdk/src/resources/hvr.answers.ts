import { z } from "zod";
import { apiObject, optional } from "../internal/answerSchema";

export const hvrRegistration = apiObject({
  accessToken: optional(z.string()),
  registrationId: optional(z.string()),
});
