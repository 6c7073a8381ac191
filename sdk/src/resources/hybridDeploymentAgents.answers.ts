import { z } from "zod";
import { apiObject, nullable, openEnum, optional, page } from "../internal/answerSchema";
import type { HybridDeploymentType } from "./hybridDeploymentAgents.types";

const usage = apiObject({ connectionId: z.string(), schema: z.string(), service: z.string() });

const agentFields = {
  id: z.string(),
  displayName: z.string(),
  groupId: z.string(),
  deploymentType: openEnum<HybridDeploymentType>(),
  version: optional(z.string()),
  enabled: z.boolean(),
  online: z.boolean(),
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
  files: optional(apiObject({ configJson: z.string(), authJson: z.string(), dockerComposeYaml: z.string() })),
});
