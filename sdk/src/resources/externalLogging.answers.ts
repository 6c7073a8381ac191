import { z } from "zod";
import { apiObject, openEnum, optional, page, userData } from "../wire/answerSchema";
import { alert } from "./connections.answers";
import type { SetupState } from "./connections.types";
import { setupTest } from "./setupTests.answers";

const logServiceFields = {
  id: z.string(),
  service: optional(z.string()),
  enabled: optional(z.boolean()),
  status: optional(
    apiObject({ setupState: optional(openEnum<SetupState>()), tasks: optional(z.array(alert)) }),
  ),
};

export const logServices = page(apiObject(logServiceFields));
export const logService = apiObject({
  ...logServiceFields,
  config: optional(userData),
  setupTests: optional(z.array(setupTest)),
});
export const logServiceSetupTests = apiObject({ setupTests: optional(z.array(setupTest)) });
