/**
 * Names whose values are secrets: what Fivetran's document marks in one service or another, by the characteristic part of
 * each name, and what other bodies of the API call a secret. Generous, since a value that is hidden without need costs little.
 * The last line holds names run together, as in `apiKey`.
 */
const SECRET_NAME = new RegExp(
  [
    "passw|pass_?(phrase|code)|pass$|pwd|secret|token|credential|bearer|private|cert|keystore|truststore",
    "(^|_)x?keys?($|_|\\d)|(^|_)pats?$|(^|_)pin($|_)|(^|_)sas($|_)|role_?arn|auth_?code|connection_?string",
    "cookie|session|signature|environment_vars|function_trigger|user_identifier",
    "(api|access|account|client|encryption|master|service|shared|signing)key",
  ].join("|"),
  "i",
);

/** Match {@link SECRET_NAME}, but are ids and facts about keys that a message should show. */
const ID_NAME = /^(external_secrets_manager_id|private_link_id|has_?api_?key|key_?status)$/i;

/** Containers of credentials: everything in them is secret. */
const AUTH = "auth";

/** Whether a value is a secret by its name alone, as for a service or a setting that nobody has described. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !ID_NAME.test(name);
}

/** Whether a value is a secret by its own name, or by the name of something that it lies in. `auth` may also be a plain word. */
export function isSecretByNames(path: readonly (string | number)[]): boolean {
  return path.some(
    (part, index) =>
      typeof part === "string" && (isSecretName(part) || (part === AUTH && index < path.length - 1)),
  );
}
