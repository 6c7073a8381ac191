import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { namingOf, servicesOf } from "../../../server/src/facts/services";
import { Api, idOf, itemsOf } from "../support/api";

describe("connections", () => {
  let api: Api;
  let group: string;
  beforeEach(async () => {
    api = await Api.start();
    group = await api.destination();
  });
  afterEach(() => api.stop());

  const body = (more: object = {}, config: object = {}): object => ({
    group_id: group,
    service: "postgres",
    config: { schema_prefix: "shop", host: "db", port: 5432, password: "hunter2", ...config },
    ...more,
  });
  const details = async (id: string): Promise<unknown> => (await api.get(`/v1/connections/${id}`)).data;

  it("have the API's defaults", async () => {
    const created = await api.post("/v1/connections", body({ run_setup_tests: false }));
    expect(created).toMatchObject({ status: 201, code: "Success", message: "Connection has been created" });
    expect(created.data).toMatchObject({
      group_id: group,
      service: "postgres",
      service_version: 1,
      schema: "shop",
      paused: false,
      pause_after_trial: false,
      sync_frequency: 360,
      schedule_type: "auto",
      data_delay_sensitivity: "NORMAL",
      data_delay_threshold: 0,
      networking_method: "Directly",
      succeeded_at: null,
      failed_at: null,
      config: { host: "db", port: 5432, password: "******" },
      status: {
        setup_state: "incomplete",
        sync_state: "scheduled",
        update_state: "on_schedule",
        is_historical_sync: true,
        tasks: [],
        warnings: [],
      },
    });
    for (const absent of [
      "setup_tests",
      "daily_sync_time",
      "auth",
      "config.schema_prefix",
      "run_setup_tests",
    ]) {
      expect(created.data).not.toHaveProperty(absent);
    }
    expect(await details(idOf(created))).toEqual(created.data);
  });

  it("of every file service may be named by a schema alone", async () => {
    const services = servicesOf("connection").filter((one) => namingOf(one) === "schemaTableGroup");
    expect(services.length).toBeGreaterThan(10);
    for (const service of services) {
      const made = body({ service, config: { schema: service }, run_setup_tests: false });
      expect(await api.post("/v1/connections", made), service).toMatchObject({
        status: 201,
        data: { schema: service },
      });
    }
  });

  it("say how schemas are named in the destination, with the default where nothing was said", async () => {
    const made = await api.post("/v1/connections", body());
    expect(made.data).toMatchObject({ destination_schema_names: "FIVETRAN_NAMING" });
    expect(await details(idOf(made))).toMatchObject({ destination_schema_names: "FIVETRAN_NAMING" });
    const [listed] = itemsOf(await api.get("/v1/connections"));
    expect(listed).toMatchObject({ destination_schema_names: "FIVETRAN_NAMING" });
    const own = body({ destination_schema_names: "SOURCE_NAMING" }, { schema_prefix: "own" });
    expect((await api.post("/v1/connections", own)).data).toMatchObject({
      destination_schema_names: "SOURCE_NAMING",
    });
  });

  it.each([
    { destination: "untested", tests: false, paused: true },
    { destination: "untested", tests: true, paused: false },
    { destination: "tested", tests: false, paused: false },
    { destination: "none", tests: false, paused: false },
  ])("begin paused only when untested beside a destination that is not set up: %j", async (given) => {
    const group_id = await api.group("own");
    if (given.destination !== "none") {
      const run_setup_tests = given.destination === "tested";
      const made = { group_id, service: "snowflake", time_zone_offset: "0", run_setup_tests };
      expect(await api.post("/v1/destinations", made)).toMatchObject({ status: 201 });
    }
    const made = body({ group_id, run_setup_tests: given.tests });
    const created = await api.post("/v1/connections", made);
    expect(created.data).toMatchObject({
      paused: given.paused,
      status: given.paused ? { sync_state: "paused" } : {},
    });
    const said = body(
      { group_id, run_setup_tests: given.tests, paused: !given.paused },
      { schema_prefix: "b" },
    );
    expect((await api.post("/v1/connections", said)).data).toMatchObject({ paused: !given.paused });
  });

  it("are tested when nothing is said, and show the tests in that answer only", async () => {
    const created = await api.post("/v1/connections", body());
    expect(created.data).toMatchObject({
      status: { setup_state: "connected" },
      setup_tests: [{ status: "PASSED" }, {}, {}],
    });
    expect(await details(idOf(created))).not.toHaveProperty("setup_tests");
  });

  it.each([
    ["postgres", { schema_prefix: "p" }, "p"],
    ["google_sheets", { schema: "s", table: "t" }, "s.t"],
    ["s3", { schema: "s", table_group_name: "g" }, "s.g"],
    // A Magic Folder: each file is a table of its own.
    ["share_point", { schema: "s" }, "s"],
    ["github", { schema: "s" }, "s"],
    // As the Terraform provider's tests make them: each report has a table of its own.
    ["google_display_and_video_360", { schema: "v", reports: [{ table_name: "r" }] }, "v"],
    ["double_click_campaign_manager", { schema: "c", reports: [{ table: "r" }] }, "c"],
    ["double_click_campaign_manager", { schema: "c", table: "t" }, "c.t"],
  ])("of %s are named by %j", async (service, config, schema) => {
    expect((await api.post("/v1/connections", { group_id: group, service, config })).data).toMatchObject({
      schema,
    });
    expect(itemsOf(await api.get(`/v1/connections?group_id=${group}&schema=${schema}`))).toHaveLength(1);
  });

  it.each([
    ["postgres", { schema: "s" }, "Field 'schema_prefix' is required"],
    ["google_sheets", { schema: "s" }, "Field 'table' is required"],
    ["s3", { table_group_name: "g" }, "Field 'schema' is required"],
    ["github", {}, "Field 'schema' is required"],
    ["github", undefined, "Field 'schema' is required"],
    ["github", { schema: 5 }, "Field 'schema' has an invalid value"],
    ["No Such", { schema: "s" }, "Unsupported service 'No Such'"],
    ["snowflake", { schema: "s" }, "Unsupported service 'snowflake'"],
    ["brand_new", { schema: "s" }, "Unsupported service 'brand_new'"],
  ])("of %s with %j are refused", async (service, config, message) => {
    expect(await api.post("/v1/connections", { group_id: group, service, config })).toMatchObject({
      status: 400,
      code: "InvalidInput",
      message,
    });
  });

  it("of a service that is newer than the document exist where the seed says so, named by what is given", async () => {
    const seeded = await Api.start({ seed: { connectorTypes: [{ id: "brand_new" }] } });
    try {
      const config = { schema: "s", table: "t" };
      const body = { group_id: await seeded.destination(), service: "brand_new", config };
      expect((await seeded.post("/v1/connections", body)).data).toMatchObject({ schema: "s.t" });
    } finally {
      await seeded.stop();
    }
  });

  it.each([
    [{ group_id: undefined }, "Field 'group_id' is required"],
    [{ sync_frequency: 7 }, "Field 'sync_frequency' has an invalid value"],
    [{ sync_frequency: "61" }, "Field 'sync_frequency' has an invalid value"],
    [{ sync_frequency: "often" }, "Field 'sync_frequency' has an invalid value"],
    [{ schedule_type: "cron" }, "Field 'schedule_type' has an invalid value"],
    [{ paused: 1 }, "Field 'paused' has an invalid value"],
    [{ daily_sync_time: "14:30" }, "Field 'daily_sync_time' has an invalid value"],
    [{ config: [] }, "Invalid 'config' object"],
    [{ auth: "x" }, "Invalid 'auth' object"],
  ])("refuse %j", async (wrong, message) => {
    expect(await api.post("/v1/connections", body(wrong))).toMatchObject({
      status: 400,
      code: "InvalidInput",
      message,
    });
  });

  it("need a group, which may have no destination yet, and a schema of their own", async () => {
    expect(await api.post("/v1/connections", body({ group_id: "no_group" }))).toMatchObject({
      status: 404,
      code: "NotFound_Group",
    });
    const bare = await api.group();
    expect(await api.post("/v1/connections", body({ group_id: bare }))).toMatchObject({ status: 201 });
    await api.post("/v1/connections", body());
    expect(await api.post("/v1/connections", body())).toMatchObject({ status: 409, code: "Conflict" });
    expect(itemsOf(await api.get("/v1/connections"))).toHaveLength(2);
  });

  it("mask secrets at any depth, never show auth, and keep what is no secret", async () => {
    const created = await api.post(
      "/v1/connections",
      body(
        { auth: { client_access: { client_id: "cid", client_secret: "s3cr3t" }, refresh_token: "r3fr3sh" } },
        {
          public_key: "ssh-rsa AAA",
          access_key_id: "AKIA",
          tunnels: [{ host: "t", password: "nested" }],
          secrets_list: [{ key: "API", value: "in-list" }],
          api_token: "",
        },
      ),
    );
    expect(created.data).toMatchObject({
      config: {
        password: "******",
        public_key: "ssh-rsa AAA",
        access_key_id: "AKIA",
        tunnels: [{ host: "t", password: "******" }],
        secrets_list: [{ key: "API", value: "******" }],
        api_token: "",
      },
    });
    expect(created.data).not.toHaveProperty("auth");
  });

  it("merge an update into the config; null removes; the answer is the whole connection", async () => {
    const id = idOf(await api.post("/v1/connections", body({}, { user: "u" })));
    const updated = await api.patch(`/v1/connections/${id}`, {
      config: { host: "db2", user: null, password: "new" },
    });
    expect(updated).toMatchObject({
      status: 200,
      message: "Connection has been updated",
      data: { id, schema: "shop" },
    });
    expect(await details(id)).toMatchObject({ config: { host: "db2", port: 5432, password: "******" } });
    expect(await details(id)).not.toHaveProperty("config.user");
  });

  it("keep their name", async () => {
    const id = idOf(await api.post("/v1/connections", body()));
    expect(await api.patch(`/v1/connections/${id}`, { config: { schema_prefix: "shop" } })).toMatchObject({
      status: 200,
    });
    expect(await api.patch(`/v1/connections/${id}`, { config: { schema_prefix: "other" } })).toMatchObject({
      status: 400,
    });
  });

  it("show the daily time for the daily frequency only", async () => {
    const id = idOf(
      await api.post("/v1/connections", body({ sync_frequency: 1440, daily_sync_time: "14:00" })),
    );
    expect(await details(id)).toMatchObject({ sync_frequency: 1440, daily_sync_time: "14:00" });
    await api.patch(`/v1/connections/${id}`, { sync_frequency: 60, run_setup_tests: false });
    expect(await details(id)).not.toHaveProperty("daily_sync_time");
  });

  it.each([
    [{}, "No update parameters specified"],
    [{ run_setup_tests: true }, "At least one persistent parameter is required"],
    [{ trust_certificates: true, trust_fingerprints: true }, "At least one persistent parameter is required"],
  ])("refuse an update with nothing to keep: %j", async (update, message) => {
    const id = idOf(await api.post("/v1/connections", body()));
    expect(await api.patch(`/v1/connections/${id}`, update)).toMatchObject({
      status: 400,
      code: "InvalidInput",
      message: expect.stringContaining(message) as string,
    });
  });

  it("are incomplete after failing tests, with the failures in that answer, until they pass", async () => {
    await api.control.setupTests.add({
      schema: "shop",
      tests: [{ title: "Login", status: "FAILED", message: "no", details: { a: [1] } }],
    });
    const created = await api.post("/v1/connections", body());
    const failed = {
      status: { setup_state: "incomplete" },
      setup_tests: [{ title: "Login", status: "FAILED", message: "no", details: { a: [1] } }],
    };
    expect(created.data).toMatchObject(failed);
    const id = idOf(created);
    expect((await api.patch(`/v1/connections/${id}`, { config: { password: "x" } })).data).toMatchObject(
      failed,
    );
    expect((await api.post(`/v1/connections/${id}/test`, {})).data).toMatchObject(failed);
    await api.control.setupTests.clear();
    expect((await api.post(`/v1/connections/${id}/test`, {})).data).toMatchObject({
      status: { setup_state: "connected" },
    });
  });

  it("pass with warnings and skipped tests", async () => {
    await api.control.setupTests.add({
      tests: [
        { title: "A", status: "WARNING", message: "slow" },
        { title: "B", status: "SKIPPED" },
      ],
    });
    expect((await api.post("/v1/connections", body())).data).toMatchObject({
      status: { setup_state: "connected" },
    });
  });

  it("forget the way they do not take any more", async () => {
    const id = idOf(
      await api.post("/v1/connections", body({ networking_method: "PrivateLink", private_link_id: "pl" })),
    );
    expect(await details(id)).toMatchObject({ networking_method: "PrivateLink", private_link_id: "pl" });
    await api.patch(`/v1/connections/${id}`, { networking_method: "Directly" });
    expect(await details(id)).not.toHaveProperty("private_link_id");
  });

  it("that a person must authorize stay incomplete until one has", async () => {
    const request = { group_id: group, service: "google_ads", config: { schema: "ads" } };
    const created = await api.post("/v1/connections", request);
    expect(created.data).toMatchObject({
      status: { setup_state: "incomplete" },
      setup_tests: [{ status: "FAILED" }],
    });
    await api.control.authorize(idOf(created));
    expect(await details(idOf(created))).toMatchObject({ status: { setup_state: "connected" } });
    const granted = { ...request, config: { schema: "ads2" }, auth: { refresh_token: "r" } };
    expect((await api.post("/v1/connections", granted)).data).toMatchObject({
      status: { setup_state: "connected" },
    });
  });

  it("fill in what the service fills in", async () => {
    const created = await api.post("/v1/connections", {
      group_id: group,
      service: "itunes_connect",
      config: { schema: "itc", app_sync_mode: "SpecificApps" },
    });
    expect(created.data).toMatchObject({
      config: { timeframe_months: "TWELVE", app_sync_mode: "SpecificApps" },
    });
  });

  it("are gone after a deletion, with their schema config, and leave their id to nobody", async () => {
    const id = idOf(await api.post("/v1/connections", body()));
    await api.post(`/v1/connections/${id}/schemas/reload`, {});
    expect(await api.delete(`/v1/connections/${id}`)).toMatchObject({
      status: 200,
      message: `Connection with id '${id}' has been deleted`,
    });
    for (const path of [`/v1/connections/${id}`, `/v1/connections/${id}/schemas`]) {
      expect(await api.get(path)).toMatchObject({ status: 404, code: "NotFound_Connection" });
    }
    expect(await api.delete(`/v1/connections/${id}`)).toMatchObject({ status: 404 });
    expect(api.control.snapshot().filter((entry) => entry.id === id)).toEqual([]);
    expect(idOf(await api.post("/v1/connections", body()))).not.toBe(id);
  });

  it("are served under their older name too", async () => {
    const id = idOf(await api.post("/v1/connectors", body()));
    expect(await api.get(`/v1/connectors/${id}`)).toMatchObject({ status: 200, data: { id } });
    expect(await api.patch(`/v1/connectors/${id}`, { paused: true })).toMatchObject({ status: 200 });
    expect(itemsOf(await api.get(`/v1/groups/${group}/connectors`))).toHaveLength(1);
    expect(await api.post(`/v1/connectors/${id}/schemas/reload`, {})).toMatchObject({ status: 200 });
    expect(await api.delete(`/v1/connectors/${id}`)).toMatchObject({ status: 200 });
  });
});
