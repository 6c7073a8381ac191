import type { OperationCase } from "../operations.ts";

const DATA = {
  id: "w_1",
  type: "group",
  group_id: "g",
  url: "https://example.com/fivetran",
  events: ["sync_end", "an_event_of_tomorrow"],
  active: true,
  secret: "******",
  created_at: "2026-01-02T03:04:05Z",
  created_by: "u_1",
};
const RESULT = {
  id: "w_1",
  type: "group",
  groupId: "g",
  url: "https://example.com/fivetran",
  events: ["sync_end", "an_event_of_tomorrow"],
  active: true,
  secret: "******",
  createdAt: "2026-01-02T03:04:05Z",
  createdBy: "u_1",
};
const GIVEN = {
  url: "https://example.com/fivetran",
  events: ["sync_end", "an_event_of_tomorrow"],
  active: true,
  secret: "the-secret-of-the-webhook",
};

/** Every method of `client.webhooks`. */
export const webhooks: OperationCase[] = [
  {
    method: "webhooks.list",
    operation: "GET /v1/webhooks",
    call: (client) => client.webhooks.list().all(),
    sent: "/v1/webhooks?limit=1000",
    data: { items: [DATA] },
    result: [RESULT],
  },
  {
    method: "webhooks.createForAccount",
    operation: "POST /v1/webhooks/account",
    call: (client) => client.webhooks.createForAccount(GIVEN),
    sent: "/v1/webhooks/account",
    body: GIVEN,
    data: DATA,
    result: RESULT,
  },
  {
    method: "webhooks.createForGroup",
    operation: "POST /v1/webhooks/group/{groupId}",
    call: (client) => client.webhooks.createForGroup("g+1", GIVEN),
    sent: "/v1/webhooks/group/g%2B1",
    body: GIVEN,
    data: DATA,
    result: RESULT,
  },
  {
    method: "webhooks.retrieve",
    operation: "GET /v1/webhooks/{webhookId}",
    call: (client) => client.webhooks.retrieve("w+1"),
    sent: "/v1/webhooks/w%2B1",
    data: DATA,
    result: RESULT,
  },
  {
    method: "webhooks.update",
    operation: "PATCH /v1/webhooks/{webhookId}",
    call: (client) => client.webhooks.update("w", GIVEN),
    sent: "/v1/webhooks/w",
    body: GIVEN,
    data: DATA,
    result: RESULT,
  },
  {
    method: "webhooks.delete",
    operation: "DELETE /v1/webhooks/{webhookId}",
    call: (client) => client.webhooks.delete("w"),
    sent: "/v1/webhooks/w",
  },
  {
    method: "webhooks.test",
    operation: "POST /v1/webhooks/{webhookId}/test",
    call: (client) => client.webhooks.test("w", { event: "sync_end" }),
    sent: "/v1/webhooks/w/test",
    body: { event: "sync_end" },
    data: { succeed: false, status: 502, message: "no" },
    result: { succeed: false, status: 502, message: "no" },
  },
];
