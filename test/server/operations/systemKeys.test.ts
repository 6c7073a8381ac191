import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, itemsOf, type Reply, START_MS } from "../support/api";

const DAY_MS = 24 * 60 * 60 * 1000;

interface Key {
  readonly id: string;
  readonly key: string;
  readonly secret: string;
  readonly expired_at: string | null;
}

describe("system keys", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  const create = async (fields: object = {}): Promise<Key> =>
    (await api.post("/v1/system-keys", { name: "ci", ...fields })).data as Key;
  const as = ({ key, secret }: { key: string; secret: string }, path = "/v1/groups"): Promise<Reply> =>
    api.get(path, { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}` });

  it("open the account that made them; only the creation answers the secret", async () => {
    const created = await api.post("/v1/system-keys", {
      name: "ci",
      permissions: [
        { resource_type: "CONNECTOR", access_level: "MANAGE", resource_filter: { group_ids: ["g"] } },
        { resource_type: "USER", access_level: "READ" },
      ],
    });
    expect(created).toMatchObject({ status: 201, message: "System key has been created" });
    const key = created.data as Key;
    expect(created.data).toMatchObject({
      name: "ci",
      expired_at: null,
      last_used_at: null,
      permissions: [
        { resource_type: "CONNECTOR", access_level: "MANAGE", resource_filter: { group_ids: ["g"] } },
        { resource_type: "USER", access_level: "READ" },
      ],
    });
    const group = await api.group();
    expect(itemsOf(await as(key)).map(({ id }) => id)).toEqual([group]);
    const shown = await api.get(`/v1/system-keys/${key.id}`);
    expect(shown).toMatchObject({
      message: "System key details retrieved successfully",
      data: { key: key.key },
    });
    for (const data of [shown.data, ...itemsOf(await api.get("/v1/system-keys"))]) {
      expect(data).not.toHaveProperty("secret");
    }
    expect(JSON.stringify(api.control.snapshot())).not.toContain(key.secret);
  });

  it("do not open it with another secret, or after their deletion", async () => {
    const key = await create();
    const refused = { status: 401, code: "AuthFailed" };
    expect(await as({ ...key, secret: "wrong" })).toMatchObject(refused);
    expect(await as({ ...key, secret: "" })).toMatchObject(refused);
    expect(await as({ key: "ft_no", secret: key.secret })).toMatchObject(refused);
    expect(await as(key)).toMatchObject({ status: 200 });
    expect(await api.delete(`/v1/system-keys/${key.id}`)).toMatchObject({
      message: `System key with id '${key.id}' has been deleted`,
    });
    expect(await as(key)).toMatchObject(refused);
    expect(await api.get(`/v1/system-keys/${key.id}`)).toMatchObject({ status: 404, code: "NotFound" });
  });

  it.each([
    ["ONE_WEEK", "2026-01-09T03:04:05"],
    ["ONE_MONTH", "2026-02-02T03:04:05"],
    ["THREE_MONTHS", "2026-04-02T03:04:05"],
    ["SIX_MONTHS", "2026-07-02T03:04:05"],
  ])("expire after %s", async (expiration_period, at) => {
    const key = await create({ expiration_period });
    expect(key.expired_at).toContain(at);
    const left = Date.parse(String(key.expired_at)) - START_MS;
    await api.control.clock.advance(left - 1);
    expect(await as(key)).toMatchObject({ status: 200 });
    await api.control.clock.advance(1);
    expect(await as(key)).toMatchObject({ status: 401 });
    expect((await api.get(`/v1/system-keys/${key.id}`)).data).toMatchObject({ expired_at: key.expired_at });
  });

  it("that were made on a month's last day expire on the last day of a shorter one", async () => {
    await api.control.clock.set(Date.parse("2026-01-31T12:00:00Z"));
    expect((await create({ expiration_period: "ONE_MONTH" })).expired_at).toContain("2026-02-28");
  });

  it("get a new secret by rotation, which ends the old one", async () => {
    const key = await create({ expiration_period: "ONE_WEEK" });
    await api.control.clock.advance(30 * DAY_MS);
    const rotated = await api.post(`/v1/system-keys/${key.id}/rotate`, { expiration_period: "ONE_WEEK" });
    expect(rotated).toMatchObject({
      status: 200,
      message: `System key with id '${key.id}' has been rotated`,
    });
    const renewed = rotated.data as Key;
    expect(renewed).toMatchObject({ id: key.id, key: key.key });
    expect(renewed.secret).not.toBe(key.secret);
    expect(await as(key)).toMatchObject({ status: 401 });
    expect(await as(renewed)).toMatchObject({ status: 200 });
    expect((await api.post(`/v1/system-keys/${key.id}/rotate`)).data).toMatchObject({ expired_at: null });
  });

  it("change name and permissions, and stay the same key", async () => {
    const key = await create({ permissions: [{ resource_type: "USER", access_level: "READ" }] });
    const updated = await api.patch(`/v1/system-keys/${key.id}`, { name: "cd" });
    expect(updated).toMatchObject({
      message: "System key has been updated",
      data: { name: "cd", key: key.key, permissions: [{ resource_type: "USER" }] },
    });
    expect((await api.patch(`/v1/system-keys/${key.id}`, { permissions: [] })).data).toMatchObject({
      name: "cd",
      permissions: [],
    });
    expect(await as(key)).toMatchObject({ status: 200 });
  });

  it("are refused without a name, and with what the API does not know", async () => {
    expect(await api.post("/v1/system-keys", {})).toMatchObject({ status: 400, code: "InvalidInput" });
    for (const wrong of [
      { expiration_period: "FOREVER" },
      { permissions: [{ resource_type: "MOON", access_level: "READ" }] },
      { permissions: [{ resource_type: "USER", access_level: "SOME" }] },
    ]) {
      expect(await api.post("/v1/system-keys", { name: "x", ...wrong })).toMatchObject({
        status: 400,
        code: "InvalidInput",
      });
    }
    expect(itemsOf(await api.get("/v1/system-keys"))).toEqual([]);
  });

  it("tell when they were last used, to the minute", async () => {
    const key = await create();
    const lastUse = async () => (await api.get(`/v1/system-keys/${key.id}`)).data as { last_used_at: string };
    await as(key);
    const { last_used_at } = await lastUse();
    expect(last_used_at).toContain("2026-01-02T03:04:05");
    await api.control.clock.advance(59_999);
    await as(key);
    expect(await lastUse()).toMatchObject({ last_used_at });
    await api.control.clock.advance(1);
    await as(key);
    expect((await lastUse()).last_used_at).toContain("2026-01-02T03:05:05");
  });

  it("are who made what they make, and are nobody's own role", async () => {
    const { id, key, secret } = await create();
    const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}`;
    const made = await api.call("POST", "/v1/proxy", { display_name: "edge" }, { authorization });
    const { agent_id } = made.data as { agent_id: string };
    expect((await api.get(`/v1/proxy/${agent_id}`)).data).toMatchObject({ created_by: id });
    const owner = `/v1/users/${String(itemsOf(await api.get("/v1/users"))[0]?.["id"])}`;
    const changed = await api.call("PATCH", owner, { role: "Account Reviewer" }, { authorization });
    expect(changed).toMatchObject({ status: 200, data: { role: "Account Reviewer" } });
  });

  it("and users are told apart by the account's information", async () => {
    const [owner] = itemsOf(await api.get("/v1/users"));
    const key = await create();
    const byUser = await api.get("/v1/account/info");
    expect(byUser).toMatchObject({ message: "Account information retrieved successfully" });
    expect(byUser.data).toEqual({ account_id: "account", account_name: "account", user_id: owner?.["id"] });
    expect((await as(key, "/v1/account/info")).data).toEqual({
      account_id: "account",
      account_name: "account",
      system_key_id: key.id,
    });
  });
});
