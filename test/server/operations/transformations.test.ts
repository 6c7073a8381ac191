import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf, itemsOf } from "../support/api";
import { Receiver } from "../support/receiver";

const MINUTE_MS = 60_000;

let api: Api;
let receiver: Receiver;
let group: string;
let project: string;
beforeEach(async () => {
  receiver = await Receiver.start();
  api = await Api.start({ allowHttpWebhooks: true });
  group = await api.destination();
  project = idOf(
    await api.post("/v1/transformation-projects", {
      group_id: group,
      type: "DBT_CORE",
      project_config: { dbt_version: "1.9.0", default_schema: "models", git_remote_url: "git@acme" },
    }),
  );
});
afterEach(async () => {
  await api.stop();
  await receiver.stop();
});

const STEPS = [{ name: "run models", command: "dbt run" }];

function dbt(fields: object = {}, config: object = {}): object {
  return {
    type: "DBT_CORE",
    transformation_config: { project_id: project, name: "daily", steps: STEPS, ...config },
    schedule: { schedule_type: "TIME_OF_DAY", time_of_day: "14:00", days_of_week: ["MONDAY"] },
    ...fields,
  };
}

async function made(fields: object = {}, config: object = {}): Promise<string> {
  return idOf(await api.post("/v1/transformations", dbt(fields, config)));
}

async function details(id: string): Promise<Record<string, unknown>> {
  return (await api.get(`/v1/transformations/${id}`)).data as Record<string, unknown>;
}

async function connection(fields: object = {}): Promise<string> {
  const body = { group_id: group, service: "github", config: { schema: "code" }, schedule_type: "manual" };
  return idOf(await api.post("/v1/connections", { ...body, ...fields }));
}

/** How often it has been started, told by the events. */
async function starts(id: string): Promise<number> {
  await api.control.idle();
  return receiver.received.filter(
    ({ body }) => body["event"] === "transformation_start" && body["transformation_id"] === id,
  ).length;
}

async function listen(): Promise<void> {
  const events = ["transformation_start", "transformation_succeeded", "transformation_failed"];
  expect(await api.post(`/v1/webhooks/group/${group}`, { url: receiver.url, events })).toMatchObject({
    status: 200,
  });
}

