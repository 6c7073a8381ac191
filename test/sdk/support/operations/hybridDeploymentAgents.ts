import type { OperationCase } from "../operations.ts";

const AGENT = {
  id: "h_1",
  display_name: "agent",
  group_id: "g_1",
  deployment_type: "DOCKER",
  version: "1.0",
  enabled: true,
  online: false,
  created_by: "u_1",
  registered_at: "2026-01-02T03:04:05Z",
  updated_at: "2026-01-02T03:04:05Z",
  last_used_at: null,
};
const RESULT = {
  id: "h_1",
  displayName: "agent",
  groupId: "g_1",
  deploymentType: "DOCKER",
  version: "1.0",
  enabled: true,
  online: false,
  createdBy: "u_1",
  registeredAt: "2026-01-02T03:04:05Z",
  updatedAt: "2026-01-02T03:04:05Z",
  lastUsedAt: null,
};
const USED = { ...AGENT, usage: [{ connection_id: "c_1", schema: "orders", service: "postgres" }] };
const USED_RESULT = { ...RESULT, usage: [{ connectionId: "c_1", schema: "orders", service: "postgres" }] };
const WITH_FILES = { ...AGENT, files: { config_json: "e30", auth_json: "e30", docker_compose_yaml: "e30" } };
const WITH_FILES_RESULT = {
  ...RESULT,
  files: { configJson: "e30", authJson: "e30", dockerComposeYaml: "e30" },
};

/** Every method of `client.hybridDeploymentAgents`. */
export const hybridDeploymentAgents: OperationCase[] = [
  {
    method: "hybridDeploymentAgents.list",
    operation: "GET /v1/hybrid-deployment-agents",
    call: (client) => client.hybridDeploymentAgents.list({ groupId: "g_1" }).all(),
    sent: "/v1/hybrid-deployment-agents?groupId=g_1&limit=1000",
    data: { items: [USED] },
    result: [USED_RESULT],
  },
  {
    method: "hybridDeploymentAgents.create",
    operation: "POST /v1/hybrid-deployment-agents",
    call: (client) =>
      client.hybridDeploymentAgents.create({
        groupId: "g_1",
        displayName: "agent",
        envType: "DOCKER",
        acceptTerms: true,
        authType: "AUTO",
      }),
    sent: "/v1/hybrid-deployment-agents",
    body: {
      group_id: "g_1",
      display_name: "agent",
      env_type: "DOCKER",
      accept_terms: true,
      auth_type: "AUTO",
    },
    data: { ...AGENT, token: "only-once" },
    result: { ...RESULT, token: "only-once" },
  },
  {
    method: "hybridDeploymentAgents.retrieve",
    operation: "GET /v1/hybrid-deployment-agents/{agentId}",
    call: (client) => client.hybridDeploymentAgents.retrieve("h_1"),
    sent: "/v1/hybrid-deployment-agents/h_1",
    data: USED,
    result: USED_RESULT,
  },
  {
    method: "hybridDeploymentAgents.delete",
    operation: "DELETE /v1/hybrid-deployment-agents/{agentId}",
    call: (client) => client.hybridDeploymentAgents.delete("h_1"),
    sent: "/v1/hybrid-deployment-agents/h_1",
  },
  {
    method: "hybridDeploymentAgents.reAuth",
    operation: "PATCH /v1/hybrid-deployment-agents/{agentId}/re-auth",
    call: (client) => client.hybridDeploymentAgents.reAuth("h_1", { authType: "MANUAL" }),
    sent: "/v1/hybrid-deployment-agents/h_1/re-auth",
    body: { auth_type: "MANUAL" },
    data: WITH_FILES,
    result: WITH_FILES_RESULT,
  },
  {
    method: "hybridDeploymentAgents.resetCredentials",
    operation: "POST /v1/hybrid-deployment-agents/{agentId}/reset-credentials",
    call: (client) => client.hybridDeploymentAgents.resetCredentials("h_1"),
    sent: "/v1/hybrid-deployment-agents/h_1/reset-credentials",
  },
];
