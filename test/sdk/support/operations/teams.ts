import type { OperationCase } from "../operations.ts";
import { membershipOperations } from "./memberships.ts";

const DATA = { id: "t_1", name: "Finance", description: "Those who count", role: "Reader", new_field: 1 };
const RESULT = { id: "t_1", name: "Finance", description: "Those who count", role: "Reader", newField: 1 };
const GIVEN = { name: "Finance", description: "Those who count", role: "Reader" };

const USER_DATA = { user_id: "u_1", role: "Member", created_at: "2026-01-02T03:04:05.678901Z" };
const USER_RESULT = { userId: "u_1", role: "Member", createdAt: "2026-01-02T03:04:05.678901Z" };

/** Every method of `client.teams`. */
export const teams: OperationCase[] = [
  {
    method: "teams.list",
    operation: "GET /v1/teams",
    call: (client) => client.teams.list().all(),
    sent: "/v1/teams?limit=1000",
    data: { items: [DATA, { id: "t_2", name: "Guests", description: null, role: null }] },
    result: [RESULT, { id: "t_2", name: "Guests" }],
  },
  {
    method: "teams.create",
    operation: "POST /v1/teams",
    call: (client) => client.teams.create(GIVEN),
    sent: "/v1/teams",
    body: GIVEN,
    data: DATA,
    result: RESULT,
  },
  {
    method: "teams.retrieve",
    operation: "GET /v1/teams/{teamId}",
    call: (client) => client.teams.retrieve("t+1"),
    sent: "/v1/teams/t%2B1",
    data: DATA,
    result: RESULT,
  },
  {
    method: "teams.update",
    operation: "PATCH /v1/teams/{teamId}",
    call: (client) => client.teams.update("t", GIVEN),
    sent: "/v1/teams/t",
    body: GIVEN,
    data: DATA,
    result: RESULT,
  },
  {
    method: "teams.delete",
    operation: "DELETE /v1/teams/{teamId}",
    call: (client) => client.teams.delete("t"),
    sent: "/v1/teams/t",
  },
  {
    method: "teams.deleteRole",
    operation: "DELETE /v1/teams/{teamId}/role",
    call: (client) => client.teams.deleteRole("t"),
    sent: "/v1/teams/t/role",
  },
  ...membershipOperations({ holder: "team", place: "group" }),
  ...membershipOperations({ holder: "team", place: "connection" }),
  {
    method: "teams.listUserMemberships",
    operation: "GET /v1/teams/{teamId}/users",
    call: (client) => client.teams.listUserMemberships("t", { active: true }).all(),
    sent: "/v1/teams/t/users?active=true&limit=1000",
    data: { items: [USER_DATA] },
    result: [USER_RESULT],
  },
  {
    method: "teams.createUserMembership",
    operation: "POST /v1/teams/{teamId}/users",
    call: (client) => client.teams.createUserMembership("t", { userId: "u_1", role: "Member" }),
    sent: "/v1/teams/t/users",
    body: { user_id: "u_1", role: "Member" },
    data: USER_DATA,
    result: USER_RESULT,
  },
  {
    method: "teams.retrieveUserMembership",
    operation: "GET /v1/teams/{teamId}/users/{userId}",
    call: (client) => client.teams.retrieveUserMembership("t", "u+1"),
    sent: "/v1/teams/t/users/u%2B1",
    data: USER_DATA,
    result: USER_RESULT,
  },
  {
    method: "teams.updateUserMembership",
    operation: "PATCH /v1/teams/{teamId}/users/{userId}",
    call: (client) => client.teams.updateUserMembership("t", "u", { role: "Member" }),
    sent: "/v1/teams/t/users/u",
    body: { role: "Member" },
    data: USER_DATA,
    result: USER_RESULT,
  },
  {
    method: "teams.deleteUserMembership",
    operation: "DELETE /v1/teams/{teamId}/users/{userId}",
    call: (client) => client.teams.deleteUserMembership("t", "u"),
    sent: "/v1/teams/t/users/u",
  },
];
