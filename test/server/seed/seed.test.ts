import { startServer } from "@pulumi-fivetran/server";
import { afterEach, describe, expect, it } from "vitest";
import { parseSeed } from "../../../server/src/seed/seed";
import { Api, itemsOf } from "../support/api";

describe("a seed", () => {
  let api: Api | undefined;
  afterEach(() => api?.stop());

  it("fills the account as the API shows it, with secrets masked", async () => {
    api = await Api.start({
      seed: {
        users: [{ id: "ann_a", email: "ann@acme.com" }],
        groups: [
          {
            id: "my_group",
            name: "analytics",
            createdAt: "2025-01-01T00:00:00.000001Z",
            users: { "ann@acme.com": "Destination Analyst" },
          },
          { name: "other" },
        ],
        destinations: [
          {
            groupId: "my_group",
            service: "snowflake",
            config: { host: "h", port: 443, password: "hunter2" },
          },
        ],
        connections: [
          {
            id: "my_conn",
            groupId: "my_group",
            service: "postgres",
            schema: "shop",
            paused: true,
            config: { password: "hunter2" },
            auth: { token: "t" },
          },
        ],
        sourceShapes: [
          {
            target: { service: "postgres" },
            shape: { schemas: { only: { tables: { one: { columns: {} } } } } },
          },
        ],
        setupTestRules: [{ service: "mysql", tests: [{ title: "T", status: "FAILED" }] }],
      },
    });
    expect((await api.get("/v1/groups/my_group")).data).toEqual({
      id: "my_group",
      name: "analytics",
      created_at: "2025-01-01T00:00:00.000001Z",
    });
    expect((await api.get("/v1/destinations/my_group")).data).toMatchObject({
      setup_status: "connected",
      config: { host: "h", port: "443", password: "******" },
    });
    expect((await api.get("/v1/connections/my_conn")).data).toMatchObject({
      schema: "shop",
      paused: true,
      config: { password: "******" },
      status: { setup_state: "connected" },
    });
    expect((await api.post("/v1/connections/my_conn/schemas/reload", {})).data).toHaveProperty(
      "schemas.only.tables.one",
    );
    expect(itemsOf(await api.get("/v1/groups/my_group/users"))).toMatchObject([
      { role: "Destination Administrator" },
      { id: "ann_a", role: "Destination Analyst" },
    ]);
    expect(JSON.stringify(api.control.snapshot())).not.toContain("hunter2");
  });

  it("tells all of its faults at once, each with its place", () => {
    const seed = {
      users: [
        { id: "u", email: "a@acme.com" },
        { id: "u", email: "b@acme.com" },
      ],
      groups: [{ id: "g", name: "g", users: { "x@acme.com": "R" } }],
      destinations: [{ groupId: "nope", service: "snowflake" }],
      connections: [{ groupId: "g", service: "postgres", schema: "s" }],
    };
    expect(() => parseSeed(seed)).toThrow(
      [
        "The seed has 4 faults:",
        "  users.1.id: the id 'u' is given twice",
        "  destinations.0.groupId: no seeded group has the id 'nope'",
        "  connections.0.groupId: the group 'g' has no seeded destination",
        "  groups.0.users.x@acme.com: no seeded user has this e-mail",
      ].join("\n"),
    );
    expect(() => parseSeed({ groups: [{ nam: "x" }], destinations: 5 })).toThrow(
      /groups\.0\.name[\s\S]*groups\.0[\s\S]*destinations/,
    );
    expect(() => parseSeed([])).toThrow("(the whole seed)");
  });

  it("with a fault starts no server", async () => {
    await expect(startServer({ seed: { groups: [{ name: "" }] } })).rejects.toThrow("groups.0.name");
  });
});
