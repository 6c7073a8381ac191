import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf, itemsOf } from "../support/api";

const ADA = { email: "ada@acme.com", given_name: "Ada", family_name: "Byron" };

describe("users", () => {
  let api: Api;
  let owner: string;
  beforeEach(async () => {
    api = await Api.start();
    owner = String(itemsOf(await api.get("/v1/users"))[0]?.["id"]);
  });
  afterEach(() => api.stop());

  it("are invited: not verified, and never logged in", async () => {
    const invited = await api.post("/v1/users", { ...ADA, phone: "+1", role: "Account Reviewer" });
    expect(invited).toMatchObject({ status: 201, code: "Success", message: "User has been created" });
    expect(invited.data).toEqual({
      id: expect.stringMatching(/^[a-z]+_[a-z]+$/) as string,
      ...ADA,
      verified: false,
      invited: true,
      active: true,
      picture: null,
      phone: "+1",
      role: "Account Reviewer",
      user_type: "REGULAR_USER",
      has_api_key: false,
      logged_in_at: null,
      created_at: expect.stringMatching(/Z$/) as string,
    });
    expect((await api.get(`/v1/users/${idOf(invited)}`)).data).toEqual(invited.data);
    expect(itemsOf(await api.get("/v1/users")).map((user) => user["email"])).toEqual([
      "owner@example.com",
      "ada@acme.com",
    ]);
  });

  it("of whom the owner of the keys has logged in, or there were no keys", async () => {
    expect((await api.get(`/v1/users/${owner}`)).data).toMatchObject({
      verified: true,
      invited: false,
      logged_in_at: expect.stringMatching(/Z$/) as string,
    });
  });

  it("need an address and both names, and each address is one user's", async () => {
    for (const field of ["email", "given_name", "family_name"]) {
      expect(await api.post("/v1/users", { ...ADA, [field]: undefined })).toMatchObject({
        status: 400,
        code: "InvalidInput",
        message: `Field '${field}' is required`,
      });
    }
    await api.post("/v1/users", ADA);
    expect(await api.post("/v1/users", { ...ADA, email: "ADA@acme.com" })).toMatchObject({
      status: 409,
      code: "UserExists",
    });
  });

  it("may have no role in the account; one that no role is called is refused", async () => {
    expect((await api.post("/v1/users", ADA)).data).toMatchObject({ role: null });
    expect(await api.post("/v1/users", { ...ADA, email: "bob@acme.com", role: "King" })).toMatchObject({
      status: 400,
      code: "InvalidInput",
      message: "Role 'King' not found",
    });
    expect(itemsOf(await api.get("/v1/users"))).toHaveLength(2);
  });

  it("change what is sent; null clears picture and phone only", async () => {
    const id = idOf(await api.post("/v1/users", { ...ADA, picture: "http://p", phone: "+1" }));
    const renamed = await api.patch(`/v1/users/${id}`, { given_name: "Augusta", role: "Account Analyst" });
    expect(renamed).toMatchObject({ status: 200, message: "User has been updated" });
    expect(renamed.data).toMatchObject({
      given_name: "Augusta",
      family_name: "Byron",
      picture: "http://p",
      phone: "+1",
      role: "Account Analyst",
    });
    const cleared = await api.patch(`/v1/users/${id}`, { picture: null, phone: null, family_name: null });
    expect(cleared.data).toMatchObject({ picture: null, phone: null, family_name: "Byron" });
    expect((await api.get(`/v1/users/${id}`)).data).toEqual(cleared.data);
  });

  it("lose their role in the account", async () => {
    const id = idOf(await api.post("/v1/users", { ...ADA, role: "Account Reviewer" }));
    expect(await api.delete(`/v1/users/${id}/role`)).toMatchObject({
      status: 200,
      message: "User role in account has been removed",
    });
    expect((await api.get(`/v1/users/${id}`)).data).toMatchObject({ role: null });
  });

  it("cannot change their own role, nor delete whose key this is", async () => {
    const refused = { status: 400, code: "InvalidInput" };
    expect(await api.patch(`/v1/users/${owner}`, { role: "Account Reviewer" })).toMatchObject(refused);
    expect(await api.delete(`/v1/users/${owner}/role`)).toMatchObject(refused);
    expect(await api.delete(`/v1/users/${owner}`)).toMatchObject(refused);
    expect(await api.patch(`/v1/users/${owner}`, { phone: "+2" })).toMatchObject({ status: 200 });
    expect((await api.get(`/v1/users/${owner}`)).data).toMatchObject({ role: "Account Administrator" });
  });

  it("are gone after a deletion, with their memberships", async () => {
    const id = idOf(await api.post("/v1/users", ADA));
    const [group, team] = [await api.group(), idOf(await api.post("/v1/teams", { name: "t" }))];
    await api.post(`/v1/users/${id}/groups`, { id: group, role: "View Destination" });
    await api.post(`/v1/teams/${team}/users`, { user_id: id });
    expect(await api.delete(`/v1/users/${id}`)).toMatchObject({
      status: 200,
      message: `User with id '${id}' has been deleted`,
    });
    const emails = itemsOf(await api.get(`/v1/groups/${group}/users`)).map((user) => user["email"]);
    expect(emails).toEqual(["owner@example.com"]);
    expect(itemsOf(await api.get(`/v1/teams/${team}/users`))).toEqual([]);
    // A missing user is a plain NotFound.
    const missing = { status: 404, code: "NotFound" };
    for (const reply of [
      await api.get(`/v1/users/${id}`),
      await api.patch(`/v1/users/${id}`, {}),
      await api.delete(`/v1/users/${id}`),
      await api.delete(`/v1/users/${id}/role`),
      await api.get(`/v1/users/${id}/groups`),
    ]) {
      expect(reply).toMatchObject(missing);
    }
  });

  it("are listed in pages, and filtered by being active", async () => {
    await api.stop();
    api = await Api.start({
      seed: { users: [{ email: "gone@acme.com", active: false }, { email: "b@acme.com" }] },
    });
    const first = await api.get("/v1/users?limit=2");
    expect(itemsOf(first)).toHaveLength(2);
    const { next_cursor } = first.data as { next_cursor: string };
    const rest = await api.get(`/v1/users?limit=2&cursor=${next_cursor}`);
    expect(itemsOf(rest).map((user) => user["email"])).toEqual(["b@acme.com"]);
    expect(rest.data).not.toHaveProperty("next_cursor");
    const inactive = itemsOf(await api.get("/v1/users?active=false"));
    expect(inactive.map((user) => user["email"])).toEqual(["gone@acme.com"]);
  });
});
