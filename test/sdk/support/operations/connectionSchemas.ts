import type { OperationCase } from "../operations.ts";

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

/** Every method of `client.connectionSchemas`. */
export const connectionSchemas: OperationCase[] = [
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
