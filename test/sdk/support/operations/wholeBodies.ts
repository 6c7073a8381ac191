import { customService } from "@pulumi-fivetran/sdk";
import { expect } from "vitest";
import { CONNECTION, DESTINATION } from "../api.ts";
import type { OperationCase } from "../operations.ts";

const TRUST = { trustCertificates: true, trustFingerprints: true };
const TRUST_SENT = { trust_certificates: true, trust_fingerprints: true };

const LINKS = {
  networkingMethod: "ProxyAgent",
  proxyAgentId: "p",
  privateLinkId: "l",
  hybridDeploymentAgentId: "h",
  externalSecretsManagerId: "e",
  externalSecretsKeysConfig: { password: "key_of_password" },
};
const LINKS_SENT = {
  networking_method: "ProxyAgent",
  proxy_agent_id: "p",
  private_link_id: "l",
  hybrid_deployment_agent_id: "h",
  external_secrets_manager_id: "e",
  external_secrets_keys_config: { password: "key_of_password" },
};

const CONNECTION_SETTINGS = {
  ...TRUST,
  ...LINKS,
  config: {},
  auth: {},
  paused: true,
  pauseAfterTrial: true,
  syncFrequency: 1440,
  dailySyncTime: "14:00",
  scheduleType: "auto",
  dataDelaySensitivity: "CUSTOM",
  dataDelayThreshold: 5,
  destinationConfiguration: { virtualWarehouse: "W" },
  schedule: {
    scheduleType: "INTERVAL",
    interval: 45,
    timeOfDay: "09:00",
    daysOfWeek: ["MONDAY"],
    cron: "0 6 * * 1",
  },
  dataChecks: true,
  runSetupTests: true,
};
const CONNECTION_SETTINGS_SENT = {
  ...TRUST_SENT,
  ...LINKS_SENT,
  config: {},
  auth: {},
  paused: true,
  pause_after_trial: true,
  sync_frequency: 1440,
  daily_sync_time: "14:00",
  schedule_type: "auto",
  data_delay_sensitivity: "CUSTOM",
  data_delay_threshold: 5,
  destination_configuration: { virtual_warehouse: "W" },
  schedule: {
    schedule_type: "INTERVAL",
    interval: 45,
    time_of_day: "09:00",
    days_of_week: ["MONDAY"],
    cron: "0 6 * * 1",
  },
  data_checks: true,
  run_setup_tests: true,
};

const DESTINATION_SETTINGS = {
  ...TRUST,
  ...LINKS,
  config: {},
  region: "AWS_EU_WEST_1",
  timeZoneOffset: "+1",
  daylightSavingTimeEnabled: true,
  runSetupTests: true,
};
const DESTINATION_SETTINGS_SENT = {
  ...TRUST_SENT,
  ...LINKS_SENT,
  config: {},
  region: "AWS_EU_WEST_1",
  time_zone_offset: "+1",
  daylight_saving_time_enabled: true,
  run_setup_tests: true,
};

const COLUMN = { enabled: true, hashed: false, isPrimaryKey: true, targetDataType: null };
const COLUMN_SENT = { enabled: true, hashed: false, is_primary_key: true, target_data_type: null };
const FILTER = {
  name: "f",
  description: "d",
  operator: "OR",
  columnClauses: [
    { column: "status", columnType: "STRING", operator: "EQUALS", values: ["A"] },
    { column: "total", columnType: "LONG", operator: "IS_NULL", values: [] },
  ],
};
const FILTER_SENT = {
  name: "f",
  description: "d",
  operator: "OR",
  column_clauses: [
    { column: "status", column_type: "STRING", operator: "EQUALS", values: ["A"] },
    { column: "total", column_type: "LONG", operator: "IS_NULL", values: [] },
  ],
};
const TABLE = { enabled: true, syncMode: "LIVE", rowFilter: FILTER, columns: { c_1: COLUMN } };
const TABLE_SENT = {
  enabled: true,
  sync_mode: "LIVE",
  row_filter: FILTER_SENT,
  columns: { c_1: COLUMN_SENT },
};
const SCHEMA = { enabled: true, tables: { t_1: TABLE } };
const SCHEMA_SENT = { enabled: true, tables: { t_1: TABLE_SENT } };

const connection = { data: CONNECTION, result: expect.objectContaining({ id: CONNECTION.id }) as unknown };
const destination = { data: DESTINATION, result: expect.objectContaining({ id: DESTINATION.id }) as unknown };
const schemas = {
  data: { schema_change_handling: "ALLOW_ALL", schemas: {} },
  result: { schemaChangeHandling: "ALLOW_ALL", schemas: {} },
};

