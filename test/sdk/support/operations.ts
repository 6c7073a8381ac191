import type { FivetranClient } from "@pulumi-fivetran/sdk";
import { CONNECTION, DESTINATION, GROUP } from "./api.ts";

/** One method of the client, and the request it must make. */
export interface OperationCase {
  /** Area and name of the method. */
  readonly method: string;

  /** As Fivetran's document names the operation. */
  readonly operation: string;

  call(client: FivetranClient): Promise<unknown>;

  /** The path as sent, encoded, with the query. */
  readonly sent: string;
  readonly body?: unknown;

  /** `data` of the answer. */
  readonly data?: unknown;
  readonly result?: unknown;
}

const SUMMARY_RESULT = {
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

const TESTS = [{ title: "Host Connection", status: "PASSED", message: "", details: { some_key: [1] } }];
const CONFIG = { host: "db", update_method: "XMIN", password: "******", someKey: { inner_key: 1 } };
const CONNECTION_DATA = { ...CONNECTION, config: CONFIG, setup_tests: TESTS };
const CONNECTION_RESULT = { ...SUMMARY_RESULT, config: CONFIG, setupTests: TESTS };

const GROUP_RESULT = { id: "decent_dropsy", name: "analytics", createdAt: "2026-01-02T03:04:05.678901Z" };
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

/** Names of user's data that a careless conversion would rename. */
const COLUMN_DATA = {
  name_in_destination: "e_mail",
  enabled: true,
  hashed: true,
  is_primary_key: false,
  enabled_patch_settings: { allowed: false, reason_code: "OTHER", reason: "because" },
};
const COLUMN_RESULT = {
  nameInDestination: "e_mail",
  enabled: true,
  hashed: true,
  isPrimaryKey: false,
  enabledPatchSettings: { allowed: false, reasonCode: "OTHER", reason: "because" },
};
const SCHEMAS_DATA = {
  schema_change_handling: "ALLOW_COLUMNS",
  enable_new_by_default: false,
  schemas: {
    public_schema: {
      name_in_destination: "public_schema",
      enabled: true,
      tables: {
        "order_items.v1": {
          name_in_destination: "order_items",
          enabled: true,
          enabled_patch_settings: { allowed: true },
          supports_columns_config: true,
          supports_history_mode: false,
          sync_mode: "SOFT_DELETE",
          columns: { e_mail: COLUMN_DATA },
        },
      },
    },
  },
};
const SCHEMAS_RESULT = {
  schemaChangeHandling: "ALLOW_COLUMNS",
  enableNewByDefault: false,
  schemas: {
    public_schema: {
      nameInDestination: "public_schema",
      enabled: true,
      tables: {
        "order_items.v1": {
          nameInDestination: "order_items",
          enabled: true,
          enabledPatchSettings: { allowed: true },
          supportsColumnsConfig: true,
          supportsHistoryMode: false,
          syncMode: "SOFT_DELETE",
          columns: { e_mail: COLUMN_RESULT },
        },
      },
    },
  },
};
const SCHEMAS_CHANGE = {
  schemaChangeHandling: "BLOCK_ALL",
  schemas: {
    public_schema: {
      enabled: true,
      tables: {
        some_table: { syncMode: "HISTORY", columns: { e_mail: { hashed: true, isPrimaryKey: false } } },
      },
    },
    other: {},
  },
};
const SCHEMAS_CHANGE_SENT = {
  schema_change_handling: "BLOCK_ALL",
  schemas: {
    public_schema: {
      enabled: true,
      tables: {
        some_table: { sync_mode: "HISTORY", columns: { e_mail: { hashed: true, is_primary_key: false } } },
      },
    },
    other: {},
  },
};

const CARD = { token: "card-token", uri: "https://fivetran.com/connect-card/x" };
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

const page = (item: unknown) => ({ items: [item] });

const groups: OperationCase[] = [
  {
    method: "groups.list",
    operation: "GET /v1/groups",
    call: (client) => client.groups.list().all(),
    sent: "/v1/groups?limit=1000",
    data: page(GROUP),
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
    call: (client) => client.groups.retrieve("g 1"),
    sent: "/v1/groups/g%201",
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
    data: page(CONNECTION),
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
    data: page(USER),
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

const destinations: OperationCase[] = [
  {
    method: "destinations.list",
    operation: "GET /v1/destinations",
    call: (client) => client.destinations.list().all(),
    sent: "/v1/destinations?limit=1000",
    data: page(DESTINATION_DATA),
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
        config: { snake_key: 1, camelKey: { inner_key: null } },
        daylightSavingTimeEnabled: true,
        runSetupTests: false,
        externalSecretsKeysConfig: { my_key: "vaultKey" },
      }),
    sent: "/v1/destinations",
    body: {
      group_id: "g",
      service: "snowflake",
      time_zone_offset: "-5",
      config: { snake_key: 1, camelKey: { inner_key: null } },
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

const connections: OperationCase[] = [
  {
    method: "connections.list",
    operation: "GET /v1/connections",
    call: (client) => client.connections.list({ groupId: "g", schema: "orders" }).all(),
    sent: "/v1/connections?group_id=g&schema=orders&limit=1000",
    data: page(CONNECTION),
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
        config: { update_method: "XMIN", someKey: undefined },
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
      config: { update_method: "XMIN" },
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
  },
  {
    method: "connections.resync",
    operation: "POST /v1/connections/{connectionId}/resync",
    call: (client) => client.connections.resync("c", { confirm: true, scope: { some_schema: ["a_table"] } }),
    sent: "/v1/connections/c/resync",
    body: { scope: { some_schema: ["a_table"] } },
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

const connectionSchemas: OperationCase[] = [
  {
    method: "connectionSchemas.retrieve",
    operation: "GET /v1/connections/{connectionId}/schemas",
    call: (client) => client.connectionSchemas.retrieve("c"),
    sent: "/v1/connections/c/schemas",
    data: SCHEMAS_DATA,
    result: SCHEMAS_RESULT,
  },
  {
    method: "connectionSchemas.precreate",
    operation: "POST /v1/connections/{connectionId}/schemas",
    call: (client) => client.connectionSchemas.precreate("c", SCHEMAS_CHANGE),
    sent: "/v1/connections/c/schemas",
    body: SCHEMAS_CHANGE_SENT,
    data: SCHEMAS_DATA,
    result: undefined,
  },
  {
    method: "connectionSchemas.update",
    operation: "PATCH /v1/connections/{connectionId}/schemas",
    call: (client) => client.connectionSchemas.update("c", SCHEMAS_CHANGE),
    sent: "/v1/connections/c/schemas",
    body: SCHEMAS_CHANGE_SENT,
    data: SCHEMAS_DATA,
    result: SCHEMAS_RESULT,
  },
  {
    method: "connectionSchemas.reload",
    operation: "POST /v1/connections/{connectionId}/schemas/reload",
    call: (client) => client.connectionSchemas.reload("c"),
    sent: "/v1/connections/c/schemas/reload",
    body: { exclude_mode: "PRESERVE" },
    data: SCHEMAS_DATA,
    result: SCHEMAS_RESULT,
  },
  {
    method: "connectionSchemas.updateSchema",
    operation: "PATCH /v1/connections/{connectionId}/schemas/{schemaName}",
    call: (client) =>
      client.connectionSchemas.updateSchema("c", "my.schema", { tables: { t_1: { syncMode: "LIVE" } } }),
    sent: "/v1/connections/c/schemas/my.schema",
    body: { tables: { t_1: { sync_mode: "LIVE" } } },
    data: SCHEMAS_DATA,
    result: SCHEMAS_RESULT,
  },
  {
    method: "connectionSchemas.updateTable",
    operation: "PATCH /v1/connections/{connectionId}/schemas/{schemaName}/tables/{tableName}",
    call: (client) => client.connectionSchemas.updateTable("c", "s", "a/b", { enabled: false }),
    sent: "/v1/connections/c/schemas/s/tables/a%2Fb",
    body: { enabled: false },
    data: SCHEMAS_DATA,
    result: SCHEMAS_RESULT,
  },
  {
    method: "connectionSchemas.updateColumn",
    operation:
      "PATCH /v1/connections/{connectionId}/schemas/{schemaName}/tables/{tableName}/columns/{columnName}",
    call: (client) => client.connectionSchemas.updateColumn("c", "s", "t", "naïve", { hashed: true }),
    sent: "/v1/connections/c/schemas/s/tables/t/columns/na%C3%AFve",
    body: { hashed: true },
    data: SCHEMAS_DATA,
    result: SCHEMAS_RESULT,
  },
  {
    method: "connectionSchemas.retrieveColumns",
    operation: "GET /v1/connections/{connectionId}/schemas/{schema}/tables/{table}/columns",
    call: (client) => client.connectionSchemas.retrieveColumns("c", "s", "t"),
    sent: "/v1/connections/c/schemas/s/tables/t/columns",
    data: { columns: { e_mail: COLUMN_DATA } },
    result: { columns: { e_mail: COLUMN_RESULT } },
  },
  {
    method: "connectionSchemas.dropColumn",
    operation:
      "DELETE /v1/connections/{connectionId}/schemas/{schemaName}/tables/{tableName}/columns/{columnName}",
    call: (client) => client.connectionSchemas.dropColumn("c", "s", "t", "x y"),
    sent: "/v1/connections/c/schemas/s/tables/t/columns/x%20y",
  },
  {
    method: "connectionSchemas.dropColumns",
    operation: "POST /v1/connections/{connectionId}/schemas/drop-columns",
    call: (client) =>
      client.connectionSchemas.dropColumns("c", {
        schemas: { a_s: { tables: { a_t: { columns: ["a_c"] } } } },
      }),
    sent: "/v1/connections/c/schemas/drop-columns",
    body: { schemas: { a_s: { tables: { a_t: { columns: ["a_c"] } } } } },
  },
  {
    method: "connectionSchemas.resyncTables",
    operation: "POST /v1/connections/{connectionId}/schemas/tables/resync",
    call: (client) =>
      client.connectionSchemas.resyncTables("c", { confirm: true, schemas: { some_schema: ["a_table"] } }),
    sent: "/v1/connections/c/schemas/tables/resync",
    body: { some_schema: ["a_table"] },
  },
];

/** Every method of the four areas. */
export const OPERATIONS: readonly OperationCase[] = [
  ...groups,
  ...destinations,
  ...connections,
  ...connectionSchemas,
];
