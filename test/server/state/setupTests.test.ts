import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf } from "../support/api";

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
});
