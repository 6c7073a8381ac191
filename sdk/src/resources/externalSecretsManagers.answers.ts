import { z } from "zod";
import { apiObject, openEnum, optional, page, userData } from "../wire/answerSchema";
import type {
  ExternalSecretsManagerEntityType,
  ExternalSecretsManagerType,
} from "./externalSecretsManagers.types";

export const externalSecretsManager = apiObject({
  id: z.string(),
  type: optional(openEnum<ExternalSecretsManagerType>()),
  name: optional(z.string()),
  config: optional(userData),
  isHybridDeployment: optional(z.boolean()),
  createdAt: optional(z.string()),
  updatedAt: optional(z.string()),
});
export const externalSecretsManagers = page(externalSecretsManager);

export const externalSecretsManagerEntity = apiObject({
  id: optional(z.string()),
  name: optional(z.string()),
  enabled: optional(z.boolean()),
  type: optional(openEnum<ExternalSecretsManagerEntityType>()),
  secretManagerId: optional(z.string()),
  createdAt: optional(z.string()),
});
export const externalSecretsManagerEntities = page(externalSecretsManagerEntity);
