/** What a server holds and what a state tracks, in the same words, so that anything lost, doubled or orphaned is a difference. */
import type { SnapshotEntry } from "@pulumi-fivetran/server";
import type { StateResource } from "./stack";

/** The resource that makes the records of a collection, where each record is one object with an id of its own. */
const KINDS: Readonly<Record<string, string>> = {
  groups: "Group",
  destinations: "Destination",
  connections: "Connector",
  users: "User",
  teams: "Team",
  webhooks: "Webhook",
  systemKeys: "SystemKey",
  apiKeys: "ApiKey",
  privateLinks: "PrivateLink",
  proxyAgents: "ProxyAgent",
  hybridAgents: "HybridDeploymentAgent",
  transformationProjects: "TransformationProject",
  transformations: "Transformation",
};

/** Memberships are kept under `<member>/<id>/<place>/<id>`. */
const MEMBERSHIPS: Readonly<Record<string, (member: string, place: string) => string>> = {
  "user/team": (user, team) => `TeamUserMembership ${team}:${user}`,
  "user/group": (user, group) => `UserGroupMembership ${user}:${group}`,
  "user/connection": (user, connection) => `UserConnectorMembership ${user}:${connection}`,
  "team/group": (team, group) => `TeamGroupMembership ${team}:${group}`,
  "team/connection": (team, connection) => `TeamConnectorMembership ${team}:${connection}`,
};

/** Resources that are parts of a connection and have its id. */
const PARTS = ["SchemaConfig", "ConnectorSchedule"];

/** `Connector inner_forge`, one for each object that the server holds, without the account's owner and what the server gave to it. */
export function heldBy(snapshot: readonly SnapshotEntry[]): string[] {
  const owner = snapshot.find(({ collection }) => collection === "users")?.id ?? "";
  return snapshot
    .filter(({ id }) => id !== owner && !id.startsWith(`user/${owner}/`))
    .flatMap(objectsOf)
    .sort();
}

/** The same of a state. */
export function trackedIn(resources: readonly StateResource[]): string[] {
  return resources
    .map(({ type, id = "" }) => `${type.slice(type.lastIndexOf(":") + 1)} ${id}`)
    .filter((tracked) => !PARTS.some((part) => tracked.startsWith(`${part} `)))
    .sort();
}

function objectsOf({ collection, id, value }: SnapshotEntry): string[] {
  if (collection === "logServices") {
    return [id === "account" ? "AccountExternalLogging account" : `ExternalLogging ${id}`];
  }
  if (collection === "memberships") {
    const [member = "", memberId = "", place = "", placeId = ""] = id.split("/");
    const words = MEMBERSHIPS[`${member}/${place}`];
    if (words === undefined) throw new Error(`nothing makes the membership ${id}`);
    return [words(memberId, placeId)];
  }
  if (collection === "trust") {
    const { certificates = [] } = value as { certificates?: readonly { hash: string }[] };
    return certificates.map(({ hash }) => `ConnectorCertificate ${id.slice(id.indexOf("/") + 1)}:${hash}`);
  }
  const isServiceAccount = (value as { type?: unknown }).type === "SERVICE_ACCOUNT";
  if (collection === "users" && isServiceAccount) return [`ServiceAccount ${id}`];
  const kind = KINDS[collection];
  return kind === undefined ? [] : [`${kind} ${id}`];
}
