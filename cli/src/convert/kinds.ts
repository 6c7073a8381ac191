/** Where each kind of resource stands in a program, and which kinds its properties name by id. */

/** A file of the program. Each may import what comes before it here, so that no two import each other. */
export const FILES = ["groups", "infrastructure", "group", "people", "account"] as const;

export type ProgramFile = (typeof FILES)[number];

/** In the order in which a file declares them, which is also that of the import file. */
const PLACES: Readonly<Record<string, ProgramFile>> = {
  Group: "groups",
  ExternalSecretsManager: "infrastructure",
  PrivateLink: "infrastructure",
  ProxyAgent: "infrastructure",
  HybridDeploymentAgent: "infrastructure",
  ConnectorSdkPackage: "infrastructure",
  Destination: "group",
  DestinationCertificate: "group",
  DestinationFingerprint: "group",
  ExternalLogging: "group",
  Connector: "group",
  ConnectorCertificate: "group",
  ConnectorFingerprint: "group",
  SchemaConfig: "group",
  ConnectorSchedule: "group",
  TransformationProject: "group",
  Transformation: "group",
  User: "people",
  ServiceAccount: "people",
  ApiKey: "people",
  Team: "people",
  TeamUserMembership: "people",
  TeamGroupMembership: "people",
  TeamConnectorMembership: "people",
  UserGroupMembership: "people",
  UserConnectorMembership: "people",
  GroupUsers: "people",
  TeamUsers: "people",
  TeamGroups: "people",
  TeamConnectors: "people",
  UserGroups: "people",
  UserConnectors: "people",
  SystemKey: "account",
  Webhook: "account",
  AccountExternalLogging: "account",
};

/** All kinds, in the order of their declarations. */
export const KINDS: readonly string[] = Object.keys(PLACES);

export function fileOf(kind: string): ProgramFile {
  return PLACES[kind] ?? "account";
}

/** Which kind a property names by id, at any depth; a list names several. */
const REFERENCES: Readonly<Record<string, readonly string[]>> = {
  groupId: ["Group"],
  groupIds: ["Group"],
  destinationId: ["Destination"],
  connectorId: ["Connector"],
  connectionIds: ["Connector"],
  teamId: ["Team"],
  userId: ["User", "ServiceAccount"],
  projectId: ["TransformationProject"],
  transformationIds: ["Transformation"],
  privateLinkId: ["PrivateLink"],
  proxyAgentId: ["ProxyAgent"],
  hybridDeploymentAgentId: ["HybridDeploymentAgent"],
  externalSecretsManagerId: ["ExternalSecretsManager"],
  // Of a system key's permission: what they are depends on its resource type.
  ids: ["Connector", "Destination", "Group", "Transformation", "TransformationProject", "Webhook"],
  // Setting of the service `connector_sdk`.
  package_id: ["ConnectorSdkPackage"],
};

export function kindsNamedBy(property: string): readonly string[] {
  return REFERENCES[property] ?? [];
}

/** Complete lists of members: an export declares the same roles as single memberships, which remove nobody. */
export const LISTS: Readonly<Record<string, string>> = {
  GroupUsers: "UserGroupMembership",
  TeamUsers: "TeamUserMembership",
  TeamGroups: "TeamGroupMembership",
  TeamConnectors: "TeamConnectorMembership",
  UserGroups: "UserGroupMembership",
  UserConnectors: "UserConnectorMembership",
};

/** Pulumi's type of a resource of the dynamic face. */
export function typeOf(kind: string): string {
  return `pulumi-nodejs:dynamic/fivetran:${kind}`;
}

/** `Connector` of `pulumi-nodejs:dynamic/fivetran:Connector`; undefined for what is not ours. */
export function kindOfType(type: string): string | undefined {
  const [, kind] = /^pulumi-nodejs:dynamic\/fivetran:(\w+)$/.exec(type) ?? [];
  return kind;
}
