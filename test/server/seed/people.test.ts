import { afterEach, describe, expect, it } from "vitest";
import { parseSeed } from "../../../server/src/seed/seed";
import { Api, itemsOf } from "../support/api";

describe("a seed of people", () => {
  let api: Api | undefined;
  afterEach(() => api?.stop());

  it("fills teams, members of connections and system keys", async () => {
    api = await Api.start({
      seed: {
        accountName: "ACME",
        users: [{ id: "ann_a", email: "ann@acme.com" }],
        groups: [{ id: "my_group", name: "analytics" }],
        destinations: [{ groupId: "my_group", service: "snowflake" }],
        connections: [{ id: "my_conn", groupId: "my_group", service: "postgres", schema: "shop" }],
        teams: [
          {
            id: "my_team",
            name: "data",
            role: "Account Reviewer",
            users: { "ann@acme.com": "Team Manager" },
            groups: { my_group: "View Destination" },
            connections: { my_conn: "Edit Connection" },
          },
        ],
        connectionUsers: { my_conn: { "ann@acme.com": "Manage Connection" } },
        systemKeys: [
          { id: "my_key", name: "ci", key: "k", secret: "s:with:colons" },
          { name: "old", key: "o", secret: "s", expiredAt: "2025-01-01T00:00:00Z" },
        ],
      },
    });
    expect((await api.get("/v1/teams/my_team")).data).toMatchObject({
      name: "data",
      role: "Account Reviewer",
    });
    for (const [path, role] of [
      ["/v1/teams/my_team/users/ann_a", "Team Manager"],
      ["/v1/teams/my_team/groups/my_group", "View Destination"],
      ["/v1/teams/my_team/connections/my_conn", "Edit Connection"],
      ["/v1/users/ann_a/connections/my_conn", "Manage Connection"],
    ] as const) {
      expect((await api.get(path)).data).toMatchObject({ role });
    }
    expect(itemsOf(await api.get("/v1/system-keys")).map(({ name }) => name)).toEqual(["ci", "old"]);
    const info = (credentials: string) =>
      api?.get("/v1/account/info", { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` });
    expect(await info("k:s:with:colons")).toMatchObject({
      data: { account_name: "ACME", system_key_id: "my_key" },
    });
    expect(await info("o:s")).toMatchObject({ status: 401 });
  });

  it("fills service accounts, each with the API key that it has", async () => {
    const robot = { id: "robot", givenName: "Pipeline", familyName: "Robot", role: "Account Reviewer" };
    const apiKey = { keyValue: "k", keySecret: "s", expiresAt: "2099-01-01T00:00:00Z" };
    api = await Api.start({
      seed: {
        serviceAccounts: [
          { ...robot, apiKey },
          { givenName: "Idle", familyName: "Robot" },
        ],
      },
    });
    const listed = itemsOf(await api.get("/v1/users?user_type=SERVICE_ACCOUNT"));
    expect(listed).toMatchObject([
      { id: "robot", given_name: "Pipeline", role: "Account Reviewer", email: null, has_api_key: true },
      { given_name: "Idle", has_api_key: false },
    ]);
    const key = await api.get("/v1/users/robot/api-keys");
    expect(key.data).toMatchObject({ key_value: "k", key_status: "ACTIVE" });
    expect(JSON.stringify(key.data)).not.toContain("secret");
    const authorization = `Basic ${Buffer.from("k:s").toString("base64")}`;
    expect(await api.get("/v1/groups", { authorization })).toMatchObject({ status: 200 });
  });

  it("of service accounts is refused where a key or an address is another's", () => {
    const name = { givenName: "A", familyName: "B" };
    const apiKey = { keyValue: "k", keySecret: "s", expiresAt: "2099-01-01T00:00:00Z" };
    const seed = {
      users: [{ email: "ann@acme.com" }],
      serviceAccounts: [
        { ...name, apiKey },
        { ...name, apiKey, email: "ann@acme.com" },
      ],
      systemKeys: [{ name: "ci", key: "k", secret: "s" }],
    };
    expect(() => parseSeed(seed)).toThrow(
      /serviceAccounts\.1\.apiKey\.keyValue[\s\S]*systemKeys\.0\.key[\s\S]*serviceAccounts\.1\.email/,
    );
  });

  it("is refused with every fault at its place", () => {
    const seed = {
      roles: [
        { name: "Team Member", scope: ["TEAM"] },
        { name: "A", scope: ["TEAM"] },
        { name: "A", scope: ["TEAM"] },
      ],
      teams: [
        { id: "t", name: "t", users: { "no@body": "R" }, groups: { g: "R" }, connections: { c: "R" } },
        { id: "t", name: "u" },
      ],
      connectionUsers: { c: { "no@body": "R" } },
      systemKeys: [
        { name: "a", key: "k", secret: "s" },
        { name: "b", key: "k", secret: "s" },
      ],
    };
    let message = "";
    try {
      parseSeed(seed);
    } catch (error) {
      message = String(error);
    }
    for (const place of [
      "roles.0.name",
      "roles.2.name",
      "teams.0.users.no@body",
      "teams.0.groups.g",
      "teams.0.connections.c",
      "teams.1.id",
      "connectionUsers.c: no seeded connection",
      "connectionUsers.c.no@body",
      "systemKeys.1.key",
    ]) {
      expect(message).toContain(place);
    }
  });
});
