import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, itemsOf } from "../support/api";

describe("groups", () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.start();
  });
  afterAll(() => api.stop());

  it("are created with an id of two words and a time with microseconds", async () => {
    const created = await api.post("/v1/groups", { name: "finance" });
    expect(created).toMatchObject({ status: 201, code: "Success", message: "Group has been created" });
    expect(created.data).toEqual({
      id: expect.stringMatching(/^[a-z]+_[a-z]+$/) as string,
      name: "finance",
      created_at: expect.stringMatching(/^2026-01-02T03:04:05\.\d{6}Z$/) as string,
    });
  });

  it("never change their creation time, and no two have the same", async () => {
    const [one, other] = [await api.group(), await api.group()];
    const first = await api.get(`/v1/groups/${one}`);
    expect((await api.get(`/v1/groups/${one}`)).data).toEqual(first.data);
    expect((await api.get(`/v1/groups/${other}`)).data).not.toHaveProperty(
      "created_at",
      (first.data as { created_at: string }).created_at,
    );
  });

  it("are renamed in place", async () => {
    const id = await api.group("before");
    const updated = await api.patch(`/v1/groups/${id}`, { name: "after" });
    expect(updated).toMatchObject({
      status: 200,
      message: "Group has been updated",
      data: { id, name: "after" },
    });
    expect(await api.get(`/v1/groups/${id}`)).toMatchObject({
      message: "Group details retrieved successfully",
      data: { name: "after" },
    });
  });

  it("need a name", async () => {
    const refused = { status: 400, code: "InvalidInput" };
    expect(await api.post("/v1/groups", {})).toMatchObject({
      ...refused,
      message: "Field 'name' is required",
    });
    expect(await api.post("/v1/groups", { name: 5 })).toMatchObject({
      ...refused,
      message: "Field 'name' has an invalid value",
    });
    expect(await api.post("/v1/groups")).toMatchObject(refused);
  });

  it("are gone after a deletion, which names the id, with a body", async () => {
    const id = await api.group();
    expect(await api.delete(`/v1/groups/${id}`)).toMatchObject({
      status: 200,
      code: "Success",
      message: `Group with id '${id}' has been deleted`,
    });
    const missing = { status: 404, code: "NotFound_Group" };
    expect(await api.get(`/v1/groups/${id}`)).toMatchObject(missing);
    expect(await api.patch(`/v1/groups/${id}`, { name: "x" })).toMatchObject(missing);
    expect(await api.delete(`/v1/groups/${id}`)).toMatchObject(missing);
    expect(await api.get(`/v1/groups/${id}/connections`)).toMatchObject(missing);
  });

  it("stay while they hold a connection, and take their destination along", async () => {
    const connection = await api.connection();
    const group = (await api.get(`/v1/connections/${connection}`)).data as { group_id: string };
    expect(await api.delete(`/v1/groups/${group.group_id}`)).toMatchObject({ status: 409, code: "Conflict" });
    await api.delete(`/v1/connections/${connection}`);
    expect(await api.delete(`/v1/groups/${group.group_id}`)).toMatchObject({ status: 200 });
    expect(await api.get(`/v1/destinations/${group.group_id}`)).toMatchObject({ status: 404 });
  });

  it("list their connections, filtered by the exact schema", async () => {
    const group = await api.destination();
    for (const schema_prefix of ["a", "ab"]) {
      await api.post("/v1/connections", { group_id: group, service: "postgres", config: { schema_prefix } });
    }
    const all = await api.get(`/v1/groups/${group}/connections`);
    expect(all).toMatchObject({ message: "Group connections retrieved successfully" });
    expect(itemsOf(all).map((item) => item["schema"])).toEqual(["a", "ab"]);
    expect(itemsOf(await api.get(`/v1/groups/${group}/connections?schema=a`))).toHaveLength(1);
  });

  it("have a public key and a service account of their own, the same at each call", async () => {
    const [one, other] = [await api.group(), await api.group()];
    for (const what of ["public-key", "service-account"]) {
      const first = await api.get(`/v1/groups/${one}/${what}`);
      expect(first.status).toBe(200);
      expect((await api.get(`/v1/groups/${one}/${what}`)).data).toEqual(first.data);
      expect((await api.get(`/v1/groups/${other}/${what}`)).data).not.toEqual(first.data);
    }
  });
});
