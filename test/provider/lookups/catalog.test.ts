import { describe, expect, it } from "vitest";
import * as lookups from "../../../provider/src/lookups";

/** What the Terraform provider 1.9.37 reads (its 48 data sources, less seven that only are older names), and what reads it here. */
const DATA_SOURCES: Readonly<Record<string, keyof typeof lookups>> = {
  user: "getUser",
  webhook: "getWebhook",
  connection: "getConnector",
  destination: "getDestination",
  team: "getTeam",
  external_logging: "getExternalLogging",
  group: "getGroup",
  group_ssh_key: "getGroupPublicKey",
  group_service_account: "getGroupServiceAccount",
  proxy_agent: "getProxyAgent",
  private_link: "getPrivateLink",
  hybrid_deployment_agent: "getHybridDeploymentAgent",
  quickstart_package: "getQuickstartPackage",
  transformation: "getTransformation",
  transformation_project: "getTransformationProject",
  users: "getUsers",
  webhooks: "getWebhooks",
  teams: "getTeams",
  roles: "getRoles",
  groups: "getGroups",
  group_connections: "getConnectors",
  group_users: "getGroupUsers",
  connectors_metadata: "getConnectorTypes",
  connections: "getConnectors",
  destinations: "getDestinations",
  external_logs: "getExternalLoggings",
  proxy_agents: "getProxyAgents",
  private_links: "getPrivateLinks",
  hybrid_deployment_agents: "getHybridDeploymentAgents",
  quickstart_packages: "getQuickstartPackages",
  transformations: "getTransformations",
  transformation_projects: "getTransformationProjects",
  connection_fingerprints: "getConnectorFingerprints",
  connection_certificates: "getConnectorCertificates",
  destination_fingerprints: "getDestinationFingerprints",
  destination_certificates: "getDestinationCertificates",
  user_connection_memberships: "getUserConnectorMemberships",
  user_group_memberships: "getUserGroupMemberships",
  team_connection_memberships: "getTeamConnectorMemberships",
  team_group_memberships: "getTeamGroupMemberships",
  team_user_memberships: "getTeamUserMemberships",
};

/** What it does not read. */
const FURTHER: readonly (keyof typeof lookups)[] = [
  "getAccount",
  "getAccountExternalLogging",
  "getConnectorSdkPackage",
  "getConnectorSdkPackages",
  "getConnectorSyncHistory",
  "getConnectorType",
  "getConnectorWarnings",
  "getExternalSecretsManager",
  "getExternalSecretsManagers",
  "getRole",
  "getSchemaConfig",
  "getSystemKey",
  "getSystemKeys",
  "getTableColumns",
];

describe("the lookups", () => {
  it("are all that the Terraform provider reads, and what it cannot", () => {
    const expected = new Set([...Object.values(DATA_SOURCES), ...FURTHER]);
    const plain = Object.keys(lookups).filter((name) => !name.endsWith("Output"));
    expect(plain.sort()).toEqual([...expected].sort());
  });
});
