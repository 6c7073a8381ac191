import type { OperationCase } from "../operations.ts";
import { membershipOperations } from "./memberships.ts";

const DATA = {
  id: "u_1",
  email: "ada@example.com",
  verified: false,
  invited: true,
  picture: null,
  phone: null,
  role: "Reader",
  active: true,
  given_name: "Ada",
  family_name: "King",
  logged_in_at: null,
  created_at: "2026-01-02T03:04:05Z",
};
const RESULT = {
  id: "u_1",
  email: "ada@example.com",
  verified: false,
  invited: true,
  picture: null,
  phone: null,
  role: "Reader",
  active: true,
  givenName: "Ada",
  familyName: "King",
  loggedInAt: null,
  createdAt: "2026-01-02T03:04:05Z",
};

/** Every method of `client.users`. */
export const users: OperationCase[] = [
  {
    method: "users.list",
    operation: "GET /v1/users",
    call: (client) =>
      client.users.list({ active: false, userType: "SERVICE_ACCOUNT", hasApiKey: true }).all(),
    sent: "/v1/users?active=false&user_type=SERVICE_ACCOUNT&has_api_key=true&limit=1000",
    data: { items: [{ ...DATA, email: null, user_type: "SERVICE_ACCOUNT", has_api_key: true }] },
    result: [{ ...RESULT, email: null, userType: "SERVICE_ACCOUNT", hasApiKey: true }],
  },
  {
    method: "users.create",
    operation: "POST /v1/users",
    call: (client) =>
      client.users.create({
        email: "ada@example.com",
        givenName: "Ada",
        familyName: "King",
        phone: "+15550100",
        picture: "https://example.com/ada.png",
        role: "Reader",
      }),
    sent: "/v1/users",
    body: {
      email: "ada@example.com",
      given_name: "Ada",
      family_name: "King",
      phone: "+15550100",
      picture: "https://example.com/ada.png",
      role: "Reader",
    },
    data: DATA,
    result: RESULT,
  },
  {
    method: "users.create",
    operation: "POST /v1/users",
    call: (client) =>
      client.users.create({ userType: "SERVICE_ACCOUNT", givenName: "Ada", familyName: "Bot" }),
    sent: "/v1/users",
    body: { user_type: "SERVICE_ACCOUNT", given_name: "Ada", family_name: "Bot" },
    data: DATA,
    result: RESULT,
  },
  {
    method: "users.retrieve",
    operation: "GET /v1/users/{userId}",
    call: (client) => client.users.retrieve("u+1"),
    sent: "/v1/users/u%2B1",
    data: DATA,
    result: RESULT,
  },
  {
    method: "users.update",
    operation: "PATCH /v1/users/{userId}",
    call: (client) =>
      client.users.update("u", {
        givenName: "Ada",
        familyName: "King",
        phone: null,
        picture: null,
        role: "Reader",
      }),
    sent: "/v1/users/u",
    body: { given_name: "Ada", family_name: "King", phone: null, picture: null, role: "Reader" },
    data: DATA,
    result: RESULT,
  },
  {
    method: "users.delete",
    operation: "DELETE /v1/users/{id}",
    call: (client) => client.users.delete("u"),
    sent: "/v1/users/u",
  },
  {
    method: "users.deleteRole",
    operation: "DELETE /v1/users/{userId}/role",
    call: (client) => client.users.deleteRole("u"),
    sent: "/v1/users/u/role",
  },
  ...membershipOperations({ holder: "user", place: "group", updateAnswersNothing: true }),
  ...membershipOperations({ holder: "user", place: "connection", deleteAnswers: true }),
];
