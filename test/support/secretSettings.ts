import { type ServiceFamily, serviceIds, serviceMetadata } from "@pulumi-fivetran/sdk/services";

/** The settings of a service in which each secret that is known has a value of its own. */
export interface SecretSettings {
  readonly family: ServiceFamily;
  readonly service: string;
  readonly settings: { readonly config: Record<string, unknown>; readonly auth: Record<string, unknown> };

  /** By their paths. */
  readonly secrets: ReadonlyMap<string, string>;
}

const FAMILIES: readonly ServiceFamily[] = ["connection", "destination", "log", "privateLink"];

/** Every service of every family, with all secrets of the client's metadata. */
export function* everySecretSetting(): Generator<SecretSettings> {
  for (const family of FAMILIES) {
    for (const service of serviceIds(family)) yield secretSettingsOf(family, service);
  }
}

function secretSettingsOf(family: ServiceFamily, service: string): SecretSettings {
  const settings = { config: {}, auth: {} };
  const secrets = new Map<string, string>();
  for (const path of serviceMetadata(family, service)?.secretPaths ?? []) {
    const value = `hidden-${secrets.size}-${family}-${service}`;
    secrets.set(path, value);
    // `auth` is secret as a whole; what is in it need not be known.
    put(settings, (path === "auth" ? "auth.anything.at[].all" : path).split("."), value);
  }
  return { family, service, settings, secrets };
}

/** Puts a value at a path of the metadata; a list gets one item. Where a path and one below it are both secret, both are there. */
function put(target: Record<string, unknown>, [first = "", ...rest]: string[], value: string): void {
  const name = first.replace("[]", "");
  if (rest.length === 0) {
    target[name] = first.endsWith("[]") ? [value] : value;
    return;
  }
  const known: unknown = target[name];
  const own: unknown = Array.isArray(known) ? known[0] : known;
  const inside = typeof own === "string" ? { itself: own } : ((own ?? {}) as Record<string, unknown>);
  target[name] = first.endsWith("[]") ? [inside] : inside;
  put(inside, rest, value);
}
