import type { OperationCase } from "../operations.ts";

const KEY = {
  id: "k_1",
  name: "pipeline",
  key: "ft_key",
  permissions: [
    { resource_type: "CONNECTOR", access_level: "MANAGE", resource_filter: { group_ids: ["g_1"] } },
  ],
  created_at: "2026-01-02T03:04:05Z",
  updated_at: "2026-01-02T03:04:05Z",
  expired_at: null,
  last_used_at: null,
};
const RESULT = {
  id: "k_1",
  name: "pipeline",
  key: "ft_key",
  permissions: [{ resourceType: "CONNECTOR", accessLevel: "MANAGE", resourceFilter: { groupIds: ["g_1"] } }],
  createdAt: "2026-01-02T03:04:05Z",
  updatedAt: "2026-01-02T03:04:05Z",
  expiredAt: null,
  lastUsedAt: null,
};
const PERMISSIONS = [
  { resourceType: "CONNECTOR", accessLevel: "READ", resourceFilter: { ids: ["c_1"], groupIds: ["g_1"] } },
  { resourceType: "USER", accessLevel: "NONE" },
];
const PERMISSIONS_SENT = [
  { resource_type: "CONNECTOR", access_level: "READ", resource_filter: { ids: ["c_1"], group_ids: ["g_1"] } },
  { resource_type: "USER", access_level: "NONE" },
];

/** Every method of `client.systemKeys`. */
export const systemKeys: OperationCase[] = [
  {
    method: "systemKeys.list",
    operation: "GET /v1/system-keys",
    call: (client) => client.systemKeys.list().all(),
    sent: "/v1/system-keys?limit=1000",
    data: { items: [KEY] },
    result: [RESULT],
  },
  {
    method: "systemKeys.create",
    operation: "POST /v1/system-keys",
    call: (client) =>
      client.systemKeys.create({
        name: "pipeline",
        expirationPeriod: "THREE_MONTHS",
        permissions: PERMISSIONS,
      }),
    sent: "/v1/system-keys",
    body: { name: "pipeline", expiration_period: "THREE_MONTHS", permissions: PERMISSIONS_SENT },
    data: { ...KEY, secret: "only-once" },
    result: { ...RESULT, secret: "only-once" },
  },
  {
    method: "systemKeys.retrieve",
    operation: "GET /v1/system-keys/{keyId}",
    call: (client) => client.systemKeys.retrieve("k_1"),
    sent: "/v1/system-keys/k_1",
    data: KEY,
    result: RESULT,
  },
  {
    method: "systemKeys.update",
    operation: "PATCH /v1/system-keys/{keyId}",
    call: (client) => client.systemKeys.update("k_1", { name: "other", permissions: PERMISSIONS }),
    sent: "/v1/system-keys/k_1",
    body: { name: "other", permissions: PERMISSIONS_SENT },
    data: KEY,
    result: RESULT,
  },
  {
    method: "systemKeys.delete",
    operation: "DELETE /v1/system-keys/{keyId}",
    call: (client) => client.systemKeys.delete("k_1"),
    sent: "/v1/system-keys/k_1",
  },
  {
    method: "systemKeys.rotate",
    operation: "POST /v1/system-keys/{keyId}/rotate",
    call: (client) => client.systemKeys.rotate("k_1", { expirationPeriod: "ONE_WEEK" }),
    sent: "/v1/system-keys/k_1/rotate",
    body: { expiration_period: "ONE_WEEK" },
    data: { ...KEY, secret: "only-once" },
    result: { ...RESULT, secret: "only-once" },
  },
];