describe("transformations of dbt projects", () => {
  it("are made as they are asked for", async () => {
    const created = await api.post("/v1/transformations", dbt({ paused: true }));
    expect(created).toMatchObject({
      status: 201,
      code: "Success",
      message: "Transformation created successfully",
    });
    expect(created.data).toEqual({
      id: expect.stringMatching(/^[a-z]+_[a-z]+$/) as string,
      status: "NEW",
      schedule: { schedule_type: "TIME_OF_DAY", time_of_day: "14:00", days_of_week: ["MONDAY"] },
      type: "DBT_CORE",
      paused: true,
      created_at: expect.stringMatching(/^2026-01-02T03:04:05\.\d{6}Z$/) as string,
      created_by_id: expect.any(String) as string,
      output_model_names: [],
      transformation_config: { project_id: project, name: "daily", steps: STEPS },
    });
    expect(await details(idOf(created))).toEqual(created.data);
  });

  it.each<[string, object, object, object]>([
    ["a type", { type: undefined }, {}, { message: "Field 'type' is required" }],
    ["a known type", { type: "SPARK" }, {}, {}],
    ["a name", {}, { name: undefined }, { message: "Field 'transformation_config.name' is required" }],
    ["steps", {}, { steps: [] }, {}],
    [
      "a time of day",
      { schedule: { schedule_type: "TIME_OF_DAY" } },
      {},
      { message: "Field 'schedule.time_of_day' is required" },
    ],
    ["a half hour", { schedule: { schedule_type: "TIME_OF_DAY", time_of_day: "14:10" } }, {}, {}],
    ["a cron pattern", { schedule: { schedule_type: "CRON", cron: ["daily"] } }, {}, {}],
    ["an interval", { schedule: { schedule_type: "INTERVAL", interval: 0 } }, {}, {}],
  ])("need %s", async (_name, fields, config, refusal) => {
    expect(await api.post("/v1/transformations", dbt(fields, config))).toMatchObject({
      status: 400,
      code: "InvalidInput",
      ...refusal,
    });
  });

  it("need what they name to be there", async () => {
    const lost = { schedule_type: "INTEGRATED", connection_ids: ["no_connection"] };
    for (const body of [dbt({}, { project_id: "no_project" }), dbt({ schedule: lost })]) {
      const refused = await api.post("/v1/transformations", body);
      expect(refused).toMatchObject({ status: 404 });
      expect(refused.code).toMatch(/^NotFound/);
    }
  });

  it("are changed field by field, their schedule as a whole", async () => {
    const id = await made();
    const updated = await api.patch(`/v1/transformations/${id}`, {
      paused: true,
      schedule: { schedule_type: "INTERVAL", interval: 60 },
      transformation_config: { name: "hourly" },
    });
    expect(updated).toMatchObject({ status: 200, message: "Transformation updated successfully" });
    expect(await details(id)).toMatchObject({
      paused: true,
      transformation_config: { project_id: project, name: "hourly", steps: STEPS },
    });
    expect((await details(id))["schedule"]).toEqual({ schedule_type: "INTERVAL", interval: 60 });
  });

  it("are listed by group, project and type, page by page", async () => {
    const ids = [await made(), await made(), await made()];
    const found = async (query: string) =>
      itemsOf(await api.get(`/v1/transformations?${query}`)).map(({ id }) => id);
    expect(await found("")).toEqual(ids);
    expect(await found(`group_id=${group}&project_id=${project}&type=DBT_CORE`)).toEqual(ids);
    expect(await found("group_id=another")).toEqual([]);
    expect(await found("project_id=another")).toEqual([]);
    expect(await found("type=QUICKSTART")).toEqual([]);
    const first = await api.get("/v1/transformations?limit=2");
    expect(first).toMatchObject({ message: "Transformations list retrieved successfully" });
    const { next_cursor: cursor } = first.data as { next_cursor: string };
    expect(await found(`limit=2&cursor=${cursor}`)).toEqual(ids.slice(2));
  });

  it("are gone after a deletion, and run no more", async () => {
    await listen();
    const id = await made({ schedule: { schedule_type: "INTERVAL", interval: 60 } });
    expect(await api.delete(`/v1/transformations/${id}`)).toMatchObject({
      status: 200,
      message: `Transformation with id '${id}' has been deleted`,
    });
    api.control.clock.advance(90 * MINUTE_MS);
    expect(await starts(id)).toBe(0);
    for (const reply of [
      await api.get(`/v1/transformations/${id}`),
      await api.patch(`/v1/transformations/${id}`, {}),
      await api.delete(`/v1/transformations/${id}`),
      await api.post(`/v1/transformations/${id}/run`),
      await api.post(`/v1/transformations/${id}/cancel`),
      await api.post(`/v1/transformations/${id}/upgrade`),
    ]) {
      expect(reply).toMatchObject({ status: 404 });
      expect(reply.code).toMatch(/^NotFound/);
    }
  });
});

