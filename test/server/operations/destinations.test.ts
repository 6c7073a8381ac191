import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, itemsOf } from "../support/api";

describe("destinations", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  const body = (group: string, more: object = {}): object => ({
    group_id: group,
    service: "snowflake",
    time_zone_offset: "-5",
    config: { host: "acme.example.com", port: 443, auth: "PASSWORD", user: "u", password: "hunter2" },
    ...more,
  });

  it("have their group's id, defaults, ports as text, masked secrets, and the tests that ran", async () => {
    const group = await api.group();
    const created = await api.post("/v1/destinations", body(group));
    expect(created).toMatchObject({ status: 201, code: "Success", message: "Destination has been created" });
    expect(created.data).toMatchObject({
      id: group,
      group_id: group,
      service: "snowflake",
      region: "GCP_US_EAST4",
      time_zone_offset: "-5",
      setup_status: "connected",
      daylight_saving_time_enabled: false,
      networking_method: "Directly",
      config: { host: "acme.example.com", port: "443", auth: "PASSWORD", user: "u", password: "******" },
      setup_tests: [{ status: "PASSED" }, { status: "PASSED" }, { status: "PASSED" }],
    });
    const details = await api.get(`/v1/destinations/${group}`);
    expect(details.data).not.toHaveProperty("setup_tests");
    expect(details.data).toHaveProperty("daylight_saving_time_enabled", false);
  });

  it("have digits for a port, however large the number is that was sent", async () => {
    const group = await api.group();
    const config = { host: "acme.example.com", port: 1e21, auth: "PASSWORD", user: "u", password: "hunter2" };
    const created = await api.post("/v1/destinations", body(group, { config }));
    expect(created.data).toMatchObject({ config: { port: "1000000000000000000000" } });
  });

  it("are listed without config", async () => {
    await api.post("/v1/destinations", body(await api.group()));
    const list = await api.get("/v1/destinations");
    expect(list.message).toBe("Destinations list retrieved successfully");
    expect(itemsOf(list)).toHaveLength(1);
    expect(itemsOf(list)[0]).toHaveProperty("daylight_saving_time_enabled", false);
    expect(itemsOf(list)[0]).not.toHaveProperty("config");
  });

  it("are one a group, in a group that exists, of a known service", async () => {
    const group = await api.group();
    await api.post("/v1/destinations", body(group));
    expect(await api.post("/v1/destinations", body(group))).toMatchObject({ status: 409, code: "Conflict" });
    expect(await api.post("/v1/destinations", body("no_group"))).toMatchObject({
      status: 404,
      code: "NotFound",
      message: "Destination with id 'no_group' not found",
    });
    expect(await api.post("/v1/destinations", body(group, { service: "No-Such" }))).toMatchObject({
      status: 400,
      code: "InvalidInput",
      message: "Unsupported service 'No-Such'",
    });
  });

  it.each([
    [{ group_id: undefined }, "Field 'group_id' is required"],
    [{ service: undefined }, "Field 'service' is required"],
    [{ time_zone_offset: undefined }, "Field 'time_zone_offset' is required"],
    [{ time_zone_offset: "+13" }, "Field 'time_zone_offset' has an invalid value"],
    [{ region: "MOON" }, "Field 'region' has an invalid value"],
    [{ run_setup_tests: "yes" }, "Field 'run_setup_tests' has an invalid value"],
    [{ config: "x" }, "Invalid 'config' object"],
  ])("refuse %j", async (wrong, message) => {
    const group = await api.group();
    expect(await api.post("/v1/destinations", body(group, wrong))).toMatchObject({
      status: 400,
      code: "InvalidInput",
      message,
    });
  });

  it("are incomplete while their tests did not run or failed, and keep that after a reread", async () => {
    const untested = await api.group();
    await api.post("/v1/destinations", body(untested, { run_setup_tests: false }));
    expect((await api.get(`/v1/destinations/${untested}`)).data).toMatchObject({
      setup_status: "incomplete",
    });

    await api.control.setupTests.add({
      host: "acme.example.com",
      tests: [{ title: "Validate Login", status: "FAILED", message: "wrong password" }],
    });
    const failing = await api.group();
    const created = await api.post("/v1/destinations", body(failing));
    expect(created).toMatchObject({
      status: 201,
      data: {
        setup_status: "incomplete",
        setup_tests: [{ title: "Validate Login", status: "FAILED", message: "wrong password" }],
      },
    });
    await api.control.setupTests.clear();
    expect(await api.post(`/v1/destinations/${failing}/test`, {})).toMatchObject({
      status: 200,
      message: "Setup tests have been completed",
      data: { setup_status: "connected" },
    });
  });

  it("are tested until what must be trusted is", async () => {
    await api.control.setupTests.add({
      kind: "destination",
      untilTrusted: "certificates",
      tests: [{ title: "Validate Certificate", status: "FAILED", message: "not trusted" }],
    });
    const group = await api.group();
    await api.post("/v1/destinations", body(group));
    expect((await api.get(`/v1/destinations/${group}`)).data).toMatchObject({ setup_status: "incomplete" });
    const trusted = await api.post(`/v1/destinations/${group}/test`, { trust_certificates: true });
    expect(trusted.data).toMatchObject({ setup_status: "connected" });
    expect(trusted.data).not.toHaveProperty("trust_certificates");
  });

  it("merge an update into the config, and null removes a key", async () => {
    const group = await api.group();
    await api.post("/v1/destinations", body(group));
    const updated = await api.patch(`/v1/destinations/${group}`, {
      region: "AWS_EU_WEST_1",
      config: { user: null, role: "r", port: 8443, tunnel_port: 22 },
    });
    expect(updated).toMatchObject({ status: 200, message: "Destination has been updated" });
    const details = (await api.get(`/v1/destinations/${group}`)).data;
    expect(details).toMatchObject({
      region: "AWS_EU_WEST_1",
      config: { host: "acme.example.com", port: "8443", tunnel_port: "22", role: "r", password: "******" },
    });
    expect(details).not.toHaveProperty("config.user");
  });

  it("forget the proxy agent when they leave it", async () => {
    const group = await api.group();
    await api.post(
      "/v1/destinations",
      body(group, { networking_method: "ProxyAgent", proxy_agent_id: "some_agent" }),
    );
    expect((await api.get(`/v1/destinations/${group}`)).data).toHaveProperty("proxy_agent_id", "some_agent");
    await api.patch(`/v1/destinations/${group}`, { networking_method: "Directly" });
    expect((await api.get(`/v1/destinations/${group}`)).data).not.toHaveProperty("proxy_agent_id");
  });

  it("stay while a connection uses them, Fivetran's own included", async () => {
    await api.control.configure({ addMetadataConnections: true });
    const id = await api.destination();
    const [own] = itemsOf(await api.get(`/v1/groups/${id}/connections`));
    expect(own).toMatchObject({ schema: "fivetran_metadata" });
    expect(await api.delete(`/v1/destinations/${id}`)).toMatchObject({ status: 409, code: "Conflict" });
    await api.delete(`/v1/connections/${String(own?.["id"])}`);
    expect(await api.delete(`/v1/destinations/${id}`)).toMatchObject({
      status: 200,
      message: `Destination with id '${id}' has been deleted`,
    });
    expect(await api.get(`/v1/destinations/${id}`)).toMatchObject({
      status: 404,
      code: "NotFound_Destination",
    });
    expect(await api.get(`/v1/groups/${id}`)).toMatchObject({ status: 200 });
  });
});
