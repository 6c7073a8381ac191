import { DESTINATION } from "../api.ts";
import type { OperationCase } from "../operations.ts";
import { CONFIG, TESTS } from "./connections.ts";

const DESTINATION_DATA = { ...DESTINATION, config: CONFIG, setup_tests: TESTS };
const DESTINATION_RESULT = {
  id: "decent_dropsy",
  service: "snowflake",
  region: "GCP_US_EAST4",
  groupId: "decent_dropsy",
  timeZoneOffset: "-5",
  setupStatus: "connected",
  config: CONFIG,
  setupTests: TESTS,
};

/** Every method of `client.destinations`. */
export const destinations: OperationCase[] = [
  {
    method: "destinations.list",
    operation: "GET /v1/destinations",
    call: (client) => client.destinations.list().all(),
    sent: "/v1/destinations?limit=1000",
    data: { items: [DESTINATION_DATA] },
    result: [DESTINATION_RESULT],
  },
  {
    method: "destinations.create",
    operation: "POST /v1/destinations",
    call: (client) =>
      client.destinations.create({
        groupId: "g",
        service: "snowflake",
        timeZoneOffset: "-5",
        config: { host: "h" },
        extraConfig: { snake_key: 1, camelKey: { inner_key: null } },
        daylightSavingTimeEnabled: true,
        runSetupTests: false,
        externalSecretsKeysConfig: { my_key: "vaultKey" },
      }),
    sent: "/v1/destinations",
    body: {
      group_id: "g",
      service: "snowflake",
      time_zone_offset: "-5",
      config: { host: "h", snake_key: 1, camelKey: { inner_key: null } },
      daylight_saving_time_enabled: true,
      run_setup_tests: false,
      external_secrets_keys_config: { my_key: "vaultKey" },
    },
    data: DESTINATION_DATA,
    result: DESTINATION_RESULT,
  },
  {
    method: "destinations.retrieve",
    operation: "GET /v1/destinations/{destinationId}",
    call: (client) => client.destinations.retrieve("d"),
    sent: "/v1/destinations/d",
    data: DESTINATION_DATA,
    result: DESTINATION_RESULT,
  },
  {
    method: "destinations.update",
    operation: "PATCH /v1/destinations/{destinationId}",
    call: (client) => client.destinations.update("d", { region: "AWS_EU_WEST_1", proxyAgentId: null }),
    sent: "/v1/destinations/d",
    body: { region: "AWS_EU_WEST_1", proxy_agent_id: null },
    data: DESTINATION_DATA,
    result: DESTINATION_RESULT,
  },
  {
    method: "destinations.delete",
    operation: "DELETE /v1/destinations/{destinationId}",
    call: (client) => client.destinations.delete("d"),
    sent: "/v1/destinations/d",
  },
  {
    method: "destinations.runSetupTests",
    operation: "POST /v1/destinations/{destinationId}/test",
    call: (client) =>
      client.destinations.runSetupTests("d", { trustCertificates: true, trustFingerprints: false }),
    sent: "/v1/destinations/d/test",
    body: { trust_certificates: true, trust_fingerprints: false },
    data: DESTINATION_DATA,
    result: DESTINATION_RESULT,
  },
];