describe("runs", () => {
  it("succeed at once without a rule, and tell of it", async () => {
    await listen();
    const id = await made();
    expect(await api.post(`/v1/transformations/${id}/run`)).toMatchObject({
      status: 200,
      code: "Success",
      message: `Transformation with id '${id}' has been started`,
    });
    expect(await details(id)).toMatchObject({
      status: "SUCCEEDED",
      last_started_at: expect.stringMatching(/^2026-01-02T03:04:05/) as string,
      last_ended_at: expect.stringMatching(/^2026-01-02T03:04:05/) as string,
    });
    await api.control.idle();
    expect(receiver.events).toEqual(["transformation_start", "transformation_succeeded"]);
    expect(receiver.received.at(-1)?.body).toMatchObject({
      transformation_id: id,
      destination_group_id: group,
      data: {
        dbtJobId: id,
        dbtJobName: "daily",
        startTime: "2026-01-02T03:04:05.000Z",
        startupDetails: { type: "manual" },
        result: {
          description: "Steps: successful 1, failed 0",
          stepResults: [{ step: STEPS[0], success: true }],
        },
      },
    });
  });

  it("take their time and fail by rule", async () => {
    await listen();
    const id = await made();
    await api.control.transformationRules.add({
      projectId: project,
      name: "daily",
      status: "FAILED",
      durationMs: MINUTE_MS,
      output: "Compilation Error",
    });
    await api.control.transformationRules.add({ name: "another", durationMs: 1 });
    await api.post(`/v1/transformations/${id}/run`, { full_refresh: true });
    expect(await details(id)).toMatchObject({ status: "RUNNING" });
    expect(await details(id)).not.toHaveProperty("last_ended_at");
    api.control.clock.advance(MINUTE_MS - 1);
    expect(await details(id)).toMatchObject({ status: "RUNNING" });
    api.control.clock.advance(1);
    expect(await details(id)).toMatchObject({ status: "FAILED" });
    await api.control.idle();
    expect(receiver.events).toEqual(["transformation_start", "transformation_failed"]);
    expect(receiver.received.at(-1)?.body["data"]).toMatchObject({
      endTime: "2026-01-02T03:05:05.000Z",
      result: {
        description: "Steps: successful 0, failed 1",
        stepResults: [{ success: false, commandResult: { exitCode: 1, output: "Compilation Error" } }],
      },
    });
  });

  it("are not started twice, and can be canceled", async () => {
    await listen();
    const id = await made();
    await api.control.transformationRules.add({ durationMs: MINUTE_MS });
    await api.post(`/v1/transformations/${id}/run`);
    const before = await details(id);
    expect(await api.post(`/v1/transformations/${id}/run`)).toMatchObject({ status: 200 });
    expect(await details(id)).toEqual(before);
    expect(await api.post(`/v1/transformations/${id}/cancel`)).toMatchObject({
      status: 200,
      message: `Transformation with id '${id}' has been canceled`,
    });
    api.control.clock.advance(2 * MINUTE_MS);
    expect(await details(id)).toMatchObject({ status: "CANCELED" });
    await api.control.idle();
    expect(receiver.events).toEqual(["transformation_start"]);
  });

  it("begin on their schedule, unless it is paused", async () => {
    await listen();
    const schedule = { schedule_type: "INTERVAL", interval: 60 };
    const id = await made({ schedule });
    const paused = await made({ schedule, paused: true });
    api.control.clock.advance(59 * MINUTE_MS);
    expect(await starts(id)).toBe(0);
    api.control.clock.advance(MINUTE_MS);
    expect(await starts(id)).toBe(1);
    api.control.clock.advance(180 * MINUTE_MS);
    expect(await starts(id)).toBe(4);
    expect(await starts(paused)).toBe(0);
    await api.patch(`/v1/transformations/${id}`, { paused: true });
    await api.patch(`/v1/transformations/${paused}`, { paused: false });
    api.control.clock.advance(60 * MINUTE_MS);
    expect(await starts(id)).toBe(4);
    expect(await starts(paused)).toBe(1);
  });

  it("begin at their time of day and by their pattern", async () => {
    await listen();
    const daily = await made({ schedule: { schedule_type: "TIME_OF_DAY", time_of_day: "03:30" } });
    const cron = await made({ schedule: { schedule_type: "CRON", cron: ["45 3 * * *"] } });
    api.control.clock.set("2026-01-02T03:29:59Z");
    expect(await starts(daily)).toBe(0);
    api.control.clock.set("2026-01-02T03:30:00Z");
    expect([await starts(daily), await starts(cron)]).toEqual([1, 0]);
    api.control.clock.set("2026-01-03T12:00:00Z");
    expect([await starts(daily), await starts(cron)]).toEqual([2, 2]);
    expect((await details(cron))["last_started_at"]).toMatch(/^2026-01-03T03:45:00/);
  });

  it("that a long jump of the clock passes over never happened", async () => {
    await listen();
    const id = await made({ schedule: { schedule_type: "INTERVAL", interval: 60 } });
    api.control.clock.advance(365 * 24 * 60 * MINUTE_MS);
    const count = await starts(id);
    expect(count).toBeGreaterThanOrEqual(48);
    expect(count).toBeLessThanOrEqual(50);
  });

  it("keep their schedule when something else is changed", async () => {
    await listen();
    const id = await made({ schedule: { schedule_type: "INTERVAL", interval: 60 } });
    api.control.clock.advance(30 * MINUTE_MS);
    await api.patch(`/v1/transformations/${id}`, { transformation_config: { name: "renamed" } });
    api.control.clock.advance(30 * MINUTE_MS);
    expect(await starts(id)).toBe(1);
  });

  it("follow all the syncs that they wait for, and the transformations before them", async () => {
    await listen();
    const [one, other] = [await connection(), await connection({ config: { schema: "more" } })];
    const first = await made({ schedule: { schedule_type: "INTEGRATED", connection_ids: [one, other] } });
    const second = await made({ schedule: { schedule_type: "INTEGRATED", transformation_ids: [first] } });
    await api.post(`/v1/connections/${one}/sync`, {});
    await api.post(`/v1/connections/${one}/sync`, { force: true });
    expect([await starts(first), await starts(second)]).toEqual([0, 0]);
    await api.post(`/v1/connections/${other}/sync`, {});
    expect([await starts(first), await starts(second)]).toEqual([1, 1]);
    await api.post(`/v1/connections/${other}/sync`, {});
    expect(await starts(first)).toBe(1);
    await api.control.transformationRules.add({ transformationId: first, status: "FAILED" });
    await api.post(`/v1/connections/${one}/sync`, {});
    expect([await starts(first), await starts(second)]).toEqual([2, 1]);
  });

  it("that wait for syncs do not begin while they are paused", async () => {
    await listen();
    const source = await connection();
    const schedule = { schedule_type: "INTEGRATED", connection_ids: [source] };
    const id = await made({ schedule, paused: true });
    await api.post(`/v1/connections/${source}/sync`, {});
    expect(await starts(id)).toBe(0);
    await api.patch(`/v1/transformations/${id}`, { paused: false });
    await api.post(`/v1/connections/${source}/sync`, {});
    expect(await starts(id)).toBe(1);
  });

  it("may not wait for themselves", async () => {
    const first = await made();
    const second = await made({ schedule: { schedule_type: "INTEGRATED", transformation_ids: [first] } });
    const refused = await api.patch(`/v1/transformations/${first}`, {
      schedule: { schedule_type: "INTEGRATED", transformation_ids: [second] },
    });
    expect(refused).toMatchObject({ status: 400, code: "InvalidInput" });
  });
});

