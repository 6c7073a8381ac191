/**
 * What is secret: the one place that decides it, for the client's messages, the Pulumi provider and the generated metadata. A
 * setting of a known service is decided by the metadata, everything else by its name.
 */
// Type imports stand apart: TypeScript before 4.5 cannot read them inline in the declarations that this becomes.
import type { ServiceFamily } from "./generated";
import { pathText, plainPaths, serviceIds, serviceMetadata } from "./metadata";
import { isSecretByNames } from "./secretNames";

export { isSecretName } from "./secretNames";

/** What is known of the settings of one service, or of all services of a family. */
interface Known {
  readonly secret: ReadonlySet<string>;

  /** Named like secrets, and none. */
  readonly plain: ReadonlySet<string>;
}

const services = new Map<string, Known | undefined>();
const families = new Map<ServiceFamily, ReadonlySet<string>>();

const FAMILIES: readonly ServiceFamily[] = ["connection", "destination", "log", "privateLink"];

/**
 * Whether a service's setting is a secret: everything under `auth`, what the metadata of the service says, and what is named like
 * a secret where the service or the setting is not known.
 *
 * @param path The keys and indexes from the argument on: `["config", "secrets_list", 0, "value"]`.
 */
export function isSecretPath(
  family: ServiceFamily,
  service: string,
  path: readonly (string | number)[],
): boolean {
  return isSecretIn(knownOf(family, service), path);
}

/**
 * The same where only the service's id is known, or not even that. An id may belong to two families (`postgres`); what is a
 * secret in either is one.
 */
export function isSecretSetting(service: string | undefined, path: readonly (string | number)[]): boolean {
  const known = service === undefined ? [] : FAMILIES.flatMap((family) => knownOf(family, service) ?? []);
  return known.length === 0 ? isSecretIn(undefined, path) : known.some((each) => isSecretIn(each, path));
}

/**
 * Whether a setting is a secret in any service of the family, or is named like one: for messages about a service that the
 * caller has not named, where too much is better hidden than too little.
 */
export function isSecretPathOfAny(family: ServiceFamily, path: readonly (string | number)[]): boolean {
  let secret = families.get(family);
  if (secret === undefined) {
    const paths = serviceIds(family).flatMap(
      (service) => serviceMetadata(family, service)?.secretPaths ?? [],
    );
    secret = new Set(paths);
    families.set(family, secret);
  }
  return isSecretIn({ secret, plain: new Set() }, path);
}

function isSecretIn(known: Known | undefined, path: readonly (string | number)[]): boolean {
  if (path[0] === "auth" || (known !== undefined && isWithinOneOf(known.secret, path))) return true;
  return !known?.plain.has(pathText(path).replace(/(\[\])+$/, "")) && isSecretByNames(path);
}

function knownOf(family: ServiceFamily, service: string): Known | undefined {
  const key = `${family} ${service}`;
  if (services.has(key)) return services.get(key);
  const metadata = serviceMetadata(family, service);
  const known =
    metadata === undefined
      ? undefined
      : { secret: new Set(metadata.secretPaths), plain: new Set(plainPaths(family, service)) };
  services.set(key, known);
  return known;
}

/** Whether a path, or one that it lies in, is in the set. */
function isWithinOneOf(secret: ReadonlySet<string>, path: readonly (string | number)[]): boolean {
  return path.some((_, index) => secret.has(pathText(path.slice(0, index + 1))));
}
