import { afterEach, describe, expect, it } from "vitest";
import { parseSeed } from "../../../server/src/seed/seed";
import { Api } from "../support/api";

describe("a seed of infrastructure", () => {
  let api: Api | undefined;
  afterEach(() => api?.stop());

  it("fills links, agents, secrets managers and log services, with secrets masked", async () => {
    api = await Api.start({
      seed: {
        serviceAccountProject: "acme-project",
        groups: [{ id: "my_group", name: "analytics" }],
        privateLinks: [
          {
            id: "my_link",
            name: "l",
            service: "SOURCE_AWS",
            state: "FAIL",
            config: { connection_service_name: "n" },
          },
        ],
        proxyAgents: [{ id: "my_proxy", displayName: "p", region: "AWS_US_EAST_1" }],
        hybridDeploymentAgents: [
          { id: "my_agent", displayName: "h", groupId: "my_group", deploymentType: "PODMAN" },
        ],
        externalSecretsManagers: [
          { id: "my_vault", type: "AWS_SECRET_MANAGER", name: "v", config: { token: "hunter2" } },
        ],
        logServices: [
          { groupId: "my_group", service: "datadog_log", config: { api_key: "hunter2" } },
          { service: "new_relic_log", enabled: false, config: { sub_domain: "EU" } },
        ],
      },
    });
    for (const [path, data] of [
      ["/v1/private-links/my_link", { state: "FAIL", service: "SOURCE_AWS" }],
      ["/v1/proxy/my_proxy", { display_name: "p", region: "AWS_US_EAST_1" }],
      ["/v1/hybrid-deployment-agents/my_agent", { group_id: "my_group", deployment_type: "PODMAN" }],
      ["/v1/external-secrets-managers/my_vault", { config: { token: "******" } }],
      ["/v1/external-logging/my_group", { enabled: true, config: { api_key: "******" } }],
      [
        "/v1/groups/my_group/service-account",
        { service_account: "g-my-group@acme-project.iam.gserviceaccount.com" },
      ],
      ["/v1/external-logging/account", { enabled: false, config: { sub_domain: "EU" } }],
    ] as const) {
      expect((await api.get(path)).data).toMatchObject(data);
    }
    expect(JSON.stringify(api.control.snapshot())).not.toContain("hunter2");
    // What is new never takes an id that was seeded.
    expect(await api.post("/v1/proxy", { display_name: "p" })).toMatchObject({ status: 409 });
  });

  it("is refused with every fault at its place", () => {
    const seed = {
      privateLinks: [{ name: "l", service: "SOURCE_MOON" }],
      hybridDeploymentAgents: [{ displayName: "h", groupId: "g" }],
      logServices: [{ service: "moon" }],
      proxyAgents: [
        { id: "p", displayName: "a" },
        { id: "p", displayName: "b" },
      ],
    };
    expect(() => parseSeed(seed)).toThrow(
      /privateLinks\.0\.service: must be one of DATABRICKS_AWS[\s\S]*logServices\.0\.service: must be one of azure_monitor_log/,
    );
    expect(() => parseSeed(seed)).toThrow(/proxyAgents\.1\.id[\s\S]*hybridDeploymentAgents\.0\.groupId/);
    const twice = { logServices: [{ service: "cloudwatch" }, { service: "cloudwatch" }] };
    expect(() => parseSeed(twice)).toThrow(/logServices\.1\.groupId/);
  });
});
