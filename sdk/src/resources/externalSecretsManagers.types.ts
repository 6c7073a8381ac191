/** A store of secrets, outside Fivetran, from which connections and destinations take theirs. */
export interface ExternalSecretsManager {
  id: string;
  type?: ExternalSecretsManagerType;
  name?: string;

  /** The store's own settings, with the keys as Fivetran has them. Secrets are `******`. */
  config?: Record<string, unknown>;

  /** Whether only hybrid deployment agents ask it. */
  isHybridDeployment?: boolean;

  /** RFC 3339, in UTC. */
  createdAt?: string;

  /** RFC 3339, in UTC. */
  updatedAt?: string;
}

/** Kinds known today; Fivetran may add others. */
export type ExternalSecretsManagerType =
  | "AWS_SECRET_MANAGER"
  | "AZURE_KEY_VAULT"
  | "HASHICORP_VAULT"
  | (string & {});

/** What can be changed on a secrets manager. */
export interface ExternalSecretsManagerUpdate {
  /** The store's own settings, with the keys as Fivetran has them. Sent as they are. */
  config: Record<string, unknown>;
}

/** What a new secrets manager needs. */
export interface NewExternalSecretsManager extends ExternalSecretsManagerUpdate {
  type: ExternalSecretsManagerType;
  name: string;

  /** Whether only hybrid deployment agents ask it. */
  isHybridDeployment?: boolean;
}

/** A connection or a destination that takes secrets from a secrets manager. */
export interface ExternalSecretsManagerEntity {
  id?: string;
  name?: string;
  enabled?: boolean;
  type?: ExternalSecretsManagerEntityType;

  /** Of the secrets manager. */
  secretManagerId?: string;

  /** RFC 3339, in UTC. */
  createdAt?: string;
}

/** Kinds known today; Fivetran may add others. */
export type ExternalSecretsManagerEntityType = "SOURCE" | "DESTINATION" | (string & {});
