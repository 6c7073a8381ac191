import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf, itemsOf } from "../support/api";

const CHANGE_MS = 10_000;
const LINK = {
  name: "to_source",
  service: "SOURCE_GCP",
  region: "GCP_US_EAST4",
  config: { private_connection_service_id: "one" },
};

describe("private links", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  const standing = async (): Promise<string> => {
    const id = idOf(await api.post("/v1/private-links", LINK));
    await api.control.clock.advance(CHANGE_MS);
    return id;
  };
  const stateOf = async (id: string): Promise<unknown> =>
    ((await api.get(`/v1/private-links/${id}`)).data as { state: string }).state;

  it("are being created for a while, and then stand", async () => {
    const created = await api.post("/v1/private-links", LINK);
    expect(created).toMatchObject({ status: 201, message: "Private link has been created" });
    expect(created.data).toMatchObject({ ...LINK, state: "CREATING", cloud_provider: "GCP" });
    expect(created.data).not.toHaveProperty("host");
    const id = idOf(created);
    await api.control.clock.advance(CHANGE_MS - 1);
    expect(await stateOf(id)).toBe("CREATING");
    await api.control.clock.advance(1);
    const details = await api.get(`/v1/private-links/${id}`);
    expect(details.message).toBe("Private link details retrieved successfully");
    expect(details.data).toMatchObject({ state: "OK", host: expect.stringMatching(/./) as string });
    expect(itemsOf(await api.get("/v1/private-links"))).toEqual([details.data]);
  });

  it("can be changed in no state but OK", async () => {
    const id = idOf(await api.post("/v1/private-links", LINK));
    const change = () =>
      api.patch(`/v1/private-links/${id}`, { config: { private_connection_service_id: "two" } });
    expect(await change()).toMatchObject({ status: 409, code: "IllegalState" });
    await api.control.clock.advance(CHANGE_MS);
    expect(await change()).toMatchObject({
      status: 200,
      message: "Private link has been updated",
      data: { state: "UPDATING", config: { private_connection_service_id: "two" } },
    });
    expect(await change()).toMatchObject({ status: 409, code: "IllegalState" });
    await api.control.clock.advance(CHANGE_MS);
    expect(await stateOf(id)).toBe("OK");
  });

  it("are marked for deletion, and gone a while later", async () => {
    const id = await standing();
    const marked = { status: 200, message: `Private link with id '${id}' is marked for deletion` };
    expect(await api.delete(`/v1/private-links/${id}`)).toMatchObject(marked);
    expect(await stateOf(id)).toBe("DESTROYING");
    await api.control.clock.advance(CHANGE_MS - 1);
    expect(await api.delete(`/v1/private-links/${id}`)).toMatchObject(marked);
    await api.control.clock.advance(1);
    const missing = { status: 404, code: "NotFound" };
    expect(await api.get(`/v1/private-links/${id}`)).toMatchObject(missing);
    expect(await api.delete(`/v1/private-links/${id}`)).toMatchObject(missing);
    expect(await api.patch(`/v1/private-links/${id}`, {})).toMatchObject(missing);
  });

  it("stay while a connection goes through them", async () => {
    const id = await standing();
    const connection = await api.connection({ networking_method: "PrivateLink", private_link_id: id });
    expect(await api.delete(`/v1/private-links/${id}`)).toMatchObject({ status: 409, code: "Conflict" });
    await api.patch(`/v1/connections/${connection}`, { networking_method: "Directly" });
    expect(await api.delete(`/v1/private-links/${id}`)).toMatchObject({ status: 200 });
  });

  it("need a name, a region, a service that there is, and its settings", async () => {
    for (const field of ["name", "region", "service"]) {
      expect(await api.post("/v1/private-links", { ...LINK, [field]: undefined })).toMatchObject({
        status: 400,
        message: `Field '${field}' is required`,
      });
    }
    for (const wrong of [{ service: "SOURCE_MOON" }, { region: "MOON" }, { config: {} }]) {
      expect(await api.post("/v1/private-links", { ...LINK, ...wrong })).toMatchObject({
        status: 400,
        code: "InvalidInput",
      });
    }
    expect(itemsOf(await api.get("/v1/private-links"))).toEqual([]);
  });

  it("take as long as the account is told", async () => {
    await api.control.configure({ privateLinkChangeMs: 1 });
    const id = idOf(await api.post("/v1/private-links", LINK));
    expect(await stateOf(id)).toBe("CREATING");
    await api.control.clock.advance(1);
    expect(await stateOf(id)).toBe("OK");
  });

  it("take as long as the seed says, and can be seeded", async () => {
    await api.stop();
    const seeded = {
      id: "old_link",
      name: "old",
      service: "SNOWFLAKE_AWS",
      config: { account_url: "u", vpce_id: "v" },
    };
    api = await Api.start({ seed: { privateLinkChangeMs: 0, privateLinks: [seeded] } });
    expect(await stateOf("old_link")).toBe("OK");
    expect(await stateOf(idOf(await api.post("/v1/private-links", LINK)))).toBe("OK");
  });
});
