import { CONNECTION } from "../api.ts";
import type { OperationCase } from "../operations.ts";

/** {@link CONNECTION} as the client's lists show it. */
export const SUMMARY_RESULT = {
  id: "harbour_choking",
  service: "postgres",
  serviceVersion: 1,
  schema: "orders",
  groupId: "decent_dropsy",
  paused: true,
  pauseAfterTrial: false,
  syncFrequency: 360,
  scheduleType: "auto",
  status: {
    setupState: "incomplete",
    syncState: "paused",
    updateState: "on_schedule",
    isHistoricalSync: true,
    tasks: [],
    warnings: [],
  },
  createdAt: "2026-01-02T03:04:05.678901Z",
  succeededAt: null,
  failedAt: null,
  dataDelaySensitivity: "NORMAL",
};

export const TESTS = [
  { title: "Host Connection", status: "PASSED", message: "", details: { some_key: [1] } },
];
/** Settings with keys that a careless conversion would rename. */
export const CONFIG = { host: "db", update_method: "XMIN", password: "******", someKey: { inner_key: 1 } };
const CONNECTION_DATA = { ...CONNECTION, config: CONFIG, setup_tests: TESTS };
const CONNECTION_RESULT = { ...SUMMARY_RESULT, config: CONFIG, setupTests: TESTS };
const CARD = { token: "card-token", uri: "https://fivetran.com/connect-card/x" };

