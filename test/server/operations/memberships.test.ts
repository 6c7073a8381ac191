import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf, itemsOf } from "../support/api";

const MESSAGES = {
  "user group": ["User memberships in groups", "User membership in group", "Group"],
  "user connection": ["User memberships in connections", "User membership in connection", "Connection"],
  "team group": ["Team group memberships", "Team group membership", "Group"],
  "team connection": ["Team connection memberships", "Team connection membership", "Connection"],
} as const;

describe.each(Object.keys(MESSAGES) as (keyof typeof MESSAGES)[])("memberships of a %s", (kind) => {
  const [member = "", place = ""] = kind.split(" ");
  const [listed, details, changed] = MESSAGES[kind];
  let api: Api;
  let path: string;
  let placeId: string;

  beforeEach(async () => {
    api = await Api.start();
    const holder =
      member === "team"
        ? await api.post("/v1/teams", { name: "data" })
        : await api.post("/v1/users", { email: "a@b.c", given_name: "A", family_name: "B" });
    path = `/v1/${member}s/${idOf(holder)}/${place}s`;
    placeId = place === "group" ? await api.group() : await api.connection();
  });
  afterEach(() => api.stop());

  const join = (role = "Destination Reviewer") => api.post(path, { id: placeId, role });

  it("are added, shown, listed, changed and removed", async () => {
    const added = await join();
    expect(added).toMatchObject({ status: 201, message: `${changed} membership has been created` });
    expect(added.data).toEqual({
      id: placeId,
      role: "Destination Reviewer",
      created_at: expect.stringMatching(/Z$/) as string,
    });
    expect(await api.get(`${path}/${placeId}`)).toMatchObject({
      status: 200,
      message: `${details} retrieved successfully`,
      data: added.data,
    });
    const list = await api.get(path);
    expect(list.message).toBe(`${listed} retrieved successfully`);
    expect(itemsOf(list)).toEqual([added.data]);
    expect(await api.patch(`${path}/${placeId}`, { role: "Connector Collaborator" })).toMatchObject({
      status: 200,
      message: `${changed} membership has been updated`,
    });
    // The time is that of the first role.
    expect((await api.get(`${path}/${placeId}`)).data).toEqual({
      ...(added.data as object),
      role: "Connector Collaborator",
    });
    expect(await api.delete(`${path}/${placeId}`)).toMatchObject({
      status: 200,
      message: `${changed} membership has been deleted`,
    });
    expect(itemsOf(await api.get(path))).toEqual([]);
  });

  it("that do not exist are NotFound; places that do not, and roles, are refused", async () => {
    for (const reply of [
      await api.get(`${path}/${placeId}`),
      await api.patch(`${path}/${placeId}`, { role: "View Destination" }),
      await api.delete(`${path}/${placeId}`),
    ]) {
      expect(reply).toMatchObject({ status: 404, code: "NotFound" });
    }
    expect(await api.post(path, { id: "no_where", role: "View Destination" })).toMatchObject({
      status: 404,
      code: place === "group" ? "NotFound_Group" : "NotFound_Connection",
    });
    expect(await join("King")).toMatchObject({ status: 400, message: "Role 'King' not found" });
    expect(await api.post(path, { id: placeId })).toMatchObject({ status: 400 });
    expect(itemsOf(await api.get(path))).toEqual([]);
  });

  it("are not given twice", async () => {
    await join();
    expect(await join("View Destination")).toMatchObject({ status: 400, code: "InvalidInput" });
    expect((await api.get(`${path}/${placeId}`)).data).toMatchObject({ role: "Destination Reviewer" });
  });

  it("go with their place", async () => {
    await join();
    expect(await api.delete(`/v1/${place}s/${placeId}`)).toMatchObject({ status: 200 });
    expect(itemsOf(await api.get(path))).toEqual([]);
    expect(await api.get(`${path}/${placeId}`)).toMatchObject({ status: 404, code: "NotFound" });
  });
});

describe("memberships", () => {
  let api: Api;
  afterEach(() => api.stop());

  it("of a group's creator are there from the start, and those given by e-mail are the same", async () => {
    api = await Api.start({ seed: { users: [{ id: "ann_a", email: "ann@acme.com" }] } });
    const [owner] = itemsOf(await api.get("/v1/users"));
    const group = await api.group();
    expect(itemsOf(await api.get(`/v1/users/${String(owner?.["id"])}/groups`))).toMatchObject([
      { id: group, role: "Destination Administrator" },
    ]);
    await api.post(`/v1/groups/${group}/users`, { email: "ann@acme.com", role: "Manage Destination" });
    expect((await api.get(`/v1/users/ann_a/groups/${group}`)).data).toMatchObject({
      role: "Manage Destination",
    });
    await api.delete(`/v1/users/ann_a/groups/${group}`);
    expect(await api.delete(`/v1/groups/${group}/users/ann_a`)).toMatchObject({
      status: 404,
      code: "NotFound",
    });
  });

  it("have the older names of connections in their paths too", async () => {
    api = await Api.start({ seed: { users: [{ id: "ann_a", email: "ann@acme.com" }] } });
    const id = await api.connection();
    await api.post("/v1/users/ann_a/connectors", { id, role: "Connector Administrator" });
    expect(itemsOf(await api.get("/v1/users/ann_a/connections"))).toMatchObject([{ id }]);
  });
});
