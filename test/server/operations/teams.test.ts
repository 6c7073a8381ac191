import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf, itemsOf } from "../support/api";

describe("teams", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start({
      seed: {
        users: [
          { id: "ann_a", email: "ann@acme.com" },
          { id: "bob_b", email: "bob@acme.com", active: false },
        ],
      },
    });
  });
  afterEach(() => api.stop());

  const team = async (fields: object = {}): Promise<string> =>
    idOf(await api.post("/v1/teams", { name: "data", role: "Account Reviewer", ...fields }));

  it("are created, listed, changed and deleted", async () => {
    const created = await api.post("/v1/teams", { name: "data", description: "d", role: "Account Reviewer" });
    expect(created).toMatchObject({ status: 201, message: "Team has been created" });
    const id = idOf(created);
    expect(created.data).toEqual({ id, name: "data", description: "d", role: "Account Reviewer" });
    expect(await api.get("/v1/teams")).toMatchObject({
      message: "Teams retrieved successfully",
      data: { items: [created.data] },
    });
    expect(await api.patch(`/v1/teams/${id}`, { name: "other" })).toMatchObject({
      message: "Team has been updated",
      data: { id, name: "other", description: "d", role: "Account Reviewer" },
    });
    expect((await api.patch(`/v1/teams/${id}`, { description: null })).data).toMatchObject({
      description: "",
    });
    expect(await api.delete(`/v1/teams/${id}/role`)).toMatchObject({
      message: "Team role in account has been removed",
    });
    expect((await api.get(`/v1/teams/${id}`)).data).toMatchObject({ name: "other", role: "" });
    expect(await api.delete(`/v1/teams/${id}`)).toMatchObject({
      status: 200,
      message: "Team has been deleted",
    });
    expect(itemsOf(await api.get("/v1/teams"))).toEqual([]);
  });

  it("need a name, and a role that there is", async () => {
    expect(await api.post("/v1/teams", { role: "Account Reviewer" })).toMatchObject({
      status: 400,
      message: "Field 'name' is required",
    });
    expect(await api.post("/v1/teams", { name: "x", role: "King" })).toMatchObject({ status: 400 });
    expect(await api.patch(`/v1/teams/${await team()}`, { role: "King" })).toMatchObject({ status: 400 });
  });

  it("that do not exist are NotFound_Team, also for the lists of their memberships", async () => {
    const missing = { status: 404, code: "NotFound_Team" };
    for (const path of ["", "/users", "/groups", "/connections", "/users/ann_a", "/groups/g"]) {
      expect(await api.get(`/v1/teams/no_team${path}`)).toMatchObject(missing);
    }
    expect(await api.patch("/v1/teams/no_team", { name: "x" })).toMatchObject(missing);
    expect(await api.delete("/v1/teams/no_team")).toMatchObject(missing);
    expect(await api.delete("/v1/teams/no_team/role")).toMatchObject(missing);
  });

  it("have users, with a role in the team", async () => {
    const users = `/v1/teams/${await team()}/users`;
    const added = await api.post(users, { user_id: "ann_a", role: "Team Manager" });
    expect(added).toMatchObject({ status: 201, message: "User has been added to the team" });
    expect(added.data).toEqual({
      user_id: "ann_a",
      role: "Team Manager",
      created_at: expect.stringMatching(/Z$/) as string,
    });
    expect((await api.post(users, { user_id: "bob_b" })).data).toMatchObject({ role: "Team Member" });
    expect(await api.get(users)).toMatchObject({
      message: "Team users retrieved successfully",
      data: { items: [{ user_id: "ann_a" }, { user_id: "bob_b" }] },
    });
    expect(itemsOf(await api.get(`${users}?active=true`)).map((item) => item["user_id"])).toEqual(["ann_a"]);
    expect(await api.patch(`${users}/ann_a`, { role: "Team Member" })).toMatchObject({
      message: "User role has been updated",
      data: { user_id: "ann_a", role: "Team Member" },
    });
    expect(await api.get(`${users}/ann_a`)).toMatchObject({
      message: "Team user details retrieved successfully",
      data: { role: "Team Member" },
    });
    expect(await api.delete(`${users}/ann_a`)).toMatchObject({
      message: "User has been removed from the team",
    });
    expect(await api.get(`${users}/ann_a`)).toMatchObject({ status: 404, code: "NotFound" });
    expect(await api.post(users, { user_id: "no_body" })).toMatchObject({ status: 404, code: "NotFound" });
  });

  it("take their memberships along, and those of others stay", async () => {
    const [one, other] = [await team(), await team()];
    const group = await api.group();
    for (const id of [one, other]) {
      await api.post(`/v1/teams/${id}/groups`, { id: group, role: "View Destination" });
      await api.post(`/v1/teams/${id}/users`, { user_id: "ann_a" });
    }
    const kept = (): number =>
      api.control.snapshot().filter(({ collection }) => collection === "memberships").length;
    const before = kept();
    await api.delete(`/v1/teams/${one}`);
    expect(before - kept()).toBe(2);
    expect(itemsOf(await api.get(`/v1/teams/${other}/users`))).toHaveLength(1);
    expect(itemsOf(await api.get(`/v1/teams/${other}/groups`))).toHaveLength(1);
  });
});
