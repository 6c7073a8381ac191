import type {
  FivetranClient,
  HybridDeploymentAgent,
  LogService,
  LogServiceSummary,
  PrivateLink,
  ProxyAgent,
  ProxyAgentSummary,
  Webhook,
} from "@pulumi-fivetran/sdk";
import { exactlyOne, onlyOne } from "./lookup";

export interface GetPrivateLinkArgs {
  /** The private link's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  name?: string | undefined;
}

export async function getPrivateLink(client: FivetranClient, args: GetPrivateLinkArgs): Promise<PrivateLink> {
  exactlyOne("getPrivateLink", { id: args.id, name: args.name });
  if (args.id !== undefined) return client.privateLinks.retrieve(args.id);
  return onlyOne(client.privateLinks.list().strict({ required: ["name"] }), {
    lookup: "getPrivateLink",
    thing: "private link",
    asked: `the name '${args.name ?? ""}'`,
    matches: (item) => item.name === args.name,
    nameOf: (item) => item.name,
    idOf: (item) => item.id,
    ...(args.name === undefined ? {} : { name: args.name }),
  });
}

export async function getPrivateLinks(client: FivetranClient): Promise<PrivateLink[]> {
  return client.privateLinks.list().strict().toArray();
}

export interface GetHybridDeploymentAgentArgs {
  /** The hybrid deployment agent's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  displayName?: string | undefined;
}

export async function getHybridDeploymentAgent(
  client: FivetranClient,
  args: GetHybridDeploymentAgentArgs,
): Promise<HybridDeploymentAgent> {
  exactlyOne("getHybridDeploymentAgent", { id: args.id, displayName: args.displayName });
  if (args.id !== undefined) return client.hybridDeploymentAgents.retrieve(args.id);
  return onlyOne(client.hybridDeploymentAgents.list().strict({ required: ["displayName"] }), {
    lookup: "getHybridDeploymentAgent",
    thing: "hybrid deployment agent",
    asked: `the name '${args.displayName ?? ""}'`,
    matches: (item) => item.displayName === args.displayName,
    nameOf: (item) => item.displayName,
    idOf: (item) => item.id,
    ...(args.displayName === undefined ? {} : { name: args.displayName }),
  });
}

export async function getHybridDeploymentAgents(client: FivetranClient): Promise<HybridDeploymentAgent[]> {
  return client.hybridDeploymentAgents.list().strict().toArray();
}

export interface GetProxyAgentArgs {
  /** The proxy agent's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  displayName?: string | undefined;
}

export async function getProxyAgent(client: FivetranClient, args: GetProxyAgentArgs): Promise<ProxyAgent> {
  exactlyOne("getProxyAgent", { id: args.id, displayName: args.displayName });
  if (args.id !== undefined) return client.proxyAgents.retrieve(args.id);
  const { id } = await onlyOne(client.proxyAgents.list().strict({ required: ["displayName"] }), {
    lookup: "getProxyAgent",
    thing: "proxy agent",
    asked: `the name '${args.displayName ?? ""}'`,
    matches: (item) => item.displayName === args.displayName,
    nameOf: (item) => item.displayName,
    idOf: (item) => item.id,
    ...(args.displayName === undefined ? {} : { name: args.displayName }),
  });
  return client.proxyAgents.retrieve(id);
}

export async function getProxyAgents(client: FivetranClient): Promise<ProxyAgentSummary[]> {
  return client.proxyAgents.list().strict().toArray();
}

export interface GetWebhookArgs {
  /** The webhook's id. */
  id: string;
}

export async function getWebhook(client: FivetranClient, args: GetWebhookArgs): Promise<Webhook> {
  return client.webhooks.retrieve(args.id);
}

export interface GetWebhooksArgs {
  /** Only those of this group. */
  groupId?: string | undefined;
}

export async function getWebhooks(client: FivetranClient, args: GetWebhooksArgs = {}): Promise<Webhook[]> {
  // A webhook of the account has no group.
  return client.webhooks
    .list()
    .strict(args.groupId === undefined ? {} : { readable: ["groupId"] })
    .filter(({ groupId }) => args.groupId === undefined || groupId === args.groupId)
    .toArray();
}

export interface GetExternalLoggingArgs {
  /** The group's id, which is the logging's too. */
  groupId: string;
}

export async function getExternalLogging(
  client: FivetranClient,
  args: GetExternalLoggingArgs,
): Promise<LogService> {
  return client.externalLogging.retrieve(args.groupId);
}

export async function getExternalLoggings(client: FivetranClient): Promise<LogServiceSummary[]> {
  return client.externalLogging.list().strict().toArray();
}

export async function getAccountExternalLogging(client: FivetranClient): Promise<LogService> {
  return client.externalLogging.retrieveForAccount();
}
