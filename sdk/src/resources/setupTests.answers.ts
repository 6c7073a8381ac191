import { z } from "zod";
import { apiObject, openEnum, optional } from "../wire/answerSchema";
import type { SetupTestStatus } from "./setupTests";

export const setupTest = apiObject({
  title: optional(z.string()),
  status: optional(openEnum<SetupTestStatus>()),
  message: optional(z.string()),
  details: optional(z.unknown()),
});
