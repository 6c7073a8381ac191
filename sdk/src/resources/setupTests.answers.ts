import { z } from "zod";
import { apiObject, openEnum, optional } from "../internal/answerSchema";
import type { SetupTestStatus } from "./setupTests";

export const setupTest = apiObject({
  title: z.string(),
  status: openEnum<SetupTestStatus>(),
  message: optional(z.string()),
  details: optional(z.unknown()),
});
