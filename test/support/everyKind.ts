/** One resource of every kind of the catalog, each beside the others and apart from them, for what must hold of all. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FivetranClient } from "@pulumi-fivetran/sdk";

/** One resource as the program declares it. */
export interface Declaration {
  readonly kind: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Fivetran lets no two with the same natural key exist, so a second one is refused. */
export const UNIQUE = [
  "AccountExternalLogging",
  "ApiKey",
  "Connector",
  "Destination",
  "ExternalLogging",
  "ExternalSecretsManager",
  "ProxyAgent",
  "TeamConnectorMembership",
  "TeamGroupMembership",
  "TeamUserMembership",
  "User",
  "UserConnectorMembership",
  "UserGroupMembership",
];

/** Complete lists of members, by the argument with the list. */
export const LISTS: Readonly<Record<string, string>> = {
  TeamUsers: "users",
  TeamGroups: "groups",
  TeamConnectors: "connectors",
  UserGroups: "groups",
  UserConnectors: "connectors",
  GroupUsers: "users",
};

/** Kinds without `adopt`: their creation takes over what is there. */
export const TAKING_OVER = [...Object.keys(LISTS), "ConnectorSchedule", "SchemaConfig"];

export interface EveryKind {
  readonly declarations: readonly Declaration[];
  /** A third member for each list, by the list's kind; the lists have two. */
  readonly spare: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Makes what the resources live in. No two of them share a place, so that what happens to one changes no other. */
export async function arrangeEveryKind(client: FivetranClient, folder: string): Promise<EveryKind> {
  let count = 0;
  const fresh = (): string => {
    count += 1;
    return `n${count}`;
  };
  const group = async (): Promise<string> => (await client.groups.create({ name: fresh() })).id;
  const destination = async (): Promise<string> => {
    const groupId = await group();
    const config = { host: "w" };
    await client.destinations.create({ groupId, service: "snowflake", timeZoneOffset: "0", config });
    return groupId;
  };
  const home = await destination();
  const connector = async (): Promise<string> => {
    const config = { schema_prefix: fresh(), host: "h" };
    return (await client.connections.create({ groupId: home, service: "postgres", paused: true, config })).id;
  };
  const team = async (): Promise<string> => (await client.teams.create({ name: fresh() })).id;
  const user = async (): Promise<string> => {
    const email = `${fresh()}@acme.com`;
    return (await client.users.create({ email, givenName: "A", familyName: "B" })).id;
  };
  const serviceAccount = async (): Promise<string> =>
    (await client.users.create({ userType: "SERVICE_ACCOUNT", givenName: fresh(), familyName: "B" })).id;
  const project = async (): Promise<string> => {
    const projectConfig = {
      dbtVersion: "1.9.0",
      defaultSchema: "m",
      gitRemoteUrl: `git@github.com:acme/${fresh()}`,
    };
    const groupId = await destination();
    return (await client.transformationProjects.create({ groupId, type: "DBT_GIT", projectConfig })).id;
  };
  const source = await mkdtemp(join(folder, "connector-"));
  await writeFile(join(source, "connector.py"), "pass\n");

  const secret = "hunter2-hunter2";
  const logs = { service: "datadog_log", config: { region: "EU", api_key: secret } };
  const [certificate, fingerprint] = [
    { hash: "aGFzaA", encodedCert: "cHJvb2Y=" },
    { hash: "aGFzaA", publicKey: "cHJvb2Y=" },
  ];
  const spare: Record<string, Record<string, string>> = {};
  const list = async (
    kind: string,
    holder: Readonly<Record<string, string>>,
    key: string,
    role: string,
    make: () => Promise<string>,
  ): Promise<Declaration> => {
    const entries = [await make(), await make(), await make()].map((id) => ({ [key]: id, role }));
    spare[kind] = entries.pop() ?? {};
    return { kind, args: { ...holder, [LISTS[kind] ?? ""]: entries } };
  };

  const declarations: Declaration[] = [
    { kind: "AccountExternalLogging", args: logs },
    { kind: "ApiKey", args: { userId: await serviceAccount() } },
    {
      kind: "Connector",
      args: {
        groupId: home,
        service: "postgres",
        destinationSchema: { prefix: "orders" },
        config: { host: "h", password: secret },
      },
    },
    { kind: "ConnectorCertificate", args: { connectorId: await connector(), ...certificate } },
    { kind: "ConnectorFingerprint", args: { connectorId: await connector(), ...fingerprint } },
    {
      kind: "ConnectorSchedule",
      args: { connectorId: await connector(), syncFrequencyMinutes: 60, paused: false, pauseOnDelete: true },
    },
    { kind: "ConnectorSdkPackage", args: { source } },
    {
      kind: "Destination",
      args: {
        groupId: await group(),
        service: "snowflake",
        timeZoneOffset: "0",
        config: { host: "w", password: secret },
      },
    },
    { kind: "DestinationCertificate", args: { destinationId: await destination(), ...certificate } },
    { kind: "DestinationFingerprint", args: { destinationId: await destination(), ...fingerprint } },
    { kind: "ExternalLogging", args: { groupId: await group(), ...logs } },
    {
      kind: "ExternalSecretsManager",
      args: { name: "vault", type: "HASHICORP_VAULT", config: { url: "https://vault.acme.com" } },
    },
    { kind: "Group", args: { name: "finance" } },
    await list("GroupUsers", { groupId: await group() }, "userId", "Destination Reviewer", user),
    {
      kind: "HybridDeploymentAgent",
      args: {
        groupId: await group(),
        displayName: "cellar",
        envType: "DOCKER",
        acceptTerms: true,
        authType: "AUTO",
      },
    },
    {
      kind: "PrivateLink",
      args: {
        name: "link",
        region: "AWS_US_EAST_1",
        service: "SOURCE_AWS",
        config: { connection_service_name: "com.amazonaws.vpce.a" },
      },
    },
    { kind: "ProxyAgent", args: { displayName: "office" } },
    {
      kind: "SchemaConfig",
      args: {
        connectorId: await connector(),
        schemas: { public: { tables: { customers: { columns: { email: { hashed: true } } } } } },
      },
    },
    { kind: "ServiceAccount", args: { givenName: "Pipeline", familyName: "Robot" } },
    {
      kind: "SystemKey",
      args: { name: "ci", permissions: [{ resourceType: "CONNECTOR", accessLevel: "MANAGE" }] },
    },
    { kind: "Team", args: { name: "analysts" } },
    {
      kind: "TeamConnectorMembership",
      args: { teamId: await team(), connectorId: await connector(), role: "View Connection" },
    },
    await list("TeamConnectors", { teamId: await team() }, "connectorId", "View Connection", connector),
    {
      kind: "TeamGroupMembership",
      args: { teamId: await team(), groupId: await group(), role: "View Destination" },
    },
    await list("TeamGroups", { teamId: await team() }, "groupId", "View Destination", group),
    { kind: "TeamUserMembership", args: { teamId: await team(), userId: await user(), role: "Team Member" } },
    await list("TeamUsers", { teamId: await team() }, "userId", "Team Member", user),
    {
      kind: "Transformation",
      args: {
        type: "DBT_CORE",
        projectId: await project(),
        name: "orders",
        steps: [{ name: "run", command: "dbt run" }],
        schedule: { scheduleType: "INTERVAL", interval: 90 },
      },
    },
    {
      kind: "TransformationProject",
      args: {
        groupId: await destination(),
        type: "DBT_GIT",
        dbtVersion: "1.9.0",
        defaultSchema: "m",
        gitRemoteUrl: "git@github.com:acme/dbt",
      },
    },
    { kind: "User", args: { email: "ann@acme.com", givenName: "Ann", familyName: "Archer" } },
    {
      kind: "UserConnectorMembership",
      args: { userId: await user(), connectorId: await connector(), role: "View Connection" },
    },
    await list("UserConnectors", { userId: await user() }, "connectorId", "View Connection", connector),
    {
      kind: "UserGroupMembership",
      args: { userId: await user(), groupId: await group(), role: "Destination Reviewer" },
    },
    await list("UserGroups", { userId: await user() }, "groupId", "Destination Reviewer", group),
    { kind: "Webhook", args: { url: "https://hooks.acme.invalid/f", events: ["sync_end"], active: false } },
  ];
  return { declarations, spare };
}

/** How all of them are declared in one run. */
export interface Arrangement {
  /** Of every resource: its kind with this at its end. */
  readonly suffix: string;
  /** The suffix that they had outside of any component, for `aliases`. */
  readonly formerly?: string;
  /** Whether they are children of a component. Default false. */
  readonly isNested?: boolean;
  /** Ids to adopt, by kind. */
  readonly adopt?: Readonly<Record<string, string>>;
  readonly deleteBeforeReplace?: boolean;
}

/** The program that declares them so. */
export function declaring(declarations: readonly Declaration[], arrangement: Arrangement): string {
  return `
const pulumi = require("@pulumi/pulumi");
const fivetran = require("pulumi-fivetran");
const { suffix, formerly, isNested, adopt = {}, deleteBeforeReplace } = ${JSON.stringify(arrangement)};
const parent = isNested ? new pulumi.ComponentResource("test:index:Nest", "nest") : undefined;
for (const { kind, args } of ${JSON.stringify(declarations)}) {
  const aliases = formerly !== undefined && [{ name: kind + formerly, parent: pulumi.rootStackResource }];
  const options = { ...(parent && { parent }), ...(aliases && { aliases }), ...(deleteBeforeReplace && { deleteBeforeReplace }) };
  new fivetran[kind](kind + suffix, adopt[kind] === undefined ? args : { ...args, adopt: adopt[kind] }, options);
}
`;
}
