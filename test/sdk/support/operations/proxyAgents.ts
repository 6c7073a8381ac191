import type { OperationCase } from "../operations.ts";

const AGENT = {
  id: "p_1",
  account_id: "a_1",
  display_name: "proxy",
  region: "GCP_US_EAST4",
  version: "1.0",
  status: "CONNECTED",
  created_by: "u_1",
  registered_at: null,
};
const RESULT = {
  id: "p_1",
  accountId: "a_1",
  displayName: "proxy",
  region: "GCP_US_EAST4",
  version: "1.0",
  status: "CONNECTED",
  createdBy: "u_1",
  registeredAt: null,
};
const USAGE = [{ id: "c_1", schema: "orders", service: "postgres" }];
const SECRETS = {
  agent_id: "p_1",
  auth_token: "only-once",
  client_cert: "a certificate",
  client_private_key: "only-once-too",
  orchestrator_host: "orchestrator.example.com",
  orchestrator_port: 443,
};
const SECRETS_RESULT = {
  agentId: "p_1",
  authToken: "only-once",
  clientCert: "a certificate",
  clientPrivateKey: "only-once-too",
  orchestratorHost: "orchestrator.example.com",
  orchestratorPort: 443,
};

/** Every method of `client.proxyAgents`. */
export const proxyAgents: OperationCase[] = [
  {
    method: "proxyAgents.list",
    operation: "GET /v1/proxy",
    call: (client) => client.proxyAgents.list().all(),
    sent: "/v1/proxy?limit=1000",
    data: { items: [{ ...AGENT, connector_count: 1, destination_count: 0 }] },
    result: [{ ...RESULT, connectorCount: 1, destinationCount: 0 }],
  },
  {
    method: "proxyAgents.create",
    operation: "POST /v1/proxy",
    call: (client) => client.proxyAgents.create({ displayName: "proxy", groupRegion: "GCP_US_EAST4" }),
    sent: "/v1/proxy",
    body: { display_name: "proxy", group_region: "GCP_US_EAST4" },
    data: SECRETS,
    result: SECRETS_RESULT,
  },
  {
    method: "proxyAgents.retrieve",
    operation: "GET /v1/proxy/{agentId}",
    call: (client) => client.proxyAgents.retrieve("p_1"),
    sent: "/v1/proxy/p_1",
    bare: { ...AGENT, usage: USAGE },
    result: { ...RESULT, usage: USAGE },
  },
  {
    method: "proxyAgents.retrieve",
    operation: "GET /v1/proxy/{agentId}",
    call: (client) => client.proxyAgents.retrieve("p_1"),
    sent: "/v1/proxy/p_1",
    data: { ...AGENT, usage: USAGE },
    result: { ...RESULT, usage: USAGE },
  },
  {
    method: "proxyAgents.delete",
    operation: "DELETE /v1/proxy/{agentId}",
    call: (client) => client.proxyAgents.delete("p_1"),
    sent: "/v1/proxy/p_1",
  },
  {
    method: "proxyAgents.listConnections",
    operation: "GET /v1/proxy/{agentId}/connections",
    call: (client) => client.proxyAgents.listConnections("p_1").all(),
    sent: "/v1/proxy/p_1/connections?limit=1000",
    data: { items: [{ connection_id: "c_1" }] },
    result: [{ connectionId: "c_1" }],
  },
  {
    method: "proxyAgents.regenerateSecrets",
    operation: "POST /v1/proxy/{agentId}/regenerate-secrets",
    call: (client) => client.proxyAgents.regenerateSecrets("p_1"),
    sent: "/v1/proxy/p_1/regenerate-secrets",
    data: SECRETS,
    result: SECRETS_RESULT,
  },
];
