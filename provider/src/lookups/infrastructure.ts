import type * as pulumi from "@pulumi/pulumi";
import type {
  HybridDeploymentAgent,
  LogService,
  LogServiceSummary,
  PrivateLink,
  ProxyAgent,
  ProxyAgentSummary,
  Webhook,
} from "@pulumi-fivetran/sdk";
import { exactlyOne, type Inputs, lookupClient, onlyOne, outputOf } from "./lookup";

export interface GetPrivateLinkArgs {
  /** The private link's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  name?: string | undefined;
}

/** One private link, by its id or by its name. @throws Error when there is none, or more than one of the name */
export async function getPrivateLink(args: GetPrivateLinkArgs): Promise<PrivateLink> {
  exactlyOne("getPrivateLink", { id: args.id, name: args.name });
  if (args.id !== undefined) return (await lookupClient()).privateLinks.retrieve(args.id);
  return onlyOne((await lookupClient()).privateLinks.list().strict({ required: ["name"] }), {
    lookup: "getPrivateLink",
    thing: "private link",
    asked: `the name '${args.name ?? ""}'`,
    matches: (item) => item.name === args.name,
    nameOf: (item) => item.name,
    idOf: (item) => item.id,
    ...(args.name === undefined ? {} : { name: args.name }),
  });
}

/** `getPrivateLink` for arguments that are Outputs. */
export function getPrivateLinkOutput(args: Inputs<GetPrivateLinkArgs>): pulumi.Output<PrivateLink> {
  return outputOf(getPrivateLink, args);
}

/** All private links. */
export async function getPrivateLinks(): Promise<PrivateLink[]> {
  return (await lookupClient()).privateLinks.list().strict().toArray();
}

/** `getPrivateLinks` as an Output. */
export function getPrivateLinksOutput(): pulumi.Output<PrivateLink[]> {
  return outputOf(getPrivateLinks, {});
}

export interface GetHybridDeploymentAgentArgs {
  /** The hybrid deployment agent's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  displayName?: string | undefined;
}

/** One hybrid deployment agent, by its id or by its name. @throws Error when there is none, or more than one of the name */
export async function getHybridDeploymentAgent(
  args: GetHybridDeploymentAgentArgs,
): Promise<HybridDeploymentAgent> {
  exactlyOne("getHybridDeploymentAgent", { id: args.id, displayName: args.displayName });
  if (args.id !== undefined) return (await lookupClient()).hybridDeploymentAgents.retrieve(args.id);
  return onlyOne((await lookupClient()).hybridDeploymentAgents.list().strict({ required: ["displayName"] }), {
    lookup: "getHybridDeploymentAgent",
    thing: "hybrid deployment agent",
    asked: `the name '${args.displayName ?? ""}'`,
    matches: (item) => item.displayName === args.displayName,
    nameOf: (item) => item.displayName,
    idOf: (item) => item.id,
    ...(args.displayName === undefined ? {} : { name: args.displayName }),
  });
}

/** `getHybridDeploymentAgent` for arguments that are Outputs. */
export function getHybridDeploymentAgentOutput(
  args: Inputs<GetHybridDeploymentAgentArgs>,
): pulumi.Output<HybridDeploymentAgent> {
  return outputOf(getHybridDeploymentAgent, args);
}

/** All hybrid deployment agents. */
export async function getHybridDeploymentAgents(): Promise<HybridDeploymentAgent[]> {
  return (await lookupClient()).hybridDeploymentAgents.list().strict().toArray();
}

/** `getHybridDeploymentAgents` as an Output. */
export function getHybridDeploymentAgentsOutput(): pulumi.Output<HybridDeploymentAgent[]> {
  return outputOf(getHybridDeploymentAgents, {});
}

export interface GetProxyAgentArgs {
  /** The proxy agent's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  displayName?: string | undefined;
}

/** One proxy agent, by its id or by its name. @throws Error when there is none, or more than one of the name */
export async function getProxyAgent(args: GetProxyAgentArgs): Promise<ProxyAgent> {
  exactlyOne("getProxyAgent", { id: args.id, displayName: args.displayName });
  const client = await lookupClient();
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

/** `getProxyAgent` for arguments that are Outputs. */
export function getProxyAgentOutput(args: Inputs<GetProxyAgentArgs>): pulumi.Output<ProxyAgent> {
  return outputOf(getProxyAgent, args);
}

/** All proxy agents. */
export async function getProxyAgents(): Promise<ProxyAgentSummary[]> {
  return (await lookupClient()).proxyAgents.list().strict().toArray();
}

/** `getProxyAgents` as an Output. */
export function getProxyAgentsOutput(): pulumi.Output<ProxyAgentSummary[]> {
  return outputOf(getProxyAgents, {});
}

export interface GetWebhookArgs {
  /** The webhook's id. */
  id: string;
}

/** One webhook. Its secret is `******`. */
export async function getWebhook(args: GetWebhookArgs): Promise<Webhook> {
  return (await lookupClient()).webhooks.retrieve(args.id);
}

/** `getWebhook` for arguments that are Outputs. */
export function getWebhookOutput(args: Inputs<GetWebhookArgs>): pulumi.Output<Webhook> {
  return outputOf(getWebhook, args);
}

export interface GetWebhooksArgs {
  /** Only those of this group. */
  groupId?: string | undefined;
}

/** All webhooks, those of groups and those of the account. */
export async function getWebhooks(args: GetWebhooksArgs = {}): Promise<Webhook[]> {
  // A webhook of the account has no group.
  return (await lookupClient()).webhooks
    .list()
    .strict(args.groupId === undefined ? {} : { readable: ["groupId"] })
    .filter(({ groupId }) => args.groupId === undefined || groupId === args.groupId)
    .toArray();
}

/** `getWebhooks` for arguments that are Outputs. */
export function getWebhooksOutput(args: Inputs<GetWebhooksArgs> = {}): pulumi.Output<Webhook[]> {
  return outputOf(getWebhooks, args);
}

export interface GetExternalLoggingArgs {
  /** The group's id, which is the logging's too. */
  groupId: string;
}

/** A group's logging. Secrets in its `config` are `******`. */
export async function getExternalLogging(args: GetExternalLoggingArgs): Promise<LogService> {
  return (await lookupClient()).externalLogging.retrieve(args.groupId);
}

/** `getExternalLogging` for arguments that are Outputs. */
export function getExternalLoggingOutput(args: Inputs<GetExternalLoggingArgs>): pulumi.Output<LogService> {
  return outputOf(getExternalLogging, args);
}

/** All loggings of groups. */
export async function getExternalLoggings(): Promise<LogServiceSummary[]> {
  return (await lookupClient()).externalLogging.list().strict().toArray();
}

/** `getExternalLoggings` as an Output. */
export function getExternalLoggingsOutput(): pulumi.Output<LogServiceSummary[]> {
  return outputOf(getExternalLoggings, {});
}

/** The account's logging. Secrets in its `config` are `******`. @throws NotFoundError when there is none */
export async function getAccountExternalLogging(): Promise<LogService> {
  return (await lookupClient()).externalLogging.retrieveForAccount();
}

/** `getAccountExternalLogging` as an Output. */
export function getAccountExternalLoggingOutput(): pulumi.Output<LogService> {
  return outputOf(getAccountExternalLogging, {});
}
