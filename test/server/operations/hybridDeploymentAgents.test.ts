import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf, itemsOf } from "../support/api";

interface Created {
  readonly token: string;
  readonly files: Readonly<Record<"config_json" | "auth_json" | "docker_compose_yaml", string>>;
}

const PATH = "/v1/hybrid-deployment-agents";

describe("hybrid deployment agents", () => {
  let api: Api;
  let group: string;
  beforeEach(async () => {
    api = await Api.start();
    group = await api.destination();
  });
  afterEach(() => api.stop());

  const create = (fields: object = {}) =>
    api.post(PATH, {
      group_id: group,
      display_name: "edge",
      env_type: "DOCKER",
      accept_terms: true,
      ...fields,
    });

  it("answer files and token when they are created, and never again", async () => {
    const created = await create();
    expect(created).toMatchObject({ status: 201, message: "Hybrid deployment agent has been created" });
    const id = idOf(created);
    const { token, files, ...agent } = created.data as Created & Record<string, unknown>;
    expect(agent).toMatchObject({
      display_name: "edge",
      group_id: group,
      deployment_type: "DOCKER",
      enabled: true,
    });
    const config: unknown = JSON.parse(Buffer.from(files.config_json, "base64").toString());
    expect(config).toMatchObject({ agent_id: id });
    const details = await api.get(`${PATH}/${id}`);
    expect(details.message).toBe("Hybrid deployment agent details retrieved successfully");
    expect(details.data).toEqual({ ...agent, usage: [] });
    expect(itemsOf(await api.get(PATH))).toEqual([details.data]);
    const kept = JSON.stringify(api.control.snapshot());
    for (const secret of [token, files.auth_json]) expect(kept).not.toContain(secret);
  });

  it("need their terms accepted, a name, a kind and a group", async () => {
    const refused = { status: 400, code: "InvalidInput" };
    expect(await create({ accept_terms: false })).toMatchObject(refused);
    expect(await create({ accept_terms: undefined })).toMatchObject(refused);
    expect(await create({ display_name: undefined })).toMatchObject(refused);
    expect(await create({ env_type: "MOON" })).toMatchObject(refused);
    expect(await create({ group_id: "no_group" })).toMatchObject({ status: 404, code: "NotFound_Group" });
    expect(itemsOf(await api.get(PATH))).toEqual([]);
  });

  it.each(["PATCH", "POST"])("get new files and a new token by %s", async (method) => {
    const created = await create();
    const path = `${PATH}/${idOf(created)}`;
    const renewed = await api.call(method, `${path}/re-auth`, { auth_type: "MANUAL" });
    expect(renewed).toMatchObject({
      status: 200,
      message: "Hybrid deployment agent re-authentication successful",
      data: { id: idOf(created), display_name: "edge" },
    });
    const [before, after] = [created.data as Created, renewed.data as Created];
    expect(after.token).not.toBe(before.token);
    expect(after.files.auth_json).not.toBe(before.files.auth_json);
    expect(await api.call(method, `${path}/re-auth`)).toMatchObject({ status: 200 });
  });

  it("get their credentials reset, which answers none", async () => {
    const id = idOf(await create());
    const reset = await api.post(`${PATH}/${id}/reset-credentials`);
    expect(reset).toMatchObject({
      status: 200,
      message: `Successfully reset credentials the agent with id = ${id}`,
    });
    expect(reset.data).toBeUndefined();
  });

  it("show the connections that use them, and stay while there are any", async () => {
    const id = idOf(await create());
    const connection = await api.connection({ hybrid_deployment_agent_id: id }, { schema_prefix: "shop" });
    expect((await api.get(`${PATH}/${id}`)).data).toMatchObject({
      usage: [{ connection_id: connection, schema: "shop", service: "postgres" }],
    });
    expect(await api.delete(`${PATH}/${id}`)).toMatchObject({ status: 409, code: "Conflict" });
    await api.patch(`/v1/connections/${connection}`, { hybrid_deployment_agent_id: null });
    expect(await api.delete(`${PATH}/${id}`)).toMatchObject({
      status: 200,
      message: `Hybrid deployment agent with id = ${id} has been deleted.`,
    });
    const missing = { status: 404, code: "NotFound_RemoteExecutionAgent" };
    expect(await api.get(`${PATH}/${id}`)).toMatchObject(missing);
    expect(await api.delete(`${PATH}/${id}`)).toMatchObject(missing);
    expect(await api.patch(`${PATH}/${id}/re-auth`, {})).toMatchObject(missing);
    expect(await api.post(`${PATH}/${id}/reset-credentials`)).toMatchObject(missing);
  });

  it("are filtered by their group, and go with it", async () => {
    const other = await api.group();
    const [mine, others] = [idOf(await create()), idOf(await create({ group_id: other }))];
    expect(itemsOf(await api.get(`${PATH}?groupId=${group}`)).map(({ id }) => id)).toEqual([mine]);
    await api.delete(`/v1/groups/${group}`);
    expect(itemsOf(await api.get(PATH)).map(({ id }) => id)).toEqual([others]);
  });
});
