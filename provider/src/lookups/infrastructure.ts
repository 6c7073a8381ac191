import type * as core from "@pulumi-fivetran/core/lookups";
import type {
  HybridDeploymentAgent,
  LogService,
  LogServiceSummary,
  PrivateLink,
  ProxyAgent,
  ProxyAgentSummary,
  Webhook,
} from "@pulumi-fivetran/sdk";
import { look, outputOf } from "./lookup";

export type {
  GetExternalLoggingArgs,
  GetHybridDeploymentAgentArgs,
  GetPrivateLinkArgs,
  GetProxyAgentArgs,
  GetWebhookArgs,
  GetWebhooksArgs,
} from "@pulumi-fivetran/core/lookups";

/** One private link, by its id or by its name. @throws Error when there is none, or more than one of the name */
export async function getPrivateLink(args: core.GetPrivateLinkArgs): Promise<PrivateLink> {
  return look((lookups, client) => lookups.getPrivateLink(client, args));
}

/** `getPrivateLink` for arguments that are Outputs. */
export const getPrivateLinkOutput = outputOf(getPrivateLink);

/** All private links. */
export async function getPrivateLinks(): Promise<PrivateLink[]> {
  return look((lookups, client) => lookups.getPrivateLinks(client));
}

/** `getPrivateLinks` as an Output. */
export const getPrivateLinksOutput = outputOf(getPrivateLinks);

/** One hybrid deployment agent, by its id or by its name. @throws Error when there is none, or more than one of the name */
export async function getHybridDeploymentAgent(
  args: core.GetHybridDeploymentAgentArgs,
): Promise<HybridDeploymentAgent> {
  return look((lookups, client) => lookups.getHybridDeploymentAgent(client, args));
}

/** `getHybridDeploymentAgent` for arguments that are Outputs. */
export const getHybridDeploymentAgentOutput = outputOf(getHybridDeploymentAgent);

/** All hybrid deployment agents. */
export async function getHybridDeploymentAgents(): Promise<HybridDeploymentAgent[]> {
  return look((lookups, client) => lookups.getHybridDeploymentAgents(client));
}

/** `getHybridDeploymentAgents` as an Output. */
export const getHybridDeploymentAgentsOutput = outputOf(getHybridDeploymentAgents);

/** One proxy agent, by its id or by its name. @throws Error when there is none, or more than one of the name */
export async function getProxyAgent(args: core.GetProxyAgentArgs): Promise<ProxyAgent> {
  return look((lookups, client) => lookups.getProxyAgent(client, args));
}

/** `getProxyAgent` for arguments that are Outputs. */
export const getProxyAgentOutput = outputOf(getProxyAgent);

/** All proxy agents. */
export async function getProxyAgents(): Promise<ProxyAgentSummary[]> {
  return look((lookups, client) => lookups.getProxyAgents(client));
}

/** `getProxyAgents` as an Output. */
export const getProxyAgentsOutput = outputOf(getProxyAgents);

/** One webhook. Its secret is `******`. */
export async function getWebhook(args: core.GetWebhookArgs): Promise<Webhook> {
  return look((lookups, client) => lookups.getWebhook(client, args));
}

/** `getWebhook` for arguments that are Outputs. */
export const getWebhookOutput = outputOf(getWebhook);

/** All webhooks, those of groups and those of the account. */
export async function getWebhooks(args: core.GetWebhooksArgs = {}): Promise<Webhook[]> {
  return look((lookups, client) => lookups.getWebhooks(client, args));
}

/** `getWebhooks` for arguments that are Outputs. */
export const getWebhooksOutput = outputOf(getWebhooks);

/** A group's logging. Secrets in its `config` are `******`. */
export async function getExternalLogging(args: core.GetExternalLoggingArgs): Promise<LogService> {
  return look((lookups, client) => lookups.getExternalLogging(client, args));
}

/** `getExternalLogging` for arguments that are Outputs. */
export const getExternalLoggingOutput = outputOf(getExternalLogging);

/** All loggings of groups. */
export async function getExternalLoggings(): Promise<LogServiceSummary[]> {
  return look((lookups, client) => lookups.getExternalLoggings(client));
}

/** `getExternalLoggings` as an Output. */
export const getExternalLoggingsOutput = outputOf(getExternalLoggings);

/** The account's logging. Secrets in its `config` are `******`. @throws NotFoundError when there is none */
export async function getAccountExternalLogging(): Promise<LogService> {
  return look((lookups, client) => lookups.getAccountExternalLogging(client));
}

/** `getAccountExternalLogging` as an Output. */
export const getAccountExternalLoggingOutput = outputOf(getAccountExternalLogging);
