import { z } from "zod";
import { apiObject, nullable, openEnum, optional, page } from "../wire/answerSchema";
import type { HybridDeploymentType } from "./hybridDeploymentAgents.types";

const usage = apiObject({
  connectionId: optional(z.string()),
  schema: optional(z.string()),
  service: optional(z.string()),
});

const agentFields = {
  id: z.string(),
  displayName: optional(z.string()),
  groupId: optional(z.string()),
  deploymentType: optional(openEnum<HybridDeploymentType>()),
  version: optional(z.string()),
  enabled: optional(z.boolean()),
  online: optional(z.boolean()),
  usage: optional(z.array(usage)),
  createdBy: optional(z.string()),
  registeredAt: nullable(z.string()),
  updatedAt: nullable(z.string()),
  lastUsedAt: nullable(z.string()),
};

export const hybridDeploymentAgent = apiObject(agentFields);
export const hybridDeploymentAgents = page(hybridDeploymentAgent);

export const hybridDeploymentAgentWithSecrets = apiObject({
  ...agentFields,
  token: optional(z.string()),
  files: optional(
    apiObject({
      configJson: optional(z.string()),
      authJson: optional(z.string()),
      dockerComposeYaml: optional(z.string()),
    }),
  ),
});
