import { z } from "zod";
import { apiObject, named, optional, page } from "../internal/answerSchema";
import { setupTest } from "./setupTests.answers";

const logServiceFields = { id: z.string(), service: z.string(), enabled: z.boolean() };

export const logServices = page(apiObject(logServiceFields));
export const logService = apiObject({ ...logServiceFields, config: optional(named(z.unknown())) });
export const logServiceSetupTests = apiObject({ setupTests: optional(z.array(setupTest)) });