describe("Quickstart transformations", () => {
  it("find their package by their connections, and leave out models", async () => {
    const source = await connection();
    const created = await api.post("/v1/transformations", {
      type: "QUICKSTART",
      transformation_config: { connection_ids: [source], excluded_models: ["github__issues"] },
    });
    expect(created).toMatchObject({
      status: 201,
      data: {
        type: "QUICKSTART",
        schedule: { schedule_type: "INTEGRATED", connection_ids: [source] },
        transformation_config: {
          package_name: "fivetran/github",
          connection_ids: [source],
          excluded_models: ["github__issues"],
          upgrade_available: false,
        },
      },
    });
    const { output_model_names: models } = created.data as { output_model_names: string[] };
    expect(models).toContain("github__pull_requests");
    expect(models).not.toContain("github__issues");
    await listen();
    await api.post(`/v1/connections/${source}/sync`, {});
    expect(await starts(idOf(created))).toBe(1);
  });

  it("are upgraded to what their package is today", async () => {
    const source = await connection();
    const own = { id: "own", name: "acme/own", connectorTypes: ["github"], outputModelNames: ["a"] };
    await api.control.setQuickstartPackage({ ...own, version: "1.0.0" });
    const id = idOf(
      await api.post("/v1/transformations", {
        type: "QUICKSTART",
        transformation_config: { package_name: "acme/own", connection_ids: [source] },
      }),
    );
    const upgradeAvailable = async () =>
      ((await details(id))["transformation_config"] as Record<string, unknown>)["upgrade_available"];
    expect(await upgradeAvailable()).toBe(false);
    await api.control.setQuickstartPackage({ ...own, version: "2.0.0" });
    expect(await upgradeAvailable()).toBe(true);
    expect(await api.post(`/v1/transformations/${id}/upgrade`)).toMatchObject({
      status: 200,
      message: "Transformation package has been upgraded",
    });
    expect(await upgradeAvailable()).toBe(false);
    const dbtOne = await made();
    const refused = await api.post(`/v1/transformations/${dbtOne}/upgrade`);
    expect(refused).toMatchObject({ status: 404 });
    expect(refused.code).toMatch(/^NotFound/);
  });

  it("need a package and connections of one group", async () => {
    const source = await connection();
    const elsewhere = await api.connection();
    for (const config of [
      { connection_ids: [source], package_name: "no/package" },
      { package_name: "fivetran/github" },
      { connection_ids: [elsewhere] },
      { connection_ids: [source, elsewhere], package_name: "fivetran/github" },
    ]) {
      expect(
        await api.post("/v1/transformations", { type: "QUICKSTART", transformation_config: config }),
      ).toMatchObject({ status: 400, code: "InvalidInput" });
    }
  });
});

describe("Quickstart packages", () => {
  it("are listed, by service and name, and read", async () => {
    const list = await api.get("/v1/transformations/package-metadata?service=github");
    expect(list).toMatchObject({
      status: 200,
      message: "Transformation package metadata list retrieved successfully",
    });
    const [github] = itemsOf(list);
    expect(itemsOf(list)).toHaveLength(1);
    expect(github).toMatchObject({ name: "fivetran/github", connector_types: ["github"] });
    const found = itemsOf(await api.get("/v1/transformations/package-metadata?name=fivetran/jira"));
    expect(found.map(({ name }) => name)).toEqual(["fivetran/jira"]);
    expect(await api.get(`/v1/transformations/package-metadata/${github?.["id"] as string}`)).toMatchObject({
      message: "Transformation package metadata details retrieved successfully",
      data: github,
    });
    const missing = await api.get("/v1/transformations/package-metadata/none");
    expect(missing).toMatchObject({ status: 404 });
    expect(missing.code).toMatch(/^NotFound/);
  });
});
