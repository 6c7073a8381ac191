/** An agent that moves data within the user's own network. */
export interface HybridDeploymentAgent {
  id: string;
  displayName?: string;
  groupId?: string;
  deploymentType?: HybridDeploymentType;
  version?: string;
  enabled?: boolean;

  /** Whether the agent is running and in touch. */
  online?: boolean;

  /** Which connections use it. Not in answers to `create` and `reAuth`. */
  usage?: HybridDeploymentAgentUsage[];
  createdBy?: string;

  /** RFC 3339, in UTC. */
  registeredAt?: string | null;

  /** RFC 3339, in UTC. */
  updatedAt?: string | null;

  /** RFC 3339, in UTC; null or absent for one that never was used. */
  lastUsedAt?: string | null;
}

/** An agent with what is installed on its machine. The secrets in it are handed out only once. */
export interface HybridDeploymentAgentWithSecrets extends HybridDeploymentAgent {
  /** Secret, in Base64: with it the agent signs in. Present with the authentication type `AUTO`. */
  token?: string;

  /** Present with the authentication type `MANUAL`. */
  files?: HybridDeploymentAgentFiles;
}

/** Secret: the files that an agent with manual authentication is started with, each in Base64. */
export interface HybridDeploymentAgentFiles {
  configJson?: string;
  authJson?: string;
  dockerComposeYaml?: string;
}

/** A connection that uses an agent. */
export interface HybridDeploymentAgentUsage {
  connectionId?: string;
  schema?: string;
  service?: string;
}

/** Kinds known today; Fivetran may add others. */
export type HybridDeploymentType = "DOCKER" | "PODMAN" | "KUBERNETES" | "SNOWPARK" | (string & {});

/** How an agent signs in: with a token, or with files. Fivetran may add others. */
export type HybridDeploymentAuthType = "AUTO" | "MANUAL" | (string & {});

/** What a new agent needs. */
export interface NewHybridDeploymentAgent {
  /** The group whose connections may use it. */
  groupId?: string;
  displayName: string;
  envType: HybridDeploymentType;

  /** Whether the terms of Fivetran's on-premises software are accepted. Without it Fivetran refuses. */
  acceptTerms: boolean;
  authType?: HybridDeploymentAuthType;
}
