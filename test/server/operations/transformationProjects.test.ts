import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf, itemsOf } from "../support/api";

let api: Api;
let group: string;
beforeEach(async () => {
  api = await Api.start();
  group = await api.destination();
});
afterEach(() => api.stop());

const GIT = "git@github.com:acme/dbt.git";

function project(fields: object = {}, config: object = {}): object {
  return {
    group_id: group,
    type: "DBT_GIT",
    project_config: { dbt_version: "1.9.0", default_schema: "models", git_remote_url: GIT, ...config },
    ...fields,
  };
}

async function made(fields: object = {}, config: object = {}): Promise<string> {
  return idOf(await api.post("/v1/transformation-projects", project(fields, config)));
}

async function status(id: string): Promise<unknown> {
  return (await api.get(`/v1/transformation-projects/${id}`)).data;
}

describe("transformation projects", () => {
  it("are made with a key of their own, and are not ready yet", async () => {
    const created = await api.post(
      "/v1/transformation-projects",
      project({}, { threads: 4, git_branch: "main" }),
    );
    expect(created).toMatchObject({
      status: 201,
      code: "Success",
      message: "Transformation project created successfully",
    });
    expect(created.data).toEqual({
      id: expect.stringMatching(/^[a-z]+_[a-z]+$/) as string,
      type: "DBT_GIT",
      status: "NOT_READY",
      errors: [],
      created_at: expect.stringMatching(/^2026-01-02T03:04:05\.\d{6}Z$/) as string,
      created_by_id: expect.any(String) as string,
      group_id: group,
      project_config: {
        dbt_version: "1.9.0",
        default_schema: "models",
        git_remote_url: GIT,
        threads: 4,
        git_branch: "main",
        public_key: expect.stringMatching(/^ssh-rsa /) as string,
      },
    });
    expect(await status(idOf(created))).toMatchObject({ status: "READY" });
  });

  it("may be called DBT_CORE, and nothing else", async () => {
    expect(await status(await made({ type: "DBT_CORE" }))).toMatchObject({ type: "DBT_CORE" });
    expect(await api.post("/v1/transformation-projects", project({ type: "DBT_CLOUD" }))).toMatchObject({
      status: 400,
      code: "InvalidInput",
    });
  });

  it("say their tests' results when they are asked to run them", async () => {
    const created = await api.post("/v1/transformation-projects", project({ run_tests: true }));
    expect(created.data).toMatchObject({ setup_tests: [{ status: "PASSED" }, { status: "PASSED" }] });
    const id = idOf(created);
    expect(await api.post(`/v1/transformation-projects/${id}/test`)).toMatchObject({
      status: 200,
      message: "Transformation project test completed successfully",
      data: { id, status: "READY", setup_tests: [{ status: "PASSED" }, { status: "PASSED" }] },
    });
    expect(await status(id)).not.toHaveProperty("setup_tests");
  });

  it("take their time and fail by rule", async () => {
    const tests = [{ title: "Git", status: "FAILED" as const, message: "permission denied" }];
    await api.control.projectRules.add({ gitRemoteUrl: GIT, tests, setupMs: 60_000 });
    await api.control.projectRules.add({ gitRemoteUrl: "another", setupMs: 1 });
    const id = await made();
    await api.control.clock.advance(59_999);
    expect(await status(id)).toMatchObject({ status: "NOT_READY", errors: [] });
    await api.control.clock.advance(1);
    expect(await status(id)).toMatchObject({ status: "ERROR", errors: ["permission denied"] });
    await api.control.projectRules.clear();
    expect(await api.post(`/v1/transformation-projects/${id}/test`)).toMatchObject({
      data: { status: "READY", errors: [] },
    });
  });

  it("change what can be changed, and try it out again", async () => {
    const id = await made({}, { git_branch: "main", threads: 4, environment_vars: ["DBT_A=1"] });
    const before = await status(id);
    const tests = [{ title: "No such branch", status: "FAILED" as const }];
    await api.control.projectRules.add({ projectId: id, tests });
    const updated = await api.patch(`/v1/transformation-projects/${id}`, {
      run_tests: true,
      project_config: { git_branch: "dev", threads: null, environment_vars: ["DBT_B=2"] },
    });
    expect(updated).toMatchObject({
      status: 200,
      message: "Transformation project updated successfully",
      data: { status: "READY", setup_tests: tests },
    });
    const { project_config: config } = before as { project_config: Record<string, unknown> };
    const { threads: _, ...rest } = config;
    expect(await status(id)).toMatchObject({ status: "ERROR", errors: ["No such branch"] });
    expect((await status(id)) as object).toHaveProperty("project_config", {
      ...rest,
      git_branch: "dev",
      environment_vars: ["DBT_B=2"],
    });
  });

  it("need their group and what dbt cannot do without", async () => {
    expect(await api.post("/v1/transformation-projects", project({ group_id: "no_group" }))).toMatchObject({
      status: 404,
      code: "NotFound_Group",
    });
    expect(
      await api.post("/v1/transformation-projects", project({}, { git_remote_url: undefined })),
    ).toMatchObject({
      status: 400,
      message: "Field 'project_config.git_remote_url' is required",
    });
    expect(
      await api.post("/v1/transformation-projects", project({}, { environment_vars: ["SECRET=1"] })),
    ).toMatchObject({ status: 400, code: "InvalidInput" });
  });

  it("keep their variables' values out of the request journal", async () => {
    await made({}, { environment_vars: ["DBT_ENV_SECRET_TOKEN=hush"] });
    expect(JSON.stringify(api.control.journal())).not.toContain("hush");
  });

  it("are listed without their settings", async () => {
    const id = await made();
    const list = await api.get("/v1/transformation-projects");
    expect(list).toMatchObject({ message: "Transformation projects retrieved successfully" });
    expect(itemsOf(list)).toEqual([
      {
        id,
        type: "DBT_GIT",
        group_id: group,
        created_at: expect.any(String) as string,
        created_by_id: expect.any(String) as string,
      },
    ]);
  });

  it("are gone after a deletion, but stay while they have transformations", async () => {
    const id = await made();
    const transformation = idOf(
      await api.post("/v1/transformations", {
        type: "DBT_CORE",
        transformation_config: {
          project_id: id,
          name: "daily",
          steps: [{ name: "run", command: "dbt run" }],
        },
      }),
    );
    expect(await api.delete(`/v1/transformation-projects/${id}`)).toMatchObject({
      status: 409,
      code: "Conflict",
    });
    await api.delete(`/v1/transformations/${transformation}`);
    expect(await api.delete(`/v1/transformation-projects/${id}`)).toMatchObject({
      status: 200,
      message: `Transformation project with id '${id}' has been deleted`,
    });
    for (const reply of [
      await api.get(`/v1/transformation-projects/${id}`),
      await api.patch(`/v1/transformation-projects/${id}`, {}),
      await api.delete(`/v1/transformation-projects/${id}`),
      await api.post(`/v1/transformation-projects/${id}/test`),
    ]) {
      expect(reply).toMatchObject({ status: 404 });
      expect(reply.code).toMatch(/^NotFound/);
    }
  });

  it("go with their group", async () => {
    const id = await made();
    await api.delete(`/v1/groups/${group}`);
    expect(await api.get(`/v1/transformation-projects/${id}`)).toMatchObject({ status: 404 });
  });
});
