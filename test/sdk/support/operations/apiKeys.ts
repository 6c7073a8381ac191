import type { OperationCase } from "../operations.ts";

const KEY = {
  user_id: "u_1",
  user_type: "SERVICE_ACCOUNT",
  key_value: "key_1",
  key_status: "ACTIVE_GRACE",
  created_at: "2026-01-02T03:04:05Z",
  expires_at: "2026-04-02T03:04:05Z",
  overlap_expires_at: "2026-01-09T03:04:05Z",
  last_rotated_at: null,
};
const RESULT = {
  userId: "u_1",
  userType: "SERVICE_ACCOUNT",
  keyValue: "key_1",
  keyStatus: "ACTIVE_GRACE",
  createdAt: "2026-01-02T03:04:05Z",
  expiresAt: "2026-04-02T03:04:05Z",
  overlapExpiresAt: "2026-01-09T03:04:05Z",
  lastRotatedAt: null,
};
const MADE = {
  key_value: "key_1",
  key_secret: "only-once",
  key_status: "ACTIVE",
  created_at: "2026-01-02T03:04:05Z",
  expires_at: "2026-04-02T03:04:05Z",
};
const MADE_RESULT = {
  keyValue: "key_1",
  keySecret: "only-once",
  keyStatus: "ACTIVE",
  createdAt: "2026-01-02T03:04:05Z",
  expiresAt: "2026-04-02T03:04:05Z",
};

/** Every method of `client.apiKeys`. */
export const apiKeys: OperationCase[] = [
  {
    method: "apiKeys.list",
    operation: "GET /v1/users/api-keys",
    call: (client) => client.apiKeys.list({ userType: "SERVICE_ACCOUNT" }).all(),
    sent: "/v1/users/api-keys?user_type=SERVICE_ACCOUNT&limit=1000",
    data: { items: [KEY] },
    result: [RESULT],
  },
  {
    method: "apiKeys.retrieve",
    operation: "GET /v1/users/{userId}/api-keys",
    call: (client) => client.apiKeys.retrieve("u+1"),
    sent: "/v1/users/u%2B1/api-keys",
    data: KEY,
    result: RESULT,
  },
  {
    method: "apiKeys.create",
    operation: "POST /v1/users/{userId}/api-keys",
    call: (client) => client.apiKeys.create("u_1", { expirationPeriodDays: 30 }),
    sent: "/v1/users/u_1/api-keys",
    body: { expiration_period_days: 30 },
    data: MADE,
    result: MADE_RESULT,
  },
  {
    method: "apiKeys.delete",
    operation: "DELETE /v1/users/{userId}/api-keys",
    call: (client) => client.apiKeys.delete("u_1"),
    sent: "/v1/users/u_1/api-keys",
  },
  {
    method: "apiKeys.rotate",
    operation: "POST /v1/users/{userId}/api-keys/rotate",
    call: (client) => client.apiKeys.rotate("u_1", { expirationPeriodDays: 30, overlapDays: 7 }),
    sent: "/v1/users/u_1/api-keys/rotate",
    body: { expiration_period_days: 30, overlap_days: 7 },
    data: { ...MADE, overlap_expires_at: "2026-01-09T03:04:05Z", last_rotated_at: "2026-01-02T03:04:05Z" },
    result: {
      ...MADE_RESULT,
      overlapExpiresAt: "2026-01-09T03:04:05Z",
      lastRotatedAt: "2026-01-02T03:04:05Z",
    },
  },
];
