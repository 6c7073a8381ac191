/** Where credentials and switches of the provider come from: the stack's configuration, else the environment. */

/** The stack's configuration as the provider process is given it; namespaces are kept. */
export interface StackConfig {
  get(key: string): string | undefined;
}

/** Plain values, stored by `configure` without looking any further. */
export interface Configuration {
  readonly apiKey: string | undefined;
  readonly apiSecret: string | undefined;
  /** With or without `/v1`; undefined means Fivetran's public API. */
  readonly baseUrl: string | undefined;
  /** Where {@link baseUrl} was given: the key, or the variable. */
  readonly baseUrlSource?: string | undefined;
  /** Whether {@link baseUrl} may be `http://` to another machine. */
  readonly allowInsecureHttp?: boolean;
  readonly recover: boolean;
}

/** The names that Fivetran's own tools use, and those of the Terraform provider. */
const VARIABLES = {
  apiKey: ["FIVETRAN_API_KEY", "FIVETRAN_APIKEY"],
  apiSecret: ["FIVETRAN_API_SECRET", "FIVETRAN_APISECRET"],
  baseUrl: ["FIVETRAN_API_URL"],
  allowInsecureHttp: ["FIVETRAN_ALLOW_INSECURE_HTTP"],
} as const;

interface Given {
  readonly value: string;
  /** The key of the stack's configuration, or the variable. */
  readonly source: string;
}

export function configurationFrom(
  config: StackConfig,
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const given = (name: keyof typeof VARIABLES): Given | undefined => {
    const key = `fivetran:${name}`;
    const candidates: [source: string, value: string | undefined][] = [
      [key, config.get(key)],
      ...VARIABLES[name].map((variable): [string, string | undefined] => [variable, environment[variable]]),
    ];
    for (const [source, value] of candidates) {
      if (value !== undefined && value.trim() !== "") return { source, value };
    }
    return undefined;
  };
  const baseUrl = given("baseUrl");
  return {
    apiKey: given("apiKey")?.value,
    apiSecret: given("apiSecret")?.value,
    baseUrl: baseUrl?.value,
    baseUrlSource: baseUrl?.source,
    allowInsecureHttp: given("allowInsecureHttp")?.value.trim() === "true",
    recover: config.get("fivetran:recover") === "true",
  };
}

/** Says what is missing and how to give it; undefined when nothing is. */
export function missingCredentials(configuration: Configuration): string | undefined {
  const missing = (["apiKey", "apiSecret"] as const).filter((name) => configuration[name] === undefined);
  if (missing.length === 0) return undefined;
  const commands = missing.map((name) => `\`pulumi config set fivetran:${name} --secret\``).join(" and ");
  const variables = missing.map((name) => VARIABLES[name][0]).join(" and ");
  return `Fivetran's credentials are not set. Run ${commands}, or set ${variables} in the environment.`;
}
