/** What opens an account, and under which names it is given. */
import type { Environment } from "../environment";
import { usageError } from "../userError";

/** What says who asks Fivetran, and where. */
export interface Access {
  readonly apiKey: string;
  readonly apiSecret: string;

  /** With or without `/v1`; undefined for Fivetran's public API. */
  readonly baseUrl?: string;

  /** Whether {@link baseUrl} may be `http://` to another machine. */
  readonly allowInsecureHttp: boolean;

  /** Where each was found, by the name that the user knows: `profile prod`, `FIVETRAN_API_KEY`. */
  readonly sources: Readonly<Partial<Record<AccessSetting, string>>>;

  /** Whether the key was the Base64 pair that the vendor's own command wants. */
  readonly isPair: boolean;
}

export type AccessSetting = "apiKey" | "apiSecret" | "baseUrl";

/** The names of each setting, as Pulumi's provider takes them: in a stack's configuration, and in the environment. */
export const ACCESS_NAMES: Readonly<
  Record<AccessSetting, { readonly stack: readonly string[]; readonly environment: readonly string[] }>
> = {
  apiKey: { stack: ["fivetran:apiKey"], environment: ["FIVETRAN_API_KEY", "FIVETRAN_APIKEY"] },
  apiSecret: { stack: ["fivetran:apiSecret"], environment: ["FIVETRAN_API_SECRET", "FIVETRAN_APISECRET"] },
  baseUrl: {
    stack: ["fivetran:baseUrl", "fivetran:apiUrl"],
    environment: ["FIVETRAN_API_URL", "FIVETRAN_APIURL"],
  },
};

/** A setting, and the name under which it was found. */
export interface Found {
  readonly name: string;
  readonly value: string;
}

/** Settings as one place has them. */
export type Settings = Readonly<Partial<Record<AccessSetting, Found>>> & {
  readonly allowInsecureHttp?: boolean;
};

/** @throws {UserError} where two names of one setting say two different things */
export function settingsIn(place: "stack" | "environment", values: Environment): Settings {
  const insecure = values[place === "stack" ? "fivetran:allowInsecureHttp" : "FIVETRAN_ALLOW_INSECURE_HTTP"];
  const found = (Object.keys(ACCESS_NAMES) as AccessSetting[]).flatMap((setting) => {
    const [name, ...others] = ACCESS_NAMES[setting][place].filter(
      (each) => (values[each] ?? "").trim() !== "",
    );
    const other = others.find((each) => values[each] !== values[name ?? ""]);
    if (other !== undefined)
      throw usageError(`${name} and ${other} are both set and differ.`, "Remove one of them.");
    return name === undefined ? [] : [[setting, { name, value: values[name] ?? "" }] as const];
  });
  return {
    ...Object.fromEntries(found),
    ...(insecure === undefined ? {} : { allowInsecureHttp: insecure.trim() === "true" }),
  };
}

/** Key and secret in Base64 with a colon between them, as the vendor's own command takes them in `FIVETRAN_API_KEY`. */
export function pairIn(apiKey: string): { readonly apiKey: string; readonly apiSecret: string } | undefined {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(apiKey.trim())) return undefined;
  const text = Buffer.from(apiKey.trim(), "base64").toString("utf8");
  const [, key, secret] = /^([\x21-\x39\x3b-\x7e]+):([\x21-\x7e]+)$/.exec(text) ?? [];
  return key === undefined || secret === undefined ? undefined : { apiKey: key, apiSecret: secret };
}
