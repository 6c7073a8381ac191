import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf } from "../../support/api";

describe("rules of setup tests", () => {
  let api: Api;
  let group: string;
  beforeEach(async () => {
    api = await Api.start();
    group = await api.destination();
  });
  afterEach(() => api.stop());

  const titlesFor = async (schema: string): Promise<string[]> => {
    const body = {
      group_id: group,
      service: "postgres",
      config: { schema_prefix: schema, host: `${schema}.acme.com` },
    };
    const { data } = await api.post("/v1/connections", body);
    return (data as { setup_tests: { title: string }[] }).setup_tests.map(({ title }) => title);
  };
  const rule = (title: string, match: object) => ({
    ...match,
    tests: [{ title, status: "PASSED" as const }],
  });

  it("decide for what they match in every field; the last added of several", async () => {
    await api.control.setupTests.add(rule("any", {}));
    await api.control.setupTests.add(rule("host", { host: "a.acme.com" }));
    await api.control.setupTests.add(rule("host and service", { host: "a.acme.com", service: "mysql" }));
    await api.control.setupTests.add(rule("destinations", { kind: "destination" }));
    await api.control.setupTests.add(rule("a destination", { destinationId: group }));
    expect(await titlesFor("a")).toEqual(["host"]);
    expect(await titlesFor("b")).toEqual(["any"]);
    const tested = await api.post(`/v1/destinations/${group}/test`, {});
    expect(tested.data).toMatchObject({ setup_tests: [{ title: "a destination" }] });
  });

  it("for connections leave destinations alone", async () => {
    await api.control.setupTests.add(rule("connections", { kind: "connection" }));
    await api.control.setupTests.add(rule("a schema", { schema: "a" }));
    const tested = await api.post(`/v1/destinations/${group}/test`, {});
    expect(tested.data).toMatchObject({ setup_tests: [{ title: "Host Connection" }, {}, {}] });
  });

  it("can name one connection", async () => {
    const body = { group_id: group, service: "postgres", config: { schema_prefix: "x" } };
    const id = idOf(await api.post("/v1/connections", body));
    await api.control.setupTests.add(rule("its own", { connectionId: id }));
    expect((await api.post(`/v1/connections/${id}/test`, {})).data).toMatchObject({
      setup_tests: [{ title: "its own" }],
    });
    expect(await titlesFor("y")).not.toEqual(["its own"]);
  });

  it("match every name under a host that begins with *.", async () => {
    await api.control.setupTests.add(rule("all of acme", { host: "*.acme.com" }));
    expect(await titlesFor("a")).toEqual(["all of acme"]);
    await api.control.setupTests.add(rule("another host", { host: "*.a.acme.com" }));
    expect(await titlesFor("b")).toEqual(["all of acme"]);
  });

  it("go before those that the names of hosts stand for", async () => {
    const host = "shop.invalid";
    const body = (schema: string, key: string) => ({
      group_id: group,
      service: "postgres",
      config: { schema_prefix: schema, [key]: host },
    });
    expect((await api.post("/v1/connections", body("a", "host"))).data).toMatchObject({
      status: { setup_state: "incomplete" },
      setup_tests: [{ title: "Host Connection", status: "FAILED" }, {}, {}],
    });
    expect((await api.post("/v1/connections", body("b", "tunnel_host"))).data).toMatchObject({
      status: { setup_state: "incomplete" },
    });
    await api.control.setupTests.add(rule("passes", { host }));
    expect((await api.post("/v1/connections", body("c", "host"))).data).toMatchObject({
      status: { setup_state: "connected" },
      setup_tests: [{ title: "passes" }],
    });
  });

  it.each([
    ["wrong-password.test", "incomplete", ["PASSED", "FAILED", "SKIPPED"]],
    ["warning.test", "connected", ["PASSED", "PASSED", "WARNING"]],
  ])("stand behind the host %s", async (host, state, statuses) => {
    const made = await api.post("/v1/destinations", {
      group_id: await api.group(),
      service: "snowflake",
      time_zone_offset: "0",
      config: { host },
    });
    const data = made.data as { setup_status: string; setup_tests: { status: string }[] };
    expect(data.setup_status).toBe(state);
    expect(data.setup_tests.map(({ status }) => status)).toEqual(statuses);
  });

  it("break what worked, and leave incomplete what never did", async () => {
    const body = { group_id: group, service: "postgres", config: { schema_prefix: "x" } };
    const id = idOf(await api.post("/v1/connections", body));
    const stateOf = async (): Promise<unknown> =>
      ((await api.post(`/v1/connections/${id}/test`, {})).data as { status: { setup_state: string } }).status
        .setup_state;
    await api.control.setupTests.add({ connectionId: id, tests: [{ title: "Login", status: "JOB_FAILED" }] });
    expect(await stateOf()).toBe("broken");
    expect(await stateOf()).toBe("broken");
    await api.control.setupTests.clear();
    expect(await stateOf()).toBe("connected");
  });
});
