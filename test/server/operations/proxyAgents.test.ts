import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, itemsOf, type Reply } from "../support/api";

interface Secrets {
  readonly agent_id: string;
  readonly auth_token: string;
  readonly client_private_key: string;
}

describe("proxy agents", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  const create = (display_name = "edge"): Promise<Reply> =>
    api.post("/v1/proxy", { display_name, group_region: "AWS_US_EAST_1" });
  const agent = async (): Promise<string> => ((await create()).data as Secrets).agent_id;

  it("answer their secrets when they are created, and never again", async () => {
    const created = await create();
    expect(created).toMatchObject({ status: 201, code: "Success", message: "Proxy agent has been created" });
    const { agent_id: id, ...secrets } = created.data as Secrets;
    expect(Object.keys(secrets).sort()).toEqual([
      "auth_token",
      "client_cert",
      "client_private_key",
      "orchestrator_host",
      "orchestrator_port",
    ]);
    const details = await api.get(`/v1/proxy/${id}`);
    expect(details.data).toEqual({
      id,
      account_id: "account",
      display_name: "edge",
      region: "AWS_US_EAST_1",
      registered_at: expect.stringMatching(/Z$/) as string,
      created_by: expect.stringMatching(/_/) as string,
      version: expect.stringMatching(/\d/) as string,
      status: "NOT_CONNECTED",
      usage: [],
    });
    const list = await api.get("/v1/proxy");
    expect(list.message).toBe("Proxy agent retrieved successfully");
    expect(itemsOf(list)).toMatchObject([{ id, connector_count: 0, destination_count: 0 }]);
    const kept = JSON.stringify(api.control.snapshot());
    for (const secret of Object.values(secrets)) expect(kept).not.toContain(secret);
  });

  it("each have a name of their own, and a region that there is", async () => {
    await create();
    expect(await create()).toMatchObject({
      status: 409,
      code: "Conflict",
      message: "Proxy agent with same name already exists.",
    });
    expect(await api.post("/v1/proxy", {})).toMatchObject({ status: 400, code: "InvalidInput" });
    expect(await api.post("/v1/proxy", { display_name: "x", group_region: "MOON" })).toMatchObject({
      status: 400,
      code: "InvalidInput",
      message: "Group region not supported.",
    });
    expect(itemsOf(await api.get("/v1/proxy"))).toHaveLength(1);
  });

  it("stay while a connection or a destination goes through them", async () => {
    const id = await agent();
    const through = { networking_method: "ProxyAgent", proxy_agent_id: id };
    const connection = await api.connection(through, { schema_prefix: "shop" });
    const group = ((await api.get(`/v1/connections/${connection}`)).data as { group_id: string }).group_id;
    await api.patch(`/v1/destinations/${group}`, through);
    expect((await api.get(`/v1/proxy/${id}`)).data).toMatchObject({
      usage: [
        { id: connection, schema: "shop", service: "postgres" },
        { id: group, schema: null, service: "snowflake" },
      ],
    });
    expect(itemsOf(await api.get("/v1/proxy"))).toMatchObject([{ connector_count: 1, destination_count: 1 }]);
    const connections = await api.get(`/v1/proxy/${id}/connections`);
    expect(connections.message).toBe("Proxy agent connections retrieved successfully");
    expect(itemsOf(connections)).toEqual([{ connection_id: connection }]);

    const refused = { status: 409, code: "Conflict", message: "Proxy agent have attached connections." };
    expect(await api.delete(`/v1/proxy/${id}`)).toMatchObject(refused);
    await api.patch(`/v1/connections/${connection}`, { networking_method: "Directly" });
    expect((await api.get(`/v1/connections/${connection}`)).data).not.toHaveProperty("proxy_agent_id");
    expect(await api.delete(`/v1/proxy/${id}`)).toMatchObject(refused);
    await api.patch(`/v1/destinations/${group}`, { networking_method: "Directly" });
    expect(await api.delete(`/v1/proxy/${id}`)).toMatchObject({
      status: 200,
      message: `Agent ${id} successfully deleted`,
    });
  });

  it.each([
    ["POST", "/regenerate-secrets"],
    ["PATCH", "/regenerate-secrets"],
    ["PATCH", ""],
  ])("get new secrets by %s %s", async (method, path) => {
    const before = (await create()).data as Secrets;
    const regenerated = await api.call(method, `/v1/proxy/${before.agent_id}${path}`);
    expect(regenerated).toMatchObject({
      status: 200,
      code: "Success",
      message: "Proxy agent secrets have been regenerated",
      data: { agent_id: before.agent_id },
    });
    expect((regenerated.data as Secrets).auth_token).not.toBe(before.auth_token);
  });

  it("that do not exist are plain NotFound", async () => {
    const missing = { status: 404, code: "NotFound", message: "Proxy Agent not found." };
    expect(await api.get("/v1/proxy/no_agent")).toMatchObject(missing);
    expect(await api.delete("/v1/proxy/no_agent")).toMatchObject(missing);
    expect(await api.get("/v1/proxy/no_agent/connections")).toMatchObject(missing);
    expect(await api.post("/v1/proxy/no_agent/regenerate-secrets")).toMatchObject(missing);
  });
});
