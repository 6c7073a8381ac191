import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf, itemsOf } from "../support/api";
import { DbtAccount, STEPS } from "../support/dbtAccount";

const MINUTE_MS = 60_000;

let dbt: DbtAccount;
beforeEach(async () => {
  dbt = await DbtAccount.start();
});
afterEach(() => dbt.stop());

describe("transformations of dbt projects", () => {
  it("are made as they are asked for", async () => {
    const created = await dbt.api.post("/v1/transformations", dbt.body({ paused: true }));
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
      transformation_config: { project_id: dbt.project, name: "daily", steps: STEPS },
    });
    expect(await dbt.details(idOf(created))).toEqual(created.data);
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
    expect(await dbt.api.post("/v1/transformations", dbt.body(fields, config))).toMatchObject({
      status: 400,
      code: "InvalidInput",
      ...refusal,
    });
  });

  it("need what they name to be there", async () => {
    const lost = { schedule_type: "INTEGRATED", connection_ids: ["no_connection"] };
    for (const body of [dbt.body({}, { project_id: "no_project" }), dbt.body({ schedule: lost })]) {
      const refused = await dbt.api.post("/v1/transformations", body);
      expect(refused).toMatchObject({ status: 404 });
      expect(refused.code).toMatch(/^NotFound/);
    }
  });

  it("are changed field by field, their schedule as a whole", async () => {
    const id = await dbt.made();
    const updated = await dbt.api.patch(`/v1/transformations/${id}`, {
      paused: true,
      schedule: { schedule_type: "INTERVAL", interval: 60 },
      transformation_config: { name: "hourly" },
    });
    expect(updated).toMatchObject({ status: 200, message: "Transformation updated successfully" });
    expect(await dbt.details(id)).toMatchObject({
      paused: true,
      transformation_config: { project_id: dbt.project, name: "hourly", steps: STEPS },
    });
    expect((await dbt.details(id))["schedule"]).toEqual({ schedule_type: "INTERVAL", interval: 60 });
  });

  it("are listed by group, project and type, page by page", async () => {
    const ids = [await dbt.made(), await dbt.made(), await dbt.made()];
    const found = async (query: string) =>
      itemsOf(await dbt.api.get(`/v1/transformations?${query}`)).map(({ id }) => id);
    expect(await found("")).toEqual(ids);
    expect(await found(`group_id=${dbt.group}&project_id=${dbt.project}&type=DBT_CORE`)).toEqual(ids);
    expect(await found("group_id=another")).toEqual([]);
    expect(await found("project_id=another")).toEqual([]);
    expect(await found("type=QUICKSTART")).toEqual([]);
    const first = await dbt.api.get("/v1/transformations?limit=2");
    expect(first).toMatchObject({ message: "Transformations list retrieved successfully" });
    const { next_cursor: cursor } = first.data as { next_cursor: string };
    expect(await found(`limit=2&cursor=${cursor}`)).toEqual(ids.slice(2));
  });

  it("are gone after a deletion, and run no more", async () => {
    await dbt.listen();
    const id = await dbt.made({ schedule: { schedule_type: "INTERVAL", interval: 60 } });
    expect(await dbt.api.delete(`/v1/transformations/${id}`)).toMatchObject({
      status: 200,
      message: `Transformation with id '${id}' has been deleted`,
    });
    await dbt.api.control.clock.advance(90 * MINUTE_MS);
    expect(await dbt.starts(id)).toBe(0);
    for (const reply of [
      await dbt.api.get(`/v1/transformations/${id}`),
      await dbt.api.patch(`/v1/transformations/${id}`, {}),
      await dbt.api.delete(`/v1/transformations/${id}`),
      await dbt.api.post(`/v1/transformations/${id}/run`),
      await dbt.api.post(`/v1/transformations/${id}/cancel`),
      await dbt.api.post(`/v1/transformations/${id}/upgrade`),
    ]) {
      expect(reply).toMatchObject({ status: 404 });
      expect(reply.code).toMatch(/^NotFound/);
    }
  });
});
