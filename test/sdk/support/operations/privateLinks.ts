import type { OperationCase } from "../operations.ts";

const CONFIG = { account_url: "x.example.com", someKey: { inner_key: 1 } };
const LINK = {
  id: "l_1",
  name: "warehouse",
  region: "AWS_US_EAST_1",
  service: "SNOWFLAKE_AWS",
  state: "CREATING",
  state_summary: "",
  cloud_provider: "AWS",
  host: "h.example.com",
  account_id: "a_1",
  resource_upstream_status: "PENDING",
  created_at: "2026-01-02T03:04:05Z",
  created_by: "u_1",
  config: CONFIG,
};
const RESULT = {
  id: "l_1",
  name: "warehouse",
  region: "AWS_US_EAST_1",
  service: "SNOWFLAKE_AWS",
  state: "CREATING",
  stateSummary: "",
  cloudProvider: "AWS",
  host: "h.example.com",
  accountId: "a_1",
  resourceUpstreamStatus: "PENDING",
  createdAt: "2026-01-02T03:04:05Z",
  createdBy: "u_1",
  config: CONFIG,
};

/** Every method of `client.privateLinks`. */
export const privateLinks: OperationCase[] = [
  {
    method: "privateLinks.list",
    operation: "GET /v1/private-links",
    call: (client) => client.privateLinks.list().all(),
    sent: "/v1/private-links?limit=1000",
    data: { items: [LINK] },
    result: [RESULT],
  },
  {
    method: "privateLinks.create",
    operation: "POST /v1/private-links",
    call: (client) =>
      client.privateLinks.create({
        name: "warehouse",
        region: "AWS_US_EAST_1",
        service: "SNOWFLAKE_AWS",
        config: { account_url: "x.example.com", vpce_id: "v" },
        extraConfig: { someKey: { inner_key: 1 } },
      }),
    sent: "/v1/private-links",
    body: {
      name: "warehouse",
      region: "AWS_US_EAST_1",
      service: "SNOWFLAKE_AWS",
      config: { ...CONFIG, vpce_id: "v" },
    },
    data: LINK,
    result: RESULT,
  },
  {
    method: "privateLinks.retrieve",
    operation: "GET /v1/private-links/{privateLinkId}",
    call: (client) => client.privateLinks.retrieve("l_1"),
    sent: "/v1/private-links/l_1",
    data: LINK,
    result: RESULT,
  },
  {
    method: "privateLinks.update",
    operation: "PATCH /v1/private-links/{privateLinkId}",
    call: (client) => client.privateLinks.update("l_1", { config: CONFIG }),
    sent: "/v1/private-links/l_1",
    body: { config: CONFIG },
    data: LINK,
    result: RESULT,
  },
  {
    method: "privateLinks.delete",
    operation: "DELETE /v1/private-links/{privateLinkId}",
    call: (client) => client.privateLinks.delete("l_1"),
    sent: "/v1/private-links/l_1",
  },
];
