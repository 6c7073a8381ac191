/** Where credentials and switches of the provider come from: the stack's configuration, else the environment. */

/** The stack's configuration as the provider process is given it; namespaces are kept. */
export interface StackConfig {
  get(key: string): string | undefined;
}

/** What says who asks Fivetran, and where. */
export type AccessSetting = "apiKey" | "apiSecret" | "baseUrl";

/** Plain values, stored by `configure` without looking any further. */
export interface Configuration {
  readonly apiKey: string | undefined;
  readonly apiSecret: string | undefined;
  /** With or without `/v1`; undefined means Fivetran's public API. */
  readonly baseUrl: string | undefined;
  /** Whether {@link baseUrl} may be `http://` to another machine. */
  readonly allowInsecureHttp?: boolean;
  readonly recover: boolean;
  /** Whether every check asks what the account says of itself, as the argument `validate` does for one resource. */
  readonly validatesWithAccount?: boolean;
  /** The name under which each was found: `fivetran:apiKey`, `FIVETRAN_API_KEY`. */
  readonly sources?: Readonly<Partial<Record<AccessSetting, string>>>;
  /** Names of one place that say two different things, and settings with a value that there is not, in sentences. */
  readonly contradictions?: readonly string[];
}

interface Names {
  readonly stack: readonly string[];
  readonly environment: readonly string[];
}

/** The names that Fivetran's own tools use, and those of the Terraform provider, bare or bridged. */
const NAMES: Readonly<Record<AccessSetting, Names>> = {
  apiKey: { stack: ["fivetran:apiKey"], environment: ["FIVETRAN_API_KEY", "FIVETRAN_APIKEY"] },
  apiSecret: { stack: ["fivetran:apiSecret"], environment: ["FIVETRAN_API_SECRET", "FIVETRAN_APISECRET"] },
  baseUrl: {
    stack: ["fivetran:baseUrl", "fivetran:apiUrl"],
    environment: ["FIVETRAN_API_URL", "FIVETRAN_APIURL"],
  },
};

interface NamedValue {
  readonly name: string;
  readonly value: string;
}

export function configurationFrom(
  config: StackConfig,
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const contradictions: string[] = [];
  const sources: Partial<Record<AccessSetting, string>> = {};
  const values: Partial<Record<AccessSetting, string>> = {};
  for (const setting of Object.keys(NAMES) as AccessSetting[]) {
    const { stack, environment: variables } = NAMES[setting];
    const places = [given(stack, (name) => config.get(name)), given(variables, (name) => environment[name])];
    // The stack's own value goes before the environment's.
    const [first, ...others] = places.find((found) => found.length > 0) ?? [];
    if (first === undefined) continue;
    sources[setting] = first.name;
    values[setting] = first.value;
    const other = others.find(({ value }) => sameness(setting, value) !== sameness(setting, first.value));
    if (other !== undefined) contradictions.push(contradiction(setting, first.name, other.name));
  }
  const [insecure] = [
    ...given(["fivetran:allowInsecureHttp"], (name) => config.get(name)),
    ...given(["FIVETRAN_ALLOW_INSECURE_HTTP"], (name) => environment[name]),
  ];
  const [validate] = given(["fivetran:validate"], (name) => config.get(name));
  if (validate !== undefined && validate.value.trim() !== "account")
    contradictions.push(`${validate.name} has the one value \`account\`. Set it, or remove it.`);
  return {
    apiKey: values.apiKey,
    apiSecret: values.apiSecret,
    baseUrl: values.baseUrl,
    allowInsecureHttp: insecure?.value.trim() === "true",
    recover: config.get("fivetran:recover") === "true",
    ...(validate?.value.trim() === "account" && { validatesWithAccount: true }),
    sources,
    contradictions,
  };
}

/** An empty one is not set. */
function given(names: readonly string[], lookUp: (name: string) => string | undefined): NamedValue[] {
  return names.flatMap((name) => {
    const value = lookUp(name);
    return value === undefined || value.trim() === "" ? [] : [{ name, value }];
  });
}

/** Two spellings of one address are no contradiction. */
function sameness(setting: AccessSetting, value: string): string {
  return setting === "baseUrl" ? value.trim().replace(/\/+$/, "").replace(/\/v1$/, "") : value;
}

function contradiction(setting: AccessSetting, name: string, other: string): string {
  const what = { apiKey: "keys", apiSecret: "secrets", baseUrl: "addresses" }[setting];
  return `${name} and ${other} are both set and give two different ${what}. Remove one of them.`;
}

/** Says what is missing or contradicts itself, and how to mend it; undefined when nothing is. */
export function configurationProblem(configuration: Configuration): string | undefined {
  const problems = [missingCredentials(configuration), ...(configuration.contradictions ?? [])];
  const told = problems.filter((problem) => problem !== undefined);
  return told.length === 0 ? undefined : told.join("\n");
}

function missingCredentials(configuration: Configuration): string | undefined {
  const missing = (["apiKey", "apiSecret"] as const).filter((name) => configuration[name] === undefined);
  if (missing.length === 0) return undefined;
  const commands = missing.map((name) => `\`pulumi config set fivetran:${name} --secret\``).join(" and ");
  const variables = missing.map((name) => NAMES[name].environment[0]).join(" and ");
  return `Fivetran's credentials are not set. Run ${commands}, or set ${variables} in the environment.`;
}

/** The name that a setting has for the user: the one under which it was found, else the stack's. */
export function nameOfSetting({ sources = {} }: Configuration, setting: AccessSetting): string {
  return sources[setting] ?? `fivetran:${setting}`;
}
