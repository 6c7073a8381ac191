import type {
  FivetranClient,
  HybridDeploymentAgent,
  LogService,
  LogServiceSummary,
  PrivateLink,
  ProxyAgentSummary,
  Webhook,
} from "@pulumi-fivetran/sdk";
import { lookup } from "./lookup";

export interface GetPrivateLinkArgs {
  /** The private link's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  name?: string | undefined;
}

export const getPrivateLink = lookup({
  lookup: "getPrivateLink",
  thing: "private link",
  by: "name",
  list: (client) => client.privateLinks.list().strict({ required: ["name"] }),
  retrieve: (client, id) => client.privateLinks.retrieve(id),
  whole: (link) => link,
});

export async function getPrivateLinks(client: FivetranClient): Promise<PrivateLink[]> {
  return client.privateLinks.list().strict().toArray();
}

export interface GetHybridDeploymentAgentArgs {
  /** The hybrid deployment agent's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  displayName?: string | undefined;
}

export const getHybridDeploymentAgent = lookup({
  lookup: "getHybridDeploymentAgent",
  thing: "hybrid deployment agent",
  by: "displayName",
  list: (client) => client.hybridDeploymentAgents.list().strict({ required: ["displayName"] }),
  retrieve: (client, id) => client.hybridDeploymentAgents.retrieve(id),
  whole: (agent) => agent,
});

export async function getHybridDeploymentAgents(client: FivetranClient): Promise<HybridDeploymentAgent[]> {
  return client.hybridDeploymentAgents.list().strict().toArray();
}

export interface GetProxyAgentArgs {
  /** The proxy agent's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  displayName?: string | undefined;
}

export const getProxyAgent = lookup({
  lookup: "getProxyAgent",
  thing: "proxy agent",
  by: "displayName",
  list: (client) => client.proxyAgents.list().strict({ required: ["displayName"] }),
  retrieve: (client, id) => client.proxyAgents.retrieve(id),
  whole: ({ id }, client) => client.proxyAgents.retrieve(id),
});

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
