import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, itemsOf } from "../support/api";

const PATH = "/v1/external-logging";
const CONFIG = { workspace_id: "w", primary_key: "hunter2" };

describe("external logging", () => {
  let api: Api;
  let group: string;
  beforeEach(async () => {
    api = await Api.start();
    group = await api.group();
  });
  afterEach(() => api.stop());

  const add = (fields: object = {}) =>
    api.post(PATH, {
      group_id: group,
      service: "azure_monitor_log",
      enabled: true,
      config: CONFIG,
      ...fields,
    });

  it("of a group has the group's id, and its keys are masked", async () => {
    const created = await add();
    expect(created).toMatchObject({ status: 201, message: "External logging service has been added" });
    expect(created.data).toEqual({
      id: group,
      service: "azure_monitor_log",
      enabled: true,
      config: { workspace_id: "w", primary_key: "******" },
    });
    expect(await api.get(`${PATH}/${group}`)).toMatchObject({
      message: "External logging service details retrieved successfully",
      data: created.data as object,
    });
    expect(itemsOf(await api.get(PATH))).toEqual([
      { id: group, service: "azure_monitor_log", enabled: true },
    ]);
    expect(JSON.stringify(api.control.snapshot())).not.toContain("hunter2");
  });

  it("masks what is marked as secret, whatever it is called, and nothing else", async () => {
    expect(
      (await add({ service: "grafana_loki", config: { tenant_id: "t", loki_url: "u" } })).data,
    ).toMatchObject({
      config: { tenant_id: "******", loki_url: "u" },
    });
    const other = await api.group();
    const cloudwatch = { group_id: other, service: "cloudwatch", config: { role_arn: "arn", region: "r" } };
    expect((await add(cloudwatch)).data).toMatchObject({ config: { role_arn: "arn", region: "r" } });
  });

  it("is changed key by key", async () => {
    await add();
    const updated = await api.patch(`${PATH}/${group}`, { enabled: false, config: { workspace_id: "x" } });
    expect(updated).toMatchObject({ message: "External logging service has been updated" });
    expect(updated.data).toMatchObject({
      enabled: false,
      config: { workspace_id: "x", primary_key: "******" },
    });
    expect((await api.get(`${PATH}/${group}`)).data).toEqual(updated.data);
  });

  it("is one a group, of a group and a service that there are", async () => {
    await add();
    expect(await add()).toMatchObject({ status: 409, code: "Conflict" });
    expect(await add({ group_id: "no_group" })).toMatchObject({ status: 404, code: "NotFound_Group" });
    expect(await add({ group_id: await api.group(), service: "moon_log" })).toMatchObject({
      status: 400,
      message: "Unsupported service 'moon_log'",
    });
    expect(await add({ service: undefined })).toMatchObject({
      status: 400,
      message: "Field 'service' is required",
    });
  });

  it("is tested as the rules say", async () => {
    await add({ service: "splunkLog", config: { host: "splunk.test", port: 8088, token: "t" } });
    expect(await api.post(`${PATH}/${group}/test`)).toMatchObject({
      status: 200,
      message: "Setup tests have been completed",
      data: { setup_tests: [{ status: "PASSED" }, { status: "PASSED" }, { status: "PASSED" }] },
    });
    await api.control.setupTests.add({ kind: "connection", tests: [{ title: "C", status: "FAILED" }] });
    await api.control.setupTests.add({ kind: "destination", tests: [{ title: "D", status: "FAILED" }] });
    expect((await api.post(`${PATH}/${group}/test`)).data).toMatchObject({
      setup_tests: [{ status: "PASSED" }, {}, {}],
    });
    const failing = [{ title: "Write", status: "FAILED", message: "no" } as const];
    await api.control.setupTests.add({ kind: "logService", host: "splunk.test", tests: failing });
    expect((await api.post(`${PATH}/${group}/test`)).data).toEqual({ setup_tests: failing });
    // Neither is anything else tested by a rule for log services.
    await api.control.setupTests.clear();
    await api.control.setupTests.add({ kind: "logService", tests: failing });
    const connection = await api.get(`/v1/connections/${await api.connection()}`);
    expect(connection.data).toMatchObject({ status: { setup_state: "connected" } });
  });

  it("goes by a deletion, or with its group; a missing one is NotFound_LogService", async () => {
    await add();
    expect(await api.delete(`${PATH}/${group}`)).toMatchObject({
      message: `External logging service with id '${group}' has been deleted`,
    });
    const missing = { status: 404, code: "NotFound_LogService" };
    expect(await api.get(`${PATH}/${group}`)).toMatchObject(missing);
    expect(await api.patch(`${PATH}/${group}`, { enabled: true })).toMatchObject(missing);
    expect(await api.delete(`${PATH}/${group}`)).toMatchObject(missing);
    expect(await api.post(`${PATH}/${group}/test`)).toMatchObject(missing);
    await add();
    await api.delete(`/v1/groups/${group}`);
    expect(itemsOf(await api.get(PATH))).toEqual([]);
  });

  it("of the account is tested too, as Fivetran's own command line does it", async () => {
    const test = `${PATH}/account/test`;
    expect(await api.post(test)).toMatchObject({ status: 404, code: "NotFound_LogService" });
    await api.post(`${PATH}/account`, { service: "azure_monitor_log", config: CONFIG });
    expect(await api.post(test)).toMatchObject({
      status: 200,
      data: { setup_tests: [{ status: "PASSED" }, { status: "PASSED" }, { status: "PASSED" }] },
    });
  });

  it("has a status and results once it was tested, at once where that is asked for", async () => {
    expect((await add()).data).not.toHaveProperty("status");
    await api.control.setupTests.add({
      kind: "logService",
      tests: [{ title: "Login", status: "FAILED", message: "wrong key" }],
    });
    const failed = await api.patch(`${PATH}/${group}`, { run_setup_tests: true });
    expect(failed.data).toMatchObject({
      status: {
        setup_state: "incomplete",
        tasks: [{ code: "reconnect_log", details: "Login: wrong key" }],
      },
      setup_tests: [{ title: "Login", status: "FAILED" }],
    });
    expect(itemsOf(await api.get(PATH))).toMatchObject([{ status: { setup_state: "incomplete" } }]);
    await api.control.setupTests.clear();
    await api.patch(`${PATH}/${group}`, { enabled: true });
    expect((await api.get(`${PATH}/${group}`)).data).toHaveProperty("status.setup_state", "incomplete");
    await api.post(`${PATH}/${group}/test`);
    expect((await api.get(`${PATH}/${group}`)).data).toMatchObject({
      status: { setup_state: "connected", tasks: [] },
      setup_tests: [{ status: "PASSED" }, { status: "PASSED" }, { status: "PASSED" }],
    });
    const ofAccount = await api.post(`${PATH}/account`, {
      service: "dynatrace",
      config: { environment_id: "abc", api_token: "hidden" },
      run_setup_tests: true,
    });
    expect(ofAccount.data).toMatchObject({
      service: "dynatrace",
      config: { environment_id: "abc", api_token: "******" },
      status: { setup_state: "connected" },
    });
  });

  it("of the account is one beside those of groups", async () => {
    const path = `${PATH}/account`;
    const missing = { status: 404, code: "NotFound_LogService" };
    expect(await api.get(path)).toMatchObject(missing);
    const created = await api.post(path, { service: "datadog_log", config: { api_key: "k", region: "EU" } });
    expect(created).toMatchObject({
      status: 201,
      message: "Account external logging service has been added",
      data: {
        id: "account",
        service: "datadog_log",
        enabled: true,
        config: { api_key: "******", region: "EU" },
      },
    });
    expect(await api.post(path, { service: "datadog_log" })).toMatchObject({ status: 409, code: "Conflict" });
    expect(await api.patch(path, { enabled: false })).toMatchObject({
      message: "Account external logging service has been updated",
      data: { enabled: false, config: { region: "EU" } },
    });
    expect(await api.get(path)).toMatchObject({
      message: "Account external logging service details retrieved successfully",
      data: { enabled: false },
    });
    expect(itemsOf(await api.get(PATH))).toEqual([]);
    expect(await api.delete(path)).toMatchObject({
      message: "Account external logging service has been deleted",
    });
    expect(await api.delete(path)).toMatchObject(missing);
    expect(await api.patch(path, { enabled: true })).toMatchObject(missing);
  });
});
