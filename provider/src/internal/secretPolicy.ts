/**
 * Which leaves of a service's own settings are secrets. A service's metadata will answer this once it exists; until then names
 * do. Loaded by the user's program too, so this file imports nothing.
 */
export interface SecretPolicy {
  /**
   * @param path The keys from the argument on: `["config", "password"]`, `["auth", "client_access", "client_secret"]`.
   */
  isSecret(service: string | undefined, path: readonly (string | number)[]): boolean;
}

/**
 * Names that Fivetran's API marks as secret in one service or another (`api_key`, `client_secret`, `role_arn`,
 * `connection_string`, ...), by their characteristic part. It says yes too often rather than too rarely: a setting that is
 * hidden without need still works, a secret in the clear is lost.
 */
const SECRET_NAME =
  /pass_?(word|phrase|code)|pass$|secret|token|credential|(^|_)x?keys?($|_|\d)|private|cert|keystore|truststore|sas_url|connection_string|role_?arn|auth_code|function_trigger|user_identifier|(^|_)pats?$/i;

/** Everything under `auth`, and every leaf of `config` that stands under a name that sounds like a secret. */
export const secretsByName: SecretPolicy = {
  isSecret(_service, path) {
    if (path[0] === "auth") return true;
    return path.some((part) => typeof part === "string" && SECRET_NAME.test(part));
  },
};
