import { afterEach, describe, expect, it } from "vitest";
import { Api, itemsOf } from "../support/api";

describe("users of a group", () => {
  let api: Api;
  afterEach(() => api.stop());

  const rolesIn = async (group: string): Promise<Record<string, unknown>> => {
    const items = itemsOf(await api.get(`/v1/groups/${group}/users`));
    return Object.fromEntries(items.map((user) => [String(user["email"]), user["role"]]));
  };

  it("are the creator at first; others with a role in the account are listed with an empty role", async () => {
    api = await Api.start({
      seed: { users: [{ email: "ann@acme.com", role: "Account Reviewer" }, { email: "bob@acme.com" }] },
    });
    expect(await rolesIn(await api.group())).toEqual({
      "owner@example.com": "Destination Administrator",
      "ann@acme.com": "",
    });
  });

  it("are added by e-mail and removed by id; who has a role in the account stays listed", async () => {
    api = await Api.start({
      seed: {
        users: [
          { id: "ann_a", email: "ann@acme.com", role: "Account Reviewer" },
          { id: "bob_b", email: "bob@acme.com" },
        ],
      },
    });
    const group = await api.group();
    for (const email of ["ann@acme.com", "bob@acme.com"]) {
      expect(
        await api.post(`/v1/groups/${group}/users`, { email, role: "Destination Analyst" }),
      ).toMatchObject({
        status: 200,
        message: "User has been added to the group",
      });
    }
    expect(await rolesIn(group)).toMatchObject({
      "ann@acme.com": "Destination Analyst",
      "bob@acme.com": "Destination Analyst",
    });
    for (const id of ["ann_a", "bob_b"]) {
      expect(await api.delete(`/v1/groups/${group}/users/${id}`)).toMatchObject({
        status: 200,
        message: `User with id '${id}' has been removed from the group`,
      });
    }
    expect(await rolesIn(group)).toEqual({
      "owner@example.com": "Destination Administrator",
      "ann@acme.com": "",
    });
  });

  it("that do not exist, or are no members, are plain NotFound", async () => {
    api = await Api.start();
    const group = await api.group();
    const missing = { status: 404, code: "NotFound" };
    expect(await api.post(`/v1/groups/${group}/users`, { email: "nobody@acme.com" })).toMatchObject(missing);
    expect(await api.delete(`/v1/groups/${group}/users/no_body`)).toMatchObject(missing);
    expect(await api.get("/v1/groups/no_group/users")).toMatchObject({ status: 404, code: "NotFound_Group" });
  });

  it("can be filtered by being active", async () => {
    api = await Api.start({
      seed: { users: [{ email: "gone@acme.com", role: "Account Reviewer", active: false }] },
    });
    const group = await api.group();
    const emails = async (active: boolean): Promise<unknown[]> =>
      itemsOf(await api.get(`/v1/groups/${group}/users?active=${active}`)).map((user) => user["email"]);
    expect(await emails(false)).toEqual(["gone@acme.com"]);
    expect(await emails(true)).toEqual(["owner@example.com"]);
  });
});
