import type { OperationCase } from "../operations.ts";

/** Every method of `client.hvr`. */
export const hvr: OperationCase[] = [
  {
    method: "hvr.registerHub",
    operation: "POST /v1/hvr/register-hub",
    call: (client) =>
      client.hvr.registerHub({ fingerprint: "f1", port: 4340, hubServerUrl: "https://hub.example.com" }),
    sent: "/v1/hvr/register-hub",
    body: { fingerprint: "f1", port: 4340, hub_server_url: "https://hub.example.com" },
    data: { access_token: "token-of-the-hub", registration_id: "r_1" },
    result: { accessToken: "token-of-the-hub", registrationId: "r_1" },
  },
];
