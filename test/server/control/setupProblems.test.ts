import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf } from "../support/api";

describe("what is wrong with a set-up", () => {
  let api: Api;
  let group: string;
  beforeEach(async () => {
    api = await Api.start();
    group = await api.group();
  });
  afterEach(() => api.stop());

  const connect = async (fields: object, config: object = {}): Promise<string> =>
    idOf(
      await api.post("/v1/connections", {
        group_id: group,
        service: "postgres",
        config: { schema_prefix: "shop", ...config },
        ...fields,
      }),
    );
  const problems = async (id: string): Promise<readonly string[]> =>
    (await api.control.details(id)).setup_problems;

  it("is nothing where it works", async () => {
    expect(await problems(await connect({}))).toEqual([]);
  });

  it("is told of a connection that was never tested", async () => {
    const id = await connect({ run_setup_tests: false });
    expect(await problems(id)).toEqual([
      `Its setup tests have not run yet: POST /v1/connections/${id}/test runs them.`,
    ]);
  });

  it("is told with the tests that failed, until they pass", async () => {
    const id = await connect({}, { host: "wrong-password.test", password: "hunter2" });
    const again = `POST /v1/connections/${id}/test runs them again.`;
    const told = [
      "The setup test Validate Login failed: Invalid login credentials.",
      `The setup tests ran at 2026-01-02T03:04:05.000Z. Once that is put right, ${again}`,
    ];
    expect(await problems(id)).toEqual(told);
    // A change without tests says nothing new of them.
    await api.patch(`/v1/connections/${id}`, { config: { host: "db" }, run_setup_tests: false });
    expect(await problems(id)).toEqual(told);
    await api.post(`/v1/connections/${id}/test`, {});
    expect(await problems(id)).toEqual([]);
  });

  it("is not what failed once, where it has worked since", async () => {
    const id = await connect({}, { host: "db.invalid" });
    await api.control.setStatus(id, { setupState: "connected" });
    await api.control.setStatus(id, { setupState: "broken" });
    expect(await problems(id)).toEqual([
      `It worked before, and does not any more. Its setup tests may say why: POST /v1/connections/${id}/test runs them.`,
    ]);
  });

  it("is told of a test that says nothing itself", async () => {
    await api.control.setupTests.add({ tests: [{ title: "Host Connection", status: "JOB_FAILED" }] });
    expect((await problems(await connect({})))[0]).toBe("The setup test Host Connection failed.");
  });

  it("is that a person is missing, where one is", async () => {
    const id = await connect({ service: "hubspot", config: { schema: "crm" } });
    expect(await problems(id)).toEqual([
      "Nobody has authorized it yet. A Connect Card, or Authorize on this page, does that.",
    ]);
    await api.control.authorize(id);
    expect(await problems(id)).toEqual([]);
  });

  it("is told of destinations too", async () => {
    const made = { group_id: group, service: "snowflake", time_zone_offset: "0" };
    await api.post("/v1/destinations", { ...made, run_setup_tests: false });
    const told = async (): Promise<unknown> =>
      (await api.control.overview()).groups[0]?.destination?.setup_problems;
    expect(await told()).toEqual([
      `Its setup tests have not run yet: POST /v1/destinations/${group}/test runs them.`,
    ]);
    await api.patch(`/v1/destinations/${group}`, { config: { host: "db.invalid" } });
    expect(await told()).toMatchObject({ 0: "The setup test Host Connection failed: Unknown host" });
    await api.patch(`/v1/destinations/${group}`, { config: { host: "db" } });
    expect(await told()).toEqual([]);
  });

  it("is in no answer of the API", async () => {
    const id = await connect({}, { host: "wrong-password.test" });
    expect(JSON.stringify((await api.get(`/v1/connections/${id}`)).data)).not.toContain("Validate Login");
  });
});
