import type { OperationCase } from "../operations.ts";

const SCHEDULE = {
  scheduleType: "TIME_OF_DAY",
  cron: ["5 4 * * 1"],
  interval: 45,
  daysOfWeek: ["TUESDAY"],
  timeOfDay: "09:30",
  connectionIds: ["c_1"],
  transformationIds: ["tr_2"],
  smartSyncing: true,
};
const SCHEDULE_SENT = {
  schedule_type: "TIME_OF_DAY",
  cron: ["5 4 * * 1"],
  interval: 45,
  days_of_week: ["TUESDAY"],
  time_of_day: "09:30",
  connection_ids: ["c_1"],
  transformation_ids: ["tr_2"],
  smart_syncing: true,
};

/** Names of a package's variables, which a careless conversion would rename. */
const VARIABLES = { some_variable: { inner_key: 1 }, someOther: true };

const STEPS = [{ name: "build", command: "dbt build" }];
const DBT_CONFIG = { projectId: "pr_1", name: "orders", steps: STEPS };
const DBT_CONFIG_SENT = { project_id: "pr_1", name: "orders", steps: STEPS };

const DATA = {
  id: "tr_1",
  type: "QUICKSTART",
  status: "A_NEW_STATUS",
  paused: false,
  schedule: SCHEDULE_SENT,
  created_by_id: "u_1",
  created_at: "2026-01-02T03:04:05Z",
  last_started_at: "2026-01-03T03:04:05Z",
  last_ended_at: null,
  output_model_names: ["orders__daily"],
  transformation_config: {
    package_name: "orders_package",
    connection_ids: ["c_1"],
    excluded_models: ["orders__hourly"],
    group_id: "g_1",
    upgrade_available: true,
    configurable_variables: VARIABLES,
  },
};
const RESULT = {
  id: "tr_1",
  type: "QUICKSTART",
  status: "A_NEW_STATUS",
  paused: false,
  schedule: SCHEDULE,
  createdById: "u_1",
  createdAt: "2026-01-02T03:04:05Z",
  lastStartedAt: "2026-01-03T03:04:05Z",
  lastEndedAt: null,
  outputModelNames: ["orders__daily"],
  transformationConfig: {
    packageName: "orders_package",
    connectionIds: ["c_1"],
    excludedModels: ["orders__hourly"],
    groupId: "g_1",
    upgradeAvailable: true,
    configurableVariables: VARIABLES,
  },
};
const DBT_DATA = { ...DATA, type: "DBT_CORE", transformation_config: DBT_CONFIG_SENT };
const DBT_RESULT = { ...RESULT, type: "DBT_CORE", transformationConfig: DBT_CONFIG };

const PACKAGE_DATA = {
  id: "d_1",
  name: "orders_package",
  version: "1.2.0",
  connector_types: ["shop"],
  output_model_names: ["orders__daily"],
  configurable_variables: { some_variable: { type: "STRING", allowed_values: ["a"] } },
};
const PACKAGE_RESULT = {
  id: "d_1",
  name: "orders_package",
  version: "1.2.0",
  connectorTypes: ["shop"],
  outputModelNames: ["orders__daily"],
  configurableVariables: { some_variable: { type: "STRING", allowed_values: ["a"] } },
};