/** Every method of `client.connections`. */
export const connections: OperationCase[] = [
  {
    method: "connections.list",
    operation: "GET /v1/connections",
    call: (client) => client.connections.list({ groupId: "g", schema: "orders" }).all(),
    sent: "/v1/connections?group_id=g&schema=orders&limit=1000",
    data: { items: [CONNECTION] },
    result: [SUMMARY_RESULT],
  },
  {
    method: "connections.create",
    operation: "POST /v1/connections",
    call: (client) =>
      client.connections.create({
        groupId: "g",
        service: "postgres",
        paused: true,
        runSetupTests: false,
        config: { schema_prefix: "orders", update_method: "XMIN" },
        extraConfig: { someKey: { inner_key: 1 }, otherKey: undefined },
        auth: { client_access: { client_id: "id" } },
        destinationConfiguration: { virtualWarehouse: "W" },
        connectCardConfig: { redirectUri: "https://example.com", hideSetupGuide: true },
        destinationSchemaNames: "SOURCE_NAMING",
      }),
    sent: "/v1/connections",
    body: {
      group_id: "g",
      service: "postgres",
      paused: true,
      run_setup_tests: false,
      config: { schema_prefix: "orders", update_method: "XMIN", someKey: { inner_key: 1 } },
      auth: { client_access: { client_id: "id" } },
      destination_configuration: { virtual_warehouse: "W" },
      connect_card_config: { redirect_uri: "https://example.com", hide_setup_guide: true },
      destination_schema_names: "SOURCE_NAMING",
    },
    data: {
      ...CONNECTION_DATA,
      connect_card: CARD,
      connect_card_config: { redirect_uri: "https://example.com", hide_setup_guide: true },
    },
    result: {
      ...CONNECTION_RESULT,
      connectCard: CARD,
      connectCardConfig: { redirectUri: "https://example.com", hideSetupGuide: true },
    },
  },
  {
    method: "connections.retrieve",
    operation: "GET /v1/connections/{connectionId}",
    call: (client) => client.connections.retrieve("c"),
    sent: "/v1/connections/c",
    data: CONNECTION_DATA,
    result: CONNECTION_RESULT,
  },
  {
    method: "connections.update",
    operation: "PATCH /v1/connections/{connectionId}",
    call: (client) =>
      client.connections.update("c", {
        syncFrequency: 60,
        config: { old_key: null },
        isHistoricalSync: false,
      }),
    sent: "/v1/connections/c",
    body: { sync_frequency: 60, config: { old_key: null }, is_historical_sync: false },
    data: CONNECTION_DATA,
    result: CONNECTION_RESULT,
  },
  {
    method: "connections.pause",
    operation: "PATCH /v1/connections/{connectionId}",
    call: (client) => client.connections.pause("c"),
    sent: "/v1/connections/c",
    body: { paused: true, run_setup_tests: false },
    data: CONNECTION_DATA,
    result: CONNECTION_RESULT,
  },
  {
    method: "connections.resume",
    operation: "PATCH /v1/connections/{connectionId}",
    call: (client) => client.connections.resume("c"),
    sent: "/v1/connections/c",
    body: { paused: false, run_setup_tests: false },
    data: CONNECTION_DATA,
    result: CONNECTION_RESULT,
  },
  {
    method: "connections.setSyncFrequency",
    operation: "PATCH /v1/connections/{connectionId}",
    call: (client) =>
      client.connections.setSyncFrequency("c", 1440, { scheduleType: "auto", dailySyncTime: "14:00" }),
    sent: "/v1/connections/c",
    body: { sync_frequency: 1440, schedule_type: "auto", daily_sync_time: "14:00", run_setup_tests: false },
    data: CONNECTION_DATA,
    result: CONNECTION_RESULT,
  },
  {
    method: "connections.setSchedule",
    operation: "PATCH /v1/connections/{connectionId}",
    call: (client) =>
      client.connections.setSchedule("c", {
        scheduleType: "TIME_OF_DAY",
        timeOfDay: "09:00",
        daysOfWeek: ["MONDAY"],
      }),
    sent: "/v1/connections/c",
    body: {
      schedule: { schedule_type: "TIME_OF_DAY", time_of_day: "09:00", days_of_week: ["MONDAY"] },
      run_setup_tests: false,
    },
    data: {
      ...CONNECTION_DATA,
      sync_frequency: null,
      connected_by: null,
      data_checks: true,
      schedule: { schedule_type: "CRON", cron: "0 6 * * 1", interval: null, days_of_week: ["MONDAY"] },
    },
    result: {
      ...CONNECTION_RESULT,
      syncFrequency: null,
      dataChecks: true,
      schedule: { scheduleType: "CRON", cron: "0 6 * * 1", daysOfWeek: ["MONDAY"] },
    },
  },
  {
    method: "connections.retrieveSyncStatus",
    operation: "GET /v1/connections/{connectionId}",
    call: (client) => client.connections.retrieveSyncStatus("c"),
    sent: "/v1/connections/c",
    data: CONNECTION_DATA,
    result: {
      id: "harbour_choking",
      paused: true,
      status: SUMMARY_RESULT.status,
      succeededAt: null,
      failedAt: null,
      syncFrequency: 360,
      scheduleType: "auto",
    },
  },
  {
    method: "connections.delete",
    operation: "DELETE /v1/connections/{connectionId}",
    call: (client) => client.connections.delete("c"),
    sent: "/v1/connections/c",
  },
  {
    method: "connections.createConnectCard",
    operation: "POST /v1/connections/{connectionId}/connect-card",
    call: (client) =>
      client.connections.createConnectCard("c", { redirectUri: "https://example.com", allFields: true }),
    sent: "/v1/connections/c/connect-card",
    body: { connect_card_config: { redirect_uri: "https://example.com", all_fields: true } },
    data: {
      connector_id: "c",
      connect_card: CARD,
      connect_card_config: { redirect_uri: "https://example.com", all_fields: true },
    },
    result: {
      connectorId: "c",
      connectCard: CARD,
      connectCardConfig: { redirectUri: "https://example.com", allFields: true },
    },
  },
  {
    method: "connections.sync",
    operation: "POST /v1/connections/{connectionId}/sync",
    call: (client) => client.connections.sync("c", { force: true }),
    sent: "/v1/connections/c/sync",
    body: { force: true },
    bare: { code: "Success", message: "Sync has been successfully triggered for connection with id 'c'" },
    result: { code: "Success", message: "Sync has been successfully triggered for connection with id 'c'" },
  },
  {
    method: "connections.resync",
    operation: "POST /v1/connections/{connectionId}/resync",
    call: (client) => client.connections.resync("c", { confirm: true, scope: { some_schema: ["a_table"] } }),
    sent: "/v1/connections/c/resync",
    body: { scope: { some_schema: ["a_table"] } },
    result: { code: "Success", message: "Done" },
  },
  {
    method: "connections.retrieveState",
    operation: "GET /v1/connections/{connectionId}/state",
    call: (client) => client.connections.retrieveState("c"),
    sent: "/v1/connections/c/state",
    data: { state: { last_seen: 1, inner: { some_key: null } } },
    result: { state: { last_seen: 1, inner: { some_key: null } } },
  },
  {
    method: "connections.updateState",
    operation: "PATCH /v1/connections/{connectionId}/state",
    call: (client) => client.connections.updateState("c", { state: { last_seen: 2 } }),
    sent: "/v1/connections/c/state",
    body: { state: { last_seen: 2 } },
    data: { state: { last_seen: 2 } },
    result: { state: { last_seen: 2 } },
  },
  {
    method: "connections.runSetupTests",
    operation: "POST /v1/connections/{connectionId}/test",
    call: (client) => client.connections.runSetupTests("c"),
    sent: "/v1/connections/c/test",
    body: {},
    data: CONNECTION_DATA,
    result: CONNECTION_RESULT,
  },
];
