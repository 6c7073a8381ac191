import { lazyGenerated } from "./generated";
import { type ByService, isKnownService, type ServiceFamily } from "./services";

/*
 * What is a secret, as this server decides it: in this file and nowhere else in it. The document's marks say it by service and path;
 * names say it where the document does not.
 *
 * The client has a list of its own (the sdk's `services`), on purpose. The server depends on nothing of ours, and the two hold each
 * other: a test walks every path that the client calls secret through this server's journal, page and files, so a setting that one
 * list has missed shows in the other's test. One shared list would be wrong in both places without anybody noticing.
 */

/** Empty parts are left out. Paths are `config.password`, `config.secrets_list[].value`. */
interface Metadata {
  /** The document says that they are secrets. */
  readonly marked?: readonly string[];
  /** They are called like secrets. */
  readonly named?: readonly string[];
}

const AUTH = "auth";

const FAMILIES = [
  "connection",
  "destination",
  "log",
  "privateLink",
] as const satisfies readonly ServiceFamily[];

const metadata = lazyGenerated<ByService<Metadata>>("services.metadata.json");

/**
 * Whether a key holds a secret, by its name: for services that the document does not know, and for what shows no service. Names of
 * files, addresses, dates and of the like of secrets, and public keys, are not.
 */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !NOT_SECRET_NAME.test(name);
}

const SECRET_NAME =
  /password|passwd|passphrase|pass_phrase|secret|token|credential|connection_string|sas_url|keystore|truststore|^pats$|^auth_code$|(?:api|access|account|app|application|auth_header|client|client_cert|company|consumer|developer|encryption|function|integration|master|plain|primary|private|project|registry|scram256|scram512|service_account|shared|signing|signon|storage_account|subscription|user|admin|webhook|x)_?key$|(?:api|private|secret|access)key/i;
const NOT_SECRET_NAME =
  /(?<!_sas)_(?:name|path|url|source|region|type|id|at|expires|expiry|database|container|field|column)$|^token_url|^public_key$|^token_authenticated|^access_key_id$|^secrets_list$|^has_api_key$/i;

/** Each item under these keys holds a secret: `{key, value}`, or `NAME=value`, which only the journal hides, as the API returns it. */
export const SECRET_LISTS: ReadonlySet<string> = new Set(["secrets_list", "environment_vars"]);

/**
 * Where a service's secrets stand, each path with all below it: those that are marked, and `auth` as a whole. The key of a Lambda's
 * secret and a role's name, which are only named like secrets, come back from the API as they were sent and are not among them.
 */
export function secretPathsOf(family: ServiceFamily, service: string): readonly string[] {
  return [AUTH, ...configPaths(entryOf(family, service)?.marked)];
}

/**
 * What the journal hides of a body's settings: everything that is marked or named. Where the service is not known, what is secret in
 * any service, since a misspelled service has the same secrets in its body.
 */
export function hiddenPathsOf(
  family: ServiceFamily | undefined,
  service: string | undefined,
): readonly string[] {
  const entry = family && service !== undefined ? entryOf(family, service) : undefined;
  return entry === undefined
    ? pathsOfAny()
    : [AUTH, ...configPaths(entry.marked), ...configPaths(entry.named)];
}

/** Whether a path such as `config.password` or `config.list[].key` is one of these secret paths, or below one. */
export function isSecretPath(secretPaths: readonly string[], path: string): boolean {
  return secretPaths.some((secret) => isWithin(path, secret));
}

/** Whether something below a path may be a secret, so that a plain value in its place may hold one. */
export function holdsSecretPath(secretPaths: readonly string[], path: string): boolean {
  return secretPaths.some((secret) => isWithin(secret, path));
}

let ofAny: readonly string[] | undefined;

function pathsOfAny(): readonly string[] {
  ofAny ??= [
    ...new Set([
      AUTH,
      ...FAMILIES.flatMap((family) => Object.values(metadata()[family])).flatMap(({ marked, named }) => [
        ...configPaths(marked),
        ...configPaths(named),
      ]),
    ]),
  ];
  return ofAny;
}

function entryOf(family: ServiceFamily, service: string): Metadata | undefined {
  return isKnownService(family, service) ? metadata()[family][service] : undefined;
}

function configPaths(paths: readonly string[] = []): readonly string[] {
  return paths.filter((path) => !isWithin(path, AUTH));
}

function isWithin(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}.`) || path.startsWith(`${ancestor}[`);
}
