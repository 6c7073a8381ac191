import type { ProxyAgentRegion } from "./regions.types";

/** What lists and `retrieve` both show of an agent through which Fivetran reaches a closed network. */
interface ProxyAgentFields {
  id: string;
  accountId?: string;
  displayName?: string;

  /** Where Fivetran processes the data, such as `GCP_US_EAST4`. */
  region?: string;
  version?: string;
  status?: ProxyAgentStatus;
  createdBy?: string;

  /** RFC 3339, in UTC. */
  registeredAt?: string | null;
}

/** A proxy agent, as lists show it. */
export interface ProxyAgentSummary extends ProxyAgentFields {
  /** How many connections use it. */
  connectorCount?: number;

  /** How many destinations use it. */
  destinationCount?: number;
}

/** An agent through which Fivetran reaches a closed network. */
export interface ProxyAgent extends ProxyAgentFields {
  /** What uses it. */
  usage?: ProxyAgentUsage[];
}

/** Something that uses a proxy agent. */
export interface ProxyAgentUsage {
  id?: string;
  schema?: string;
  service?: string;
}

/** States known today; Fivetran may add others. */
export type ProxyAgentStatus = "NOT_FOUND" | "CONNECTED" | "NOT_CONNECTED" | (string & {});

/** Secrets with which an agent is started. They are handed out only once. */
export interface ProxyAgentSecrets {
  agentId: string;

  /** Secret. */
  authToken?: string;

  /** The client certificate, in PEM or Base64 as Fivetran sends it. */
  clientCert?: string;

  /** Secret. */
  clientPrivateKey?: string;

  /** What the agent connects to: an address that is no secret. */
  orchestratorHost?: string;
  orchestratorPort?: number;
}

/** What a new proxy agent needs. */
export interface NewProxyAgent {
  /** Unique in the account. */
  displayName: string;

  /** Where Fivetran processes the data, such as `GCP_US_EAST4`. */
  groupRegion?: ProxyAgentRegion;
}

/** A connection that uses a proxy agent. */
export interface ProxyAgentConnection {
  connectionId?: string;
}
