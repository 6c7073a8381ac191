import * as pulumi from "@pulumi/pulumi";

/** One entry of a connector's `config.secrets_list`. */
export interface ConnectorSecret {
  /** As the connector's code reads it. */
  readonly key: string;
  /** A secret. */
  readonly value: pulumi.Output<string>;
}

export interface ConnectorSecretsOptions {
  /** What the connector's code reads from its configuration. All of them must be there. */
  readonly keys: readonly string[];
  /** The name of a key where it is not the key itself: `{ x_password: "PASSWORD" }` is read from `SFL_<SERVICE>_PASSWORD`. */
  readonly alias?: Readonly<Record<string, string>>;
  /**
   * All connectors whose names share the prefix. A name belongs to the longest that it begins with: `SFL_CRM_EU_TOKEN` to `crm_eu`, and is
   * then no left-over of `crm`. Default: this one alone.
   */
  readonly services?: readonly string[];
}

export interface EnvironmentSecretsOptions extends ConnectorSecretsOptions {
  /** What the names begin with. Default: `"SFL"`. */
  readonly prefix?: string;
  /** Default: the environment of the program. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface ConfigurationSecretsOptions extends ConnectorSecretsOptions {
  /** The namespace of the stack's configuration. Default: `"sfl"`. */
  readonly namespace?: string;
}

/** Secrets of a connector of the Connector SDK, for its `config.secrets_list`, from where a team keeps them. */
export const connectorSecrets = {
  /**
   * From variables named `<PREFIX>_<SERVICE>_<KEY>`: `SFL_CRM_BEARER_TOKEN` is the key `bearer_token` of the connector `crm`.
   *
   * @returns the secrets in the order of their keys
   * @throws Error that lists every variable that is missing, empty, or left over: of this connector, and read by none of `keys`
   * @example
   * const secrets = connectorSecrets.fromEnv("crm", { keys: ["bearer_token"] });
   */
  fromEnv(service: string, options: EnvironmentSecretsOptions): ConnectorSecret[] {
    const { prefix = "SFL", env = process.env, keys, alias = {}, services = [] } = options;
    const start = (of: string): string => `${variable(prefix)}_${variable(of)}_`;
    const held = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return read(service, {
      keys,
      alias,
      names: (key) => start(service) + variable(alias[key] ?? key),
      held: held
        .map(([name]) => name)
        .filter((name) => ownerOf(name, [service, ...services], start) === service),
      find: (name) => env[name],
      where: "in the environment",
    });
  },

  /**
   * From the stack's configuration, `<namespace>:<service>.<key>`, set with `pulumi config set --secret sfl:crm.bearer_token`.
   *
   * @returns the secrets in the order of their keys
   * @throws Error that lists every setting that is missing, empty, or left over: of this connector, and read by none of `keys`
   * @example
   * const secrets = connectorSecrets.fromConfig("crm", { keys: ["bearer_token"] });
   */
  fromConfig(service: string, options: ConfigurationSecretsOptions): ConnectorSecret[] {
    const { namespace = "sfl", keys, alias = {}, services = [] } = options;
    const start = (of: string): string => `${namespace}:${of}.`;
    const settings = pulumi.runtime.allConfig();
    return read(service, {
      keys,
      alias,
      names: (key) => start(service) + (alias[key] ?? key),
      held: Object.keys(settings).filter((name) => ownerOf(name, [service, ...services], start) === service),
      find: (name) => settings[name],
      where: "in the stack's configuration",
    });
  },
};

interface Source {
  readonly keys: readonly string[];
  readonly alias: Readonly<Record<string, string>>;
  /** The name under which a key is kept. */
  readonly names: (key: string) => string;
  /** All names that belong to this connector. */
  readonly held: readonly string[];
  readonly find: (name: string) => string | undefined;
  readonly where: string;
}

function read(service: string, { keys, alias, names, held, find, where }: Source): ConnectorSecret[] {
  const wanted = new Map(keys.map((key) => [names(key), key]));
  const problems = [
    ...keys
      .filter((key, index) => keys.indexOf(key) !== index)
      .map((key) => `the key '${key}' is named twice`),
    ...Object.keys(alias)
      .filter((key) => !keys.includes(key))
      .map((key) => `alias: '${key}' is none of the keys`),
    ...[...wanted]
      .filter(([name]) => (find(name) ?? "") === "")
      .map(
        ([name, key]) => `${name} is ${find(name) === undefined ? "missing" : "empty"} (the key '${key}')`,
      ),
    // Nearly always a key that was mistyped, or forgotten in the program.
    ...held.filter((name) => !wanted.has(name)).map((name) => `${name} is left over: no key reads it`),
  ];
  if (problems.length > 0)
    throw new Error(
      `Secrets of the connector '${service}' ${where}:\n${problems.map((each) => `  ${each}`).join("\n")}`,
    );
  return [...wanted]
    .map(([name, key]) => ({ key, value: pulumi.secret(find(name) ?? "") }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** The connector to which a name belongs: the longest that it begins with. */
function ownerOf(
  name: string,
  services: readonly string[],
  start: (service: string) => string,
): string | undefined {
  return services
    .filter((service) => name.startsWith(start(service)))
    .sort((one, other) => other.length - one.length)[0];
}

function variable(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]+/g, "_");
}
