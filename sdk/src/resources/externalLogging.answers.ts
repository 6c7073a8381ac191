import { z } from "zod";
import { apiObject, optional, page, userData } from "../wire/answerSchema";
import { setupTest } from "./setupTests.answers";

const logServiceFields = { id: z.string(), service: optional(z.string()), enabled: optional(z.boolean()) };

export const logServices = page(apiObject(logServiceFields));
export const logService = apiObject({ ...logServiceFields, config: optional(userData) });
export const logServiceSetupTests = apiObject({ setupTests: optional(z.array(setupTest)) });
