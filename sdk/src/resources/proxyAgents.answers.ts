import { z } from "zod";
import { apiObject, nullable, openEnum, optional, page } from "../wire/answerSchema";
import type { ProxyAgentStatus } from "./proxyAgents.types";

const agentFields = {
  id: z.string(),
  accountId: optional(z.string()),
  displayName: optional(z.string()),
  region: optional(z.string()),
  version: optional(z.string()),
  status: optional(openEnum<ProxyAgentStatus>()),
  createdBy: optional(z.string()),
  registeredAt: nullable(z.string()),
};

export const proxyAgentSummary = apiObject({
  ...agentFields,
  connectorCount: optional(z.number()),
  destinationCount: optional(z.number()),
});
export const proxyAgents = page(proxyAgentSummary);

const usage = apiObject({
  id: optional(z.string()),
  schema: optional(z.string()),
  service: optional(z.string()),
});
export const proxyAgent = apiObject({ ...agentFields, usage: optional(z.array(usage)) });

export const proxyAgentSecrets = apiObject({
  agentId: z.string(),
  authToken: optional(z.string()),
  clientCert: optional(z.string()),
  clientPrivateKey: optional(z.string()),
  orchestratorHost: optional(z.string()),
  orchestratorPort: optional(z.number()),
});

export const proxyAgentConnections = page(apiObject({ connectionId: optional(z.string()) }));
