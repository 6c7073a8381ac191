import type { RestSettings } from "../../connector/restOptions";

/** Shorter texts than this are no secrets, and would be found everywhere. */
const SHORTEST = 4;

/** Removes the credentials of a source from a JSON text: an API may send back what it was sent. */
export function redactorOf({ auth, headers = {} }: RestSettings): (text: string) => string {
  const secrets = [...secretsOf(auth), ...Object.values(headers)]
    .filter((secret) => secret.length >= SHORTEST)
    .map((secret) => JSON.stringify(secret).slice(1, -1));
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text);
}

function secretsOf(auth: RestSettings["auth"]): string[] {
  switch (auth?.type) {
    case undefined:
      return [];
    case "bearer":
      return [auth.token];
    case "basic":
      return [auth.password];
    case "header":
    case "query":
      return [auth.value];
    case "oauth2":
      return [auth.clientSecret];
  }
}
