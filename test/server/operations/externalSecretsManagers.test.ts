import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf, itemsOf } from "../support/api";

const PATH = "/v1/external-secrets-managers";
const ENTITIES = "/v1/external-secrets-managers-entities";
const MANAGER = {
  type: "HASHICORP_VAULT",
  name: "vault",
  config: { vault_url: "https://vault.test", token: "hunter2" },
};

describe("external secrets managers", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  it("are created, listed, changed and deleted, with secrets masked", async () => {
    const created = await api.post(PATH, MANAGER);
    expect(created).toMatchObject({ status: 201, message: "External Secrets Manager has been created" });
    expect(created.data).toMatchObject({
      ...MANAGER,
      config: { vault_url: "https://vault.test", token: "******" },
      is_hybrid_deployment: false,
    });
    const id = idOf(created);
    expect(itemsOf(await api.get(PATH))).toEqual([created.data]);
    const updated = await api.patch(`${PATH}/${id}`, { config: { vault_url: "https://other.test" } });
    expect(updated).toMatchObject({
      message: "Resource updated successfully",
      data: { config: { vault_url: "https://other.test", token: "******" } },
    });
    expect(await api.get(`${PATH}/${id}`)).toMatchObject({
      message: "Operation performed successfully",
      data: updated.data as object,
    });
    expect(await api.delete(`${PATH}/${id}`)).toMatchObject({
      message: `External Secrets Manager '${id}' has been deleted.`,
    });
    for (const reply of [
      await api.get(`${PATH}/${id}`),
      await api.patch(`${PATH}/${id}`, { config: {} }),
      await api.delete(`${PATH}/${id}`),
      await api.get(`${PATH}/${id}/entities`),
      await api.get(`${ENTITIES}?esm_id=${id}`),
    ]) {
      expect(reply).toMatchObject({
        status: 404,
        code: "NotFound",
        message: `External Secrets Manager with '${id}' id is not found.`,
      });
    }
  });

  it("have a name of their own and a type that there is", async () => {
    await api.post(PATH, MANAGER);
    expect(await api.post(PATH, MANAGER)).toMatchObject({ status: 400, code: "BadRequest" });
    const refused = { status: 400, code: "BadRequest" };
    expect(await api.post(PATH, { ...MANAGER, name: "b", type: "MOON" })).toMatchObject({
      ...refused,
      message: "Field 'type' has an invalid value",
    });
    for (const config of [undefined, null]) {
      const lacking = { ...refused, message: "ESM config is required." };
      expect(await api.post(PATH, { ...MANAGER, name: "b", config })).toMatchObject(lacking);
    }
    expect(itemsOf(await api.get(PATH))).toHaveLength(1);
  });

  it("list what reads its secrets from them, and stay while there is anything", async () => {
    const [id, other] = [
      idOf(await api.post(PATH, MANAGER)),
      idOf(await api.post(PATH, { ...MANAGER, name: "other" })),
    ];
    const group = await api.destination();
    await api.patch(`/v1/destinations/${group}`, { external_secrets_manager_id: id });
    const source = await api.connection({ external_secrets_manager_id: id }, { schema_prefix: "shop" });
    const stranger = await api.connection({ external_secrets_manager_id: other });
    const idsAt = async (path: string) => itemsOf(await api.get(path)).map((item) => item["id"]);
    expect(itemsOf(await api.get(`${PATH}/${id}/entities`))).toMatchObject([
      { id: source, name: "shop", enabled: true, type: "SOURCE", secret_manager_id: id },
      { id: group, name: "analytics", enabled: true, type: "DESTINATION", secret_manager_id: id },
    ]);
    expect(await idsAt(`${PATH}/${id}/entities?type=destination`)).toEqual([group]);
    expect(await idsAt(ENTITIES)).toEqual([source, group, stranger]);
    expect(await idsAt(`${ENTITIES}?type=source`)).toEqual([source, stranger]);
    expect(await idsAt(`${ENTITIES}?esm_id=${other}&type=all`)).toEqual([stranger]);
    expect(await api.get(`${ENTITIES}?type=moon`)).toMatchObject({ status: 400, code: "BadRequest" });
    expect(await api.delete(`${PATH}/${id}`)).toMatchObject({
      status: 400,
      code: "BadRequest",
      message:
        `Failed to delete External Secrets Manager with '${id}' id, because it is used by ` +
        "1 connection(s) and 1 destination(s).",
    });
  });
});