/** Rows that send every field of the bodies of which the other rows send a part. */
export const wholeBodies: OperationCase[] = [
  {
    method: "connections.create",
    operation: "POST /v1/connections",
    call: (client) =>
      client.connections.create({
        ...CONNECTION_SETTINGS,
        groupId: "g",
        service: customService("new_service"),
        destinationSchemaNames: "SOURCE_NAMING",
        runSetupTests: false,
        connectCardConfig: { redirectUri: "https://example.com", hideSetupGuide: true, allFields: true },
      }),
    sent: "/v1/connections",
    body: {
      ...CONNECTION_SETTINGS_SENT,
      group_id: "g",
      service: "new_service",
      destination_schema_names: "SOURCE_NAMING",
      run_setup_tests: false,
      connect_card_config: { redirect_uri: "https://example.com", hide_setup_guide: true, all_fields: true },
    },
    ...connection,
  },
  {
    method: "connections.update",
    operation: "PATCH /v1/connections/{connectionId}",
    call: (client) =>
      client.connections.update("c", {
        ...CONNECTION_SETTINGS,
        schemaStatus: "ready",
        isHistoricalSync: true,
      }),
    sent: "/v1/connections/c",
    body: { ...CONNECTION_SETTINGS_SENT, schema_status: "ready", is_historical_sync: true },
    ...connection,
  },
  {
    method: "connections.createConnectCard",
    operation: "POST /v1/connections/{connectionId}/connect-card",
    call: (client) =>
      client.connections.createConnectCard("c", { redirectUri: "https://example.com", hideSetupGuide: true }),
    sent: "/v1/connections/c/connect-card",
    body: { connect_card_config: { redirect_uri: "https://example.com", hide_setup_guide: true } },
    data: { connector_id: "c", connect_card: { token: "t", uri: "u" } },
    result: { connectorId: "c", connectCard: { token: "t", uri: "u" } },
  },
  {
    method: "connections.runSetupTests",
    operation: "POST /v1/connections/{connectionId}/test",
    call: (client) => client.connections.runSetupTests("c", TRUST),
    sent: "/v1/connections/c/test",
    body: TRUST_SENT,
    ...connection,
  },
  {
    method: "destinations.create",
    operation: "POST /v1/destinations",
    call: (client) =>
      client.destinations.create({ ...DESTINATION_SETTINGS, groupId: "g", service: "snowflake" }),
    sent: "/v1/destinations",
    body: { ...DESTINATION_SETTINGS_SENT, group_id: "g", service: "snowflake" },
    ...destination,
  },
  {
    method: "destinations.update",
    operation: "PATCH /v1/destinations/{destinationId}",
    call: (client) => client.destinations.update("d", DESTINATION_SETTINGS),
    sent: "/v1/destinations/d",
    body: DESTINATION_SETTINGS_SENT,
    ...destination,
  },
  {
    method: "connectionSchemas.precreate",
    operation: "POST /v1/connections/{connectionId}/schemas",
    call: (client) =>
      client.connectionSchemas.precreate("c", {
        schemaChangeHandling: "ALLOW_ALL",
        schemas: { s_1: SCHEMA },
      }),
    sent: "/v1/connections/c/schemas",
    body: { schema_change_handling: "ALLOW_ALL", schemas: { s_1: SCHEMA_SENT } },
  },
  {
    method: "connectionSchemas.update",
    operation: "PATCH /v1/connections/{connectionId}/schemas",
    call: (client) =>
      client.connectionSchemas.update("c", {
        schemaChangeHandling: "ALLOW_ALL",
        isTypeLocked: true,
        schemas: { s_1: SCHEMA },
      }),
    sent: "/v1/connections/c/schemas",
    body: { schema_change_handling: "ALLOW_ALL", is_type_locked: true, schemas: { s_1: SCHEMA_SENT } },
    ...schemas,
  },
  {
    method: "connectionSchemas.updateSchema",
    operation: "PATCH /v1/connections/{connectionId}/schemas/{schemaName}",
    call: (client) => client.connectionSchemas.updateSchema("c", "s", SCHEMA),
    sent: "/v1/connections/c/schemas/s",
    body: SCHEMA_SENT,
    ...schemas,
  },
  {
    method: "connectionSchemas.updateTable",
    operation: "PATCH /v1/connections/{connectionId}/schemas/{schemaName}/tables/{tableName}",
    call: (client) => client.connectionSchemas.updateTable("c", "s", "t", TABLE),
    sent: "/v1/connections/c/schemas/s/tables/t",
    body: TABLE_SENT,
    ...schemas,
  },
  {
    method: "connectionSchemas.updateTable",
    operation: "PATCH /v1/connections/{connectionId}/schemas/{schemaName}/tables/{tableName}",
    call: (client) => client.connectionSchemas.updateTable("c", "s", "t", { rowFilter: null }),
    sent: "/v1/connections/c/schemas/s/tables/t",
    body: { row_filter: null },
    data: {
      schemas: {
        s: {
          tables: {
            t: {
              row_filter: FILTER_SENT,
              parent_table: "p",
              columns: { c_1: { target_data_type: "A_new_type" } },
            },
          },
        },
      },
      row_filtering_supported: true,
    },
    result: {
      schemas: {
        s: {
          tables: {
            t: { rowFilter: FILTER, parentTable: "p", columns: { c_1: { targetDataType: "A_new_type" } } },
          },
        },
      },
      rowFilteringSupported: true,
    },
  },
  {
    method: "connections.create",
    operation: "POST /v1/connections",
    call: (client) =>
      client.connections.create({ groupId: "g", service: "postgres", config: { schema_prefix: "s" } }),
    sent: "/v1/connections",
    body: {
      group_id: "g",
      service: "postgres",
      config: { schema_prefix: "s" },
      destination_schema_names: "FIVETRAN_NAMING",
    },
    ...connection,
  },
  {
    method: "connectionSchemas.updateColumn",
    operation:
      "PATCH /v1/connections/{connectionId}/schemas/{schemaName}/tables/{tableName}/columns/{columnName}",
    call: (client) => client.connectionSchemas.updateColumn("c", "s", "t", "c_1", COLUMN),
    sent: "/v1/connections/c/schemas/s/tables/t/columns/c_1",
    body: COLUMN_SENT,
    ...schemas,
  },
];
