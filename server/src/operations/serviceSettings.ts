import type { Account } from "../domain/account";
import { errors } from "../errors";
import { isKnownService, type ServiceFamily } from "../facts/services";
import { messages } from "../messages";
import type { Networking, ServiceConfig } from "../records/account";
import type { Trust } from "../records/trust";

/** What connections and destinations have in common: a service with its config, a network path, and trust. */

/** The document's services are supported, and those that a seed adds as connector types, unless the account may not use them. */
export function checkService(account: Account, family: ServiceFamily, service: string): void {
  const isKnown = isKnownService(family, service) || account.state.has("connectorTypes", service);
  if (!isKnown || account.settings.unsupportedServices.includes(service)) {
    throw errors.invalidInput(messages.unsupportedService(service));
  }
}

/** A config update is merged key by key on the first level; `null` removes a key, anything else replaces its value (deeper merging: UNPROVEN). */
export function mergeConfig(before: ServiceConfig, update: ServiceConfig | null | undefined): ServiceConfig {
  if (update === undefined || update === null) return before;
  const merged = Object.entries({ ...before, ...update }).filter(([, value]) => value !== null);
  return Object.fromEntries(merged);
}

interface NetworkingBody {
  readonly networking_method?: Networking | null | undefined;
  readonly private_link_id?: string | null | undefined;
  readonly proxy_agent_id?: string | null | undefined;
  readonly hybrid_deployment_agent_id?: string | null | undefined;
  readonly external_secrets_manager_id?: string | null | undefined;
}

interface NetworkingRecord {
  readonly networkingMethod: Networking;
  readonly privateLinkId?: string | undefined;
  readonly proxyAgentId?: string | undefined;
  readonly hybridDeploymentAgentId?: string | undefined;
  readonly externalSecretsManagerId?: string | undefined;
}

/** Lays the sent networking fields over those before; `null` clears an id. An id of a way that is not taken any more is cleared. */
export function mergeNetworking(before: NetworkingRecord, body: NetworkingBody): NetworkingRecord {
  const networkingMethod = body.networking_method ?? before.networkingMethod;
  return {
    networkingMethod,
    privateLinkId:
      networkingMethod === "PrivateLink"
        ? valueToKeep(body.private_link_id, before.privateLinkId)
        : undefined,
    proxyAgentId:
      networkingMethod === "ProxyAgent" ? valueToKeep(body.proxy_agent_id, before.proxyAgentId) : undefined,
    hybridDeploymentAgentId: valueToKeep(body.hybrid_deployment_agent_id, before.hybridDeploymentAgentId),
    externalSecretsManagerId: valueToKeep(body.external_secrets_manager_id, before.externalSecretsManagerId),
  };
}

export function networkingView(record: NetworkingRecord): Record<string, unknown> {
  return {
    networking_method: record.networkingMethod,
    private_link_id: record.privateLinkId,
    proxy_agent_id: record.proxyAgentId,
    hybrid_deployment_agent_id: record.hybridDeploymentAgentId,
    external_secrets_manager_id: record.externalSecretsManagerId,
  };
}

interface TrustBody {
  readonly trust_certificates?: boolean | null | undefined;
  readonly trust_fingerprints?: boolean | null | undefined;
}

/** What the request wants to be trusted, of what the host shows. The flags themselves are not kept. */
export function trustedKinds(body: TrustBody): readonly Trust[] {
  const kinds: Trust[] = [];
  if (body.trust_certificates === true) kinds.push("certificates");
  if (body.trust_fingerprints === true) kinds.push("fingerprints");
  return kinds;
}

function valueToKeep(value: string | null | undefined, before: string | undefined): string | undefined {
  return value === undefined ? before : (value ?? undefined);
}
