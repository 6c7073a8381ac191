import { isSecretPath } from "@pulumi-fivetran/sdk/services";

/**
 * Which leaves of a service's own settings are secrets: everything under `auth`, what Fivetran's document marks for the service, and
 * what is named like a secret. It says yes too often rather than too rarely: a setting that is hidden without need still works, a
 * secret in the clear is lost. Loaded by the user's program too, so all it needs is the generated metadata, read on first use.
 */
export interface SecretPolicy {
  /**
   * @param service Undefined while it is not known.
   * @param path The keys from the argument on: `["config", "password"]`, `["auth", "client_access", "client_secret"]`.
   */
  isSecret(service: string | undefined, path: readonly (string | number)[]): boolean;
}

/**
 * Names that Fivetran's API marks as secret in one service or another (`api_key`, `client_secret`, `role_arn`,
 * `connection_string`, ...), by their characteristic part. Its marks are reliable in neither direction, and a service may be newer
 * than the metadata.
 */
const SECRET_NAME =
  /pass_?(word|phrase|code)|pass$|secret|token|credential|(^|_)x?keys?($|_|\d)|private|cert|keystore|truststore|sas_url|connection_string|role_?arn|auth_code|function_trigger|user_identifier|(^|_)pats?$/i;

/** An id may be a source's and a destination's at once (`postgres` and the like); hiding what either hides costs nothing. */
const FAMILIES = ["connection", "destination", "log", "privateLink"] as const;

export const secretPolicy: SecretPolicy = {
  isSecret(service, path) {
    if (path[0] === "auth") return true;
    if (path.some((part) => typeof part === "string" && SECRET_NAME.test(part))) return true;
    return service !== undefined && FAMILIES.some((family) => isSecretPath(family, service, path));
  },
};
