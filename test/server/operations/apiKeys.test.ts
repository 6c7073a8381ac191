import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf, itemsOf, type Reply } from "../support/api";
import { Caller } from "../support/caller";

const DAY = 24 * 3_600_000;

describe("service accounts and their API keys", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  const serviceAccount = async (email?: string): Promise<string> =>
    idOf(
      await api.post("/v1/users", {
        user_type: "SERVICE_ACCOUNT",
        given_name: "Ada",
        family_name: "Bot",
        role: "Account Administrator",
        ...(email !== undefined && { email }),
      }),
    );
  const keyOf = ({ data }: Reply): { apiKey: string; apiSecret: string } => {
    const { key_value: apiKey, key_secret: apiSecret } = data as Record<string, string>;
    return { apiKey: String(apiKey), apiSecret: String(apiSecret) };
  };
  const opens = async (made: Reply): Promise<number> =>
    (await new Caller({ url: api.server.url, ...keyOf(made) }).get("/v1/account/info")).status;

  it("need no address and no invitation, and are listed by their type", async () => {
    const id = await serviceAccount();
    expect((await api.get(`/v1/users/${id}`)).data).toMatchObject({
      email: null,
      user_type: "SERVICE_ACCOUNT",
      has_api_key: false,
      invited: false,
      verified: true,
    });
    await api.post(`/v1/users/${id}/api-keys`, {});
    const idsOf = async (query: string): Promise<unknown[]> =>
      itemsOf(await api.get(`/v1/users?${query}`)).map((user) => user["id"]);
    expect(await idsOf("user_type=SERVICE_ACCOUNT")).toEqual([id]);
    expect(await idsOf("has_api_key=true")).toEqual([id]);
    expect(await idsOf("user_type=REGULAR_USER")).not.toContain(id);
    expect(await idsOf("has_api_key=false")).not.toContain(id);
  });

  it("share no address with another user", async () => {
    await serviceAccount("bot@acme.com");
    const again = { given_name: "B", family_name: "B", email: "BOT@acme.com" };
    expect(await api.post("/v1/users", again)).toMatchObject({ status: 409, code: "UserExists" });
  });

  it("have a key whose secret is answered once, and which opens the account until it expires", async () => {
    const id = await serviceAccount();
    const made = await api.post(`/v1/users/${id}/api-keys`, { expiration_period_days: 2 });
    expect(made).toMatchObject({
      status: 201,
      data: { key_status: "ACTIVE", expires_at: "2026-01-04T03:04:05.000Z" },
    });
    const { apiSecret } = keyOf(made);
    expect(await opens(made)).toBe(200);
    const shown = await api.get(`/v1/users/${id}/api-keys`);
    expect(shown.data).toMatchObject({ user_id: id, user_type: "SERVICE_ACCOUNT", key_status: "ACTIVE" });
    const listed = await api.get("/v1/users/api-keys?user_type=SERVICE_ACCOUNT");
    expect(itemsOf(listed)).toEqual([shown.data]);
    expect(JSON.stringify([shown, listed, api.control.snapshot()])).not.toContain(apiSecret);
    await api.control.clock.advance(2 * DAY);
    expect(await opens(made)).toBe(401);
    expect((await api.get(`/v1/users/${id}/api-keys`)).data).toMatchObject({ key_status: "EXPIRED" });
  });

  it("have two good secrets while a rotation overlaps, and one then", async () => {
    const id = await serviceAccount();
    const first = await api.post(`/v1/users/${id}/api-keys`, {});
    const second = await api.post(`/v1/users/${id}/api-keys/rotate`, { overlap_days: 7 });
    expect(second).toMatchObject({
      status: 200,
      data: {
        key_value: keyOf(first).apiKey,
        key_status: "ACTIVE_GRACE",
        expires_at: "2026-04-02T03:04:05.000Z",
        overlap_expires_at: "2026-01-09T03:04:05.000Z",
      },
    });
    expect([await opens(first), await opens(second)]).toEqual([200, 200]);
    await api.control.clock.advance(7 * DAY);
    expect([await opens(first), await opens(second)]).toEqual([401, 200]);
    expect((await api.get(`/v1/users/${id}/api-keys`)).data).toMatchObject({ key_status: "ACTIVE" });
    const third = await api.post(`/v1/users/${id}/api-keys/rotate`, {});
    expect([await opens(second), await opens(third)]).toEqual([401, 200]);
  });

  it("lose their key with a deletion, of the key or of the account", async () => {
    const id = await serviceAccount();
    const first = await api.post(`/v1/users/${id}/api-keys`, {});
    expect(await api.delete(`/v1/users/${id}/api-keys`)).toMatchObject({ status: 200 });
    expect(await opens(first)).toBe(401);
    expect(await api.get(`/v1/users/${id}/api-keys`)).toMatchObject({ status: 404, code: "NotFound" });
    const second = await api.post(`/v1/users/${id}/api-keys`, {});
    await api.delete(`/v1/users/${id}`);
    expect(await opens(second)).toBe(401);
    expect(itemsOf(await api.get("/v1/users/api-keys"))).toEqual([]);
  });

  it.each([
    ["api-keys", { expiration_period_days: 366 }],
    ["api-keys", { expiration_period_days: 0 }],
    ["api-keys/rotate", { overlap_days: 31 }],
  ])("POST %s %j is refused", async (path, body) => {
    const id = await serviceAccount();
    if (path !== "api-keys") await api.post(`/v1/users/${id}/api-keys`, {});
    expect(await api.post(`/v1/users/${id}/${path}`, body)).toMatchObject({
      status: 400,
      code: "InvalidInput",
    });
  });

  it("have one key at a time, which is not made for people", async () => {
    const id = await serviceAccount();
    await api.post(`/v1/users/${id}/api-keys`, { expiration_period_days: 1 });
    expect(await api.post(`/v1/users/${id}/api-keys`, {})).toMatchObject({ status: 400 });
    await api.control.clock.advance(DAY);
    expect(await api.post(`/v1/users/${id}/api-keys`, {})).toMatchObject({ status: 201 });
    const person = idOf(
      await api.post("/v1/users", { email: "a@acme.com", given_name: "A", family_name: "B" }),
    );
    expect(await api.post(`/v1/users/${person}/api-keys`, {})).toMatchObject({ status: 400 });
    expect(await api.post("/v1/users/nobody/api-keys", {})).toMatchObject({ status: 404 });
  });

  it("make neither service accounts nor keys themselves", async () => {
    const id = await serviceAccount();
    const own = new Caller({
      url: api.server.url,
      ...keyOf(await api.post(`/v1/users/${id}/api-keys`, {})),
    });
    const another = { user_type: "SERVICE_ACCOUNT", given_name: "A", family_name: "B" };
    expect(await own.post("/v1/users", another)).toMatchObject({ status: 403, code: "Forbidden" });
    expect(await own.post(`/v1/users/${id}/api-keys/rotate`, {})).toMatchObject({ status: 403 });
    expect(await own.delete(`/v1/users/${id}/api-keys`)).toMatchObject({ status: 403 });
  });
});
