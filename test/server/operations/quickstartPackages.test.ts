import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf, itemsOf } from "../support/api";
import { DbtAccount } from "../support/dbtAccount";

let dbt: DbtAccount;
beforeEach(async () => {
  dbt = await DbtAccount.start();
});
afterEach(() => dbt.stop());

describe("Quickstart transformations", () => {
  it("find their package by their connections, and leave out models", async () => {
    const source = await dbt.connection();
    const created = await dbt.api.post("/v1/transformations", {
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
    await dbt.listen();
    await dbt.api.post(`/v1/connections/${source}/sync`, {});
    expect(await dbt.starts(idOf(created))).toBe(1);
  });

  it("are upgraded to what their package is today", async () => {
    const source = await dbt.connection();
    const own = { id: "own", name: "acme/own", connectorTypes: ["github"], outputModelNames: ["a"] };
    await dbt.api.control.setQuickstartPackage({ ...own, version: "1.0.0" });
    const id = idOf(
      await dbt.api.post("/v1/transformations", {
        type: "QUICKSTART",
        transformation_config: { package_name: "acme/own", connection_ids: [source] },
      }),
    );
    const upgradeAvailable = async () =>
      ((await dbt.details(id))["transformation_config"] as Record<string, unknown>)["upgrade_available"];
    expect(await upgradeAvailable()).toBe(false);
    await dbt.api.control.setQuickstartPackage({ ...own, version: "2.0.0" });
    expect(await upgradeAvailable()).toBe(true);
    expect(await dbt.api.post(`/v1/transformations/${id}/upgrade`)).toMatchObject({
      status: 200,
      message: "Transformation package has been upgraded",
    });
    expect(await upgradeAvailable()).toBe(false);
    const dbtOne = await dbt.made();
    const refused = await dbt.api.post(`/v1/transformations/${dbtOne}/upgrade`);
    expect(refused).toMatchObject({ status: 404 });
    expect(refused.code).toMatch(/^NotFound/);
  });

  it("need a package and connections of one group", async () => {
    const source = await dbt.connection();
    const elsewhere = await dbt.api.connection();
    for (const config of [
      { connection_ids: [source], package_name: "no/package" },
      { package_name: "fivetran/github" },
      { connection_ids: [elsewhere] },
      { connection_ids: [source, elsewhere], package_name: "fivetran/github" },
    ]) {
      expect(
        await dbt.api.post("/v1/transformations", { type: "QUICKSTART", transformation_config: config }),
      ).toMatchObject({ status: 400, code: "InvalidInput" });
    }
  });
});

describe("Quickstart packages", () => {
  it("are listed, by service and name, and read", async () => {
    const list = await dbt.api.get("/v1/transformations/package-metadata?service=github");
    expect(list).toMatchObject({
      status: 200,
      message: "Transformation package metadata list retrieved successfully",
    });
    const [github] = itemsOf(list);
    expect(itemsOf(list)).toHaveLength(1);
    expect(github).toMatchObject({ name: "fivetran/github", connector_types: ["github"] });
    const found = itemsOf(await dbt.api.get("/v1/transformations/package-metadata?name=fivetran/jira"));
    expect(found.map(({ name }) => name)).toEqual(["fivetran/jira"]);
    expect(
      await dbt.api.get(`/v1/transformations/package-metadata/${github?.["id"] as string}`),
    ).toMatchObject({
      message: "Transformation package metadata details retrieved successfully",
      data: github,
    });
    const missing = await dbt.api.get("/v1/transformations/package-metadata/none");
    expect(missing).toMatchObject({ status: 404 });
    expect(missing.code).toMatch(/^NotFound/);
  });
});
