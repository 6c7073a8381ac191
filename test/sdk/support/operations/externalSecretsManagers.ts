import type { OperationCase } from "../operations.ts";

const CONFIG = { vault_url: "https://vault.example.com", someKey: { inner_key: "******" } };
const MANAGER = {
  id: "e_1",
  type: "HASHICORP_VAULT",
  name: "vault",
  config: CONFIG,
  is_hybrid_deployment: true,
  created_at: "2026-01-02T03:04:05Z",
  updated_at: "2026-01-02T03:04:05Z",
};
const RESULT = {
  id: "e_1",
  type: "HASHICORP_VAULT",
  name: "vault",
  config: CONFIG,
  isHybridDeployment: true,
  createdAt: "2026-01-02T03:04:05Z",
  updatedAt: "2026-01-02T03:04:05Z",
};
const ENTITIES = {
  items: [
    {
      id: "c_1",
      name: "orders",
      enabled: true,
      type: "SOURCE",
      secret_manager_id: "e_1",
      created_at: "2026-01-02T03:04:05Z",
    },
  ],
};
const ENTITIES_RESULT = {
  items: [
    {
      id: "c_1",
      name: "orders",
      enabled: true,
      type: "SOURCE",
      secretManagerId: "e_1",
      createdAt: "2026-01-02T03:04:05Z",
    },
  ],
};

/** Every method of `client.externalSecretsManagers`. */
export const externalSecretsManagers: OperationCase[] = [
  {
    method: "externalSecretsManagers.list",
    operation: "GET /v1/external-secrets-managers",
    call: (client) => client.externalSecretsManagers.list().all(),
    sent: "/v1/external-secrets-managers?limit=1000",
    data: { items: [MANAGER] },
    result: [RESULT],
  },
  {
    method: "externalSecretsManagers.create",
    operation: "POST /v1/external-secrets-managers",
    call: (client) =>
      client.externalSecretsManagers.create({
        type: "HASHICORP_VAULT",
        name: "vault",
        config: CONFIG,
        isHybridDeployment: true,
      }),
    sent: "/v1/external-secrets-managers",
    body: { type: "HASHICORP_VAULT", name: "vault", config: CONFIG, is_hybrid_deployment: true },
    data: MANAGER,
    result: RESULT,
  },
  {
    method: "externalSecretsManagers.retrieve",
    operation: "GET /v1/external-secrets-managers/{esmId}",
    call: (client) => client.externalSecretsManagers.retrieve("e_1"),
    sent: "/v1/external-secrets-managers/e_1",
    data: MANAGER,
    result: RESULT,
  },
  {
    method: "externalSecretsManagers.update",
    operation: "PATCH /v1/external-secrets-managers/{esmId}",
    call: (client) => client.externalSecretsManagers.update("e_1", { config: CONFIG }),
    sent: "/v1/external-secrets-managers/e_1",
    body: { config: CONFIG },
    data: MANAGER,
    result: RESULT,
  },
  {
    method: "externalSecretsManagers.delete",
    operation: "DELETE /v1/external-secrets-managers/{esmId}",
    call: (client) => client.externalSecretsManagers.delete("e_1"),
    sent: "/v1/external-secrets-managers/e_1",
  },
  {
    method: "externalSecretsManagers.listEntities",
    operation: "GET /v1/external-secrets-managers/{esmId}/entities",
    call: (client) => client.externalSecretsManagers.listEntities("e_1", { type: "SOURCE" }),
    sent: "/v1/external-secrets-managers/e_1/entities?type=SOURCE",
    data: ENTITIES,
    result: ENTITIES_RESULT,
  },
  {
    method: "externalSecretsManagers.listAllEntities",
    operation: "GET /v1/external-secrets-managers-entities",
    call: (client) =>
      client.externalSecretsManagers.listAllEntities({ managerId: "e_1", type: "DESTINATION" }),
    sent: "/v1/external-secrets-managers-entities?esm_id=e_1&type=DESTINATION",
    data: { ...ENTITIES, next_cursor: "more" },
    result: { ...ENTITIES_RESULT, nextCursor: "more" },
  },
];