/** Every method of `client.transformations`. */
export const transformations: OperationCase[] = [
  {
    method: "transformations.list",
    operation: "GET /v1/transformations",
    call: (client) =>
      client.transformations.list({ groupId: "g", projectId: "pr_1", type: "DBT_CORE" }).all(),
    sent: "/v1/transformations?group_id=g&project_id=pr_1&type=DBT_CORE&limit=1000",
    data: { items: [DATA, DBT_DATA] },
    result: [RESULT, DBT_RESULT],
  },
  {
    method: "transformations.create",
    operation: "POST /v1/transformations",
    call: (client) =>
      client.transformations.create({
        type: "DBT_CORE",
        transformationConfig: DBT_CONFIG,
        schedule: SCHEDULE,
        paused: true,
      }),
    sent: "/v1/transformations",
    body: {
      type: "DBT_CORE",
      transformation_config: DBT_CONFIG_SENT,
      schedule: SCHEDULE_SENT,
      paused: true,
    },
    data: DBT_DATA,
    result: DBT_RESULT,
  },
  {
    method: "transformations.create",
    operation: "POST /v1/transformations",
    call: (client) =>
      client.transformations.create({
        type: "QUICKSTART",
        transformationConfig: {
          packageName: "orders_package",
          connectionIds: ["c_1"],
          excludedModels: ["orders__hourly"],
          configurableVariables: VARIABLES,
          groupId: "g_1",
        },
      }),
    sent: "/v1/transformations",
    body: {
      type: "QUICKSTART",
      transformation_config: {
        package_name: "orders_package",
        connection_ids: ["c_1"],
        excluded_models: ["orders__hourly"],
        configurable_variables: VARIABLES,
        group_id: "g_1",
      },
    },
    data: DATA,
    result: RESULT,
  },
  {
    method: "transformations.retrieve",
    operation: "GET /v1/transformations/{transformationId}",
    call: (client) => client.transformations.retrieve("tr+1"),
    sent: "/v1/transformations/tr%2B1",
    data: DATA,
    result: RESULT,
  },
  {
    method: "transformations.update",
    operation: "PATCH /v1/transformations/{transformationId}",
    call: (client) =>
      client.transformations.update("tr", {
        schedule: SCHEDULE,
        paused: false,
        transformationConfig: { excludedModels: [], configurableVariables: VARIABLES, groupId: "g_1" },
      }),
    sent: "/v1/transformations/tr",
    body: {
      schedule: SCHEDULE_SENT,
      paused: false,
      transformation_config: { excluded_models: [], configurable_variables: VARIABLES, group_id: "g_1" },
    },
    data: DATA,
    result: RESULT,
  },
  {
    method: "transformations.update",
    operation: "PATCH /v1/transformations/{transformationId}",
    call: (client) => client.transformations.update("tr", { transformationConfig: DBT_CONFIG }),
    sent: "/v1/transformations/tr",
    body: { transformation_config: DBT_CONFIG_SENT },
    data: DBT_DATA,
    result: DBT_RESULT,
  },
  {
    method: "transformations.delete",
    operation: "DELETE /v1/transformations/{transformationId}",
    call: (client) => client.transformations.delete("tr"),
    sent: "/v1/transformations/tr",
  },
  {
    method: "transformations.run",
    operation: "POST /v1/transformations/{transformationId}/run",
    call: (client) => client.transformations.run("tr", { fullRefresh: true }),
    sent: "/v1/transformations/tr/run",
    body: { full_refresh: true },
  },
  {
    method: "transformations.cancel",
    operation: "POST /v1/transformations/{transformationId}/cancel",
    call: (client) => client.transformations.cancel("tr"),
    sent: "/v1/transformations/tr/cancel",
  },
  {
    method: "transformations.upgrade",
    operation: "POST /v1/transformations/{transformationId}/upgrade",
    call: (client) => client.transformations.upgrade("tr"),
    sent: "/v1/transformations/tr/upgrade",
  },
  {
    method: "transformations.listPackageMetadata",
    operation: "GET /v1/transformations/package-metadata",
    call: (client) =>
      client.transformations.listPackageMetadata({ service: "shop", name: "orders_package" }).all(),
    sent: "/v1/transformations/package-metadata?service=shop&name=orders_package&limit=1000",
    data: { items: [PACKAGE_DATA] },
    result: [PACKAGE_RESULT],
  },
  {
    method: "transformations.retrievePackageMetadata",
    operation: "GET /v1/transformations/package-metadata/{package_definition_id}",
    call: (client) => client.transformations.retrievePackageMetadata("d+1"),
    sent: "/v1/transformations/package-metadata/d%2B1",
    data: PACKAGE_DATA,
    result: PACKAGE_RESULT,
  },
];
