import type { ConnectorSettings, ConnectorType } from "../facts/connectorTypes";
import type { ServiceConfig, SetupState } from "./account";
import type { SetupTest } from "./setupTests";

export type PrivateLinkState = "CREATING" | "UPDATING" | "DESTROYING" | "OK" | "FAIL";

export interface PrivateLinkRecord {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  /** Upper case, such as `SNOWFLAKE_AWS`. */
  readonly service: string;
  readonly state: PrivateLinkState;
  readonly config: ServiceConfig;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** An agent that tunnels to sources; only the call that makes its secrets returns them; they are kept nowhere. */
export interface ProxyAgentRecord {
  readonly id: string;
  readonly displayName: string;
  readonly region: string;
  readonly registeredAt: string;
  readonly createdBy: string;
}

export type HybridDeploymentType = "DOCKER" | "PODMAN" | "KUBERNETES" | "SNOWPARK";

/** An agent that moves data inside its owner's network; only the call that makes its token and files returns them. */
export interface HybridAgentRecord {
  readonly id: string;
  readonly displayName: string;
  readonly groupId: string;
  readonly deploymentType: HybridDeploymentType;
  readonly registeredAt: string;
  readonly updatedAt: string;
  readonly lastUsedAt: string | null;
  readonly createdBy: string;
}

export interface SecretsManagerRecord {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly config: ServiceConfig;
  readonly isHybridDeployment: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Where logs go. That of a group has the group's id, that of the account the account's. */
export interface LogServiceRecord {
  readonly id: string;
  readonly service: string;
  readonly enabled: boolean;
  readonly config: ServiceConfig;
  /** Absent until it was tested. */
  readonly setupState?: SetupState | undefined;
  /** What the last tests came to. */
  readonly setupTests?: readonly SetupTest[] | undefined;
}

/** Kept under its id. */
export interface HvrHubRecord {
  readonly id: string;
  readonly fingerprint: string | null;
  readonly port: number | null;
  readonly hubServerUrl: string | null;
}

/** What a seed says of a kind of source, in place of what this server makes up. Kept under its id. */
export type ConnectorTypeRecord = Partial<ConnectorType & ConnectorSettings> & { readonly id: string };
