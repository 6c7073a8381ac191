import { CONNECTION, GROUP } from "../api.ts";
import type { OperationCase } from "../operations.ts";
import { SUMMARY_RESULT } from "./connections.ts";

const GROUP_RESULT = { id: "decent_dropsy", name: "analytics", createdAt: "2026-01-02T03:04:05.678901Z" };
const USER = {
  id: "u_1",
  email: "a@example.com",
  verified: true,
  given_name: "A",
  role: "",
  logged_in_at: null,
  created_at: "2026-01-02T03:04:05Z",
};
const USER_RESULT = {
  id: "u_1",
  email: "a@example.com",
  verified: true,
  givenName: "A",
  role: "",
  loggedInAt: null,
  createdAt: "2026-01-02T03:04:05Z",
};

/** Every method of `client.groups`. */
export const groups: OperationCase[] = [
  {
    method: "groups.list",
    operation: "GET /v1/groups",
    call: (client) => client.groups.list().all(),
    sent: "/v1/groups?limit=1000",
    data: { items: [GROUP] },
    result: [GROUP_RESULT],
  },
  {
    method: "groups.create",
    operation: "POST /v1/groups",
    call: (client) => client.groups.create({ name: "analytics" }),
    sent: "/v1/groups",
    body: { name: "analytics" },
    data: GROUP,
    result: GROUP_RESULT,
  },
  {
    method: "groups.retrieve",
    operation: "GET /v1/groups/{groupId}",
    call: (client) => client.groups.retrieve("g+1"),
    sent: "/v1/groups/g%2B1",
    data: GROUP,
    result: GROUP_RESULT,
  },
  {
    method: "groups.update",
    operation: "PATCH /v1/groups/{groupId}",
    call: (client) => client.groups.update("g", { name: "analytics" }),
    sent: "/v1/groups/g",
    body: { name: "analytics" },
    data: GROUP,
    result: GROUP_RESULT,
  },
  {
    method: "groups.delete",
    operation: "DELETE /v1/groups/{groupId}",
    call: (client) => client.groups.delete("g"),
    sent: "/v1/groups/g",
  },
  {
    method: "groups.listConnections",
    operation: "GET /v1/groups/{groupId}/connections",
    call: (client) => client.groups.listConnections("g", { schema: "a b" }).all(),
    sent: "/v1/groups/g/connections?schema=a+b&limit=1000",
    data: { items: [CONNECTION] },
    result: [SUMMARY_RESULT],
  },
  {
    method: "groups.retrievePublicKey",
    operation: "GET /v1/groups/{groupId}/public-key",
    call: (client) => client.groups.retrievePublicKey("g"),
    sent: "/v1/groups/g/public-key",
    data: { public_key: "ssh-rsa AAAA" },
    result: { publicKey: "ssh-rsa AAAA" },
  },
  {
    method: "groups.retrieveServiceAccount",
    operation: "GET /v1/groups/{groupId}/service-account",
    call: (client) => client.groups.retrieveServiceAccount("g"),
    sent: "/v1/groups/g/service-account",
    data: { service_account: "g@fivetran" },
    result: { serviceAccount: "g@fivetran" },
  },
  {
    method: "groups.listUsers",
    operation: "GET /v1/groups/{groupId}/users",
    call: (client) => client.groups.listUsers("g", { active: true }).all(),
    sent: "/v1/groups/g/users?active=true&limit=1000",
    data: { items: [USER] },
    result: [USER_RESULT],
  },
  {
    method: "groups.addUser",
    operation: "POST /v1/groups/{groupId}/users",
    call: (client) => client.groups.addUser("g", { email: "a@example.com", role: "Destination Reviewer" }),
    sent: "/v1/groups/g/users",
    body: { email: "a@example.com", role: "Destination Reviewer" },
  },
  {
    method: "groups.removeUser",
    operation: "DELETE /v1/groups/{groupId}/users/{userId}",
    call: (client) => client.groups.removeUser("g", "u"),
    sent: "/v1/groups/g/users/u",
  },
];
