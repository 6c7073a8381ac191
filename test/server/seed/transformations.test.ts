import { afterEach, describe, expect, it } from "vitest";
import { parseSeed } from "../../../server/src/seed/seed";
import { Api } from "../support/api";

const GROUPS = [
  { id: "my_group", name: "analytics" },
  { id: "other_group", name: "others" },
];
const DESTINATIONS = GROUPS.map(({ id }) => ({ groupId: id, service: "snowflake" }));
const CONNECTIONS = [
  { id: "my_code", groupId: "my_group", service: "github", schema: "code" },
  { id: "other_code", groupId: "other_group", service: "github", schema: "code" },
];

describe("a seed of transformations", () => {
  let api: Api | undefined;
  afterEach(() => api?.stop());

  it("fills projects, transformations, packages and rules", async () => {
    api = await Api.start({
      seed: {
        schedules: false,
        groups: GROUPS,
        destinations: DESTINATIONS,
        connections: CONNECTIONS,
        transformationProjects: [
          { id: "my_project", groupId: "my_group", gitRemoteUrl: "git@acme", threads: 4 },
          { id: "my_broken", groupId: "my_group", gitRemoteUrl: "git@x", status: "ERROR", errors: ["no"] },
        ],
        transformations: [
          {
            id: "my_daily",
            type: "DBT_CORE",
            projectId: "my_project",
            name: "daily",
            steps: [{ name: "run", command: "dbt run" }],
            schedule: { schedule_type: "INTERVAL", interval: 60 },
          },
          {
            id: "my_quick",
            type: "QUICKSTART",
            packageName: "fivetran/github",
            packageVersion: "0.9.0",
            connectionIds: ["my_code"],
            paused: true,
          },
        ],
        transformationRules: [{ name: "daily", status: "FAILED" }],
        projectRules: [{ projectId: "my_broken", tests: [{ title: "still no", status: "FAILED" }] }],
        quickstartPackages: [{ id: "own", name: "acme/own", version: "1.0.0" }],
      },
    });
    for (const [path, data] of [
      [
        "/v1/transformation-projects/my_project",
        { status: "READY", group_id: "my_group", project_config: { git_remote_url: "git@acme", threads: 4 } },
      ],
      ["/v1/transformation-projects/my_broken", { status: "ERROR", errors: ["no"] }],
      [
        "/v1/transformations/my_daily",
        { status: "NEW", transformation_config: { project_id: "my_project", name: "daily" } },
      ],
      [
        "/v1/transformations/my_quick",
        {
          paused: true,
          schedule: { schedule_type: "INTEGRATED", connection_ids: ["my_code"] },
          transformation_config: { package_name: "fivetran/github", upgrade_available: true },
        },
      ],
      ["/v1/transformations/package-metadata/own", { name: "acme/own" }],
    ] as const) {
      expect((await api.get(path)).data).toMatchObject(data);
    }
    await api.control.clock.advance(60 * 60_000);
    expect((await api.get("/v1/transformations/my_daily")).data).toMatchObject({ status: "FAILED" });
    expect((await api.post("/v1/transformation-projects/my_broken/test")).data).toMatchObject({
      errors: ["still no"],
    });
  });

  it("is refused with every fault at its place", () => {
    const quick = { type: "QUICKSTART", packageName: "p" };
    const seed = {
      groups: GROUPS,
      destinations: DESTINATIONS,
      connections: CONNECTIONS,
      transformationProjects: [{ groupId: "g", gitRemoteUrl: "x" }],
      transformations: [
        { type: "DBT_CORE", projectId: "p", name: "n", steps: [{ name: "s", command: "c" }] },
        { ...quick, connectionIds: ["c"] },
        { ...quick, connectionIds: ["my_code", "other_code"] },
      ],
    };
    let message = "";
    try {
      parseSeed(seed);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain("transformationProjects.0.groupId: no seeded group has the id 'g'");
    expect(message).toContain("transformations.0.projectId: no seeded project has the id 'p'");
    expect(message).toContain("transformations.1.connectionIds.0: no seeded connection has the id 'c'");
    expect(message).toContain("transformations.2.connectionIds: the connections must belong to one group");
  });
});
