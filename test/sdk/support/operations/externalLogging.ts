import type { OperationCase } from "../operations.ts";

const CONFIG = { log_group_name: "logs", someKey: { inner_key: "******" } };
const TESTS = { setup_tests: [{ title: "Connects", status: "PASSED", message: "" }] };
const ALERT = { code: "reconnect_log", message: "m", details: "d" };
const STATUS = { setup_state: "broken", tasks: [ALERT] };
const STATUS_RESULT = { setupState: "broken", tasks: [ALERT] };
const SERVICE = {
  id: "g_1",
  service: "cloudwatch",
  enabled: true,
  config: CONFIG,
  status: STATUS,
  setup_tests: TESTS.setup_tests,
};
const RESULT = {
  id: "g_1",
  service: "cloudwatch",
  enabled: true,
  config: CONFIG,
  status: STATUS_RESULT,
  setupTests: TESTS.setup_tests,
};

/** Every method of `client.externalLogging`. */
export const externalLogging: OperationCase[] = [
  {
    method: "externalLogging.list",
    operation: "GET /v1/external-logging",
    call: (client) => client.externalLogging.list().all(),
    sent: "/v1/external-logging?limit=1000",
    data: { items: [{ id: "g_1", service: "cloudwatch", enabled: true, status: STATUS }] },
    result: [{ id: "g_1", service: "cloudwatch", enabled: true, status: STATUS_RESULT }],
  },
  {
    method: "externalLogging.create",
    operation: "POST /v1/external-logging",
    call: (client) =>
      client.externalLogging.create({
        groupId: "g_1",
        service: "cloudwatch",
        enabled: true,
        config: CONFIG,
        runSetupTests: true,
      }),
    sent: "/v1/external-logging",
    body: { group_id: "g_1", service: "cloudwatch", enabled: true, config: CONFIG, run_setup_tests: true },
    data: SERVICE,
    result: RESULT,
  },
  {
    method: "externalLogging.retrieve",
    operation: "GET /v1/external-logging/{logId}",
    call: (client) => client.externalLogging.retrieve("g_1"),
    sent: "/v1/external-logging/g_1",
    data: SERVICE,
    result: RESULT,
  },
  {
    method: "externalLogging.update",
    operation: "PATCH /v1/external-logging/{logId}",
    call: (client) =>
      client.externalLogging.update("g_1", { enabled: false, config: CONFIG, runSetupTests: true }),
    sent: "/v1/external-logging/g_1",
    body: { enabled: false, config: CONFIG, run_setup_tests: true },
    data: SERVICE,
    result: RESULT,
  },
  {
    method: "externalLogging.delete",
    operation: "DELETE /v1/external-logging/{logId}",
    call: (client) => client.externalLogging.delete("g_1"),
    sent: "/v1/external-logging/g_1",
  },
  {
    method: "externalLogging.runSetupTests",
    operation: "POST /v1/external-logging/{logId}/test",
    call: (client) => client.externalLogging.runSetupTests("g_1"),
    sent: "/v1/external-logging/g_1/test",
    data: TESTS,
    result: { setupTests: TESTS.setup_tests },
  },
  {
    method: "externalLogging.createForAccount",
    operation: "POST /v1/external-logging/account",
    call: (client) =>
      client.externalLogging.createForAccount({
        service: "cloudwatch",
        enabled: true,
        config: CONFIG,
        runSetupTests: true,
      }),
    sent: "/v1/external-logging/account",
    body: { service: "cloudwatch", enabled: true, config: CONFIG, run_setup_tests: true },
    data: SERVICE,
    result: RESULT,
  },
  {
    method: "externalLogging.retrieveForAccount",
    operation: "GET /v1/external-logging/account",
    call: (client) => client.externalLogging.retrieveForAccount(),
    sent: "/v1/external-logging/account",
    data: SERVICE,
    result: RESULT,
  },
  {
    method: "externalLogging.updateForAccount",
    operation: "PATCH /v1/external-logging/account",
    call: (client) =>
      client.externalLogging.updateForAccount({ enabled: false, config: CONFIG, runSetupTests: true }),
    sent: "/v1/external-logging/account",
    body: { enabled: false, config: CONFIG, run_setup_tests: true },
    data: SERVICE,
    result: RESULT,
  },
  {
    method: "externalLogging.deleteForAccount",
    operation: "DELETE /v1/external-logging/account",
    call: (client) => client.externalLogging.deleteForAccount(),
    sent: "/v1/external-logging/account",
  },
  {
    method: "externalLogging.runSetupTestsForAccount",
    operation: "POST /v1/external-logging/account/test",
    call: (client) => client.externalLogging.runSetupTestsForAccount(),
    sent: "/v1/external-logging/account/test",
    data: TESTS,
    result: { setupTests: TESTS.setup_tests },
  },
];
