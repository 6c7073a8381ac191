import { isSecretSetting } from "@pulumi-fivetran/sdk/services";

/**
 * Which leaves of a service's own settings are secrets. The client decides it: everything under `auth`, what the service's metadata
 * says, and what is named like a secret where the service or the setting is not known. Loaded by the user's program too, so all it
 * needs is the generated metadata, read on first use.
 */
export interface SecretPolicy {
  /**
   * @param service Undefined while it is not known.
   * @param path The keys from the argument on: `["config", "password"]`, `["auth", "client_access", "client_secret"]`.
   */
  isSecret(service: string | undefined, path: readonly (string | number)[]): boolean;
}

export const secretPolicy: SecretPolicy = { isSecret: isSecretSetting };
