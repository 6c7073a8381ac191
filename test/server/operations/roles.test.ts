import { afterEach, describe, expect, it } from "vitest";
import { Api, itemsOf } from "../support/api";

describe("roles", () => {
  let api: Api;
  afterEach(() => api.stop());

  const named = async (name: string) =>
    itemsOf(await api.get("/v1/roles?limit=1000")).find((role) => role["name"] === name);

  it("are Fivetran's own under their names of today, and deprecated under the older ones", async () => {
    api = await Api.start();
    expect(await api.get("/v1/roles")).toMatchObject({ message: "Roles list retrieved successfully" });
    expect(await named("Manage Destination")).toEqual({
      name: "Manage Destination",
      description: expect.stringMatching(/./) as string,
      scope: ["DESTINATION"],
      is_custom: false,
      is_deprecated: false,
      replacement_role_name: null,
    });
    expect(await named("Destination Administrator")).toMatchObject({
      is_deprecated: true,
      replacement_role_name: "Manage Destination",
    });
    const roles = itemsOf(await api.get("/v1/roles"));
    const names = new Set(roles.map((role) => role["name"]));
    for (const role of roles.filter((one) => one["is_deprecated"])) {
      expect(names).toContain(role["replacement_role_name"]);
    }
    expect(new Set(roles.flatMap((role) => role["scope"]))).toEqual(
      new Set(["ACCOUNT", "DESTINATION", "CONNECTOR", "TEAM"]),
    );
  });

  it("of the account's own come from the seed, and can be given", async () => {
    api = await Api.start({ seed: { roles: [{ name: "Uploader", scope: ["CONNECTOR", "DESTINATION"] }] } });
    expect(await named("Uploader")).toMatchObject({ is_custom: true, scope: ["CONNECTOR", "DESTINATION"] });
    const user = { email: "a@b.c", given_name: "A", family_name: "B" };
    expect((await api.post("/v1/users", { ...user, role: "Uploader" })).data).toMatchObject({
      role: "Uploader",
    });
  });
});
