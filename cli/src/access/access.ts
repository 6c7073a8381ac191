/** Who asks Fivetran, and where: the order in which that is looked for. */
import { nearest } from "@pulumi-fivetran/sdk/services";
import type { Surroundings } from "../surroundings";
import { type UserError, usageError } from "../userError";
import { DEFAULT_PROFILE, profileNamed, profileNames, profilesFile } from "./profiles";
import { type Access, type AccessSetting, pairIn, type Settings, settingsIn } from "./settings";
import { mayConfigureFivetran, pulumiProject, readStackConfiguration } from "./stackConfiguration";

/** What every command takes that calls Fivetran. */
export interface AccessOptions {
  readonly profile?: string;

  /** A stack's name; false for `--no-stack`. */
  readonly stack?: string | boolean;
  readonly debug?: boolean;
}

type Places = Pick<Surroundings, "environment" | "folder">;

/**
 * Looks for credentials in this order: the profile that is named (`--profile`, `FIVETRAN_PROFILE`); the configuration of the Pulumi stack,
 * setting by setting before the environment, as Pulumi's provider does; the environment; the profile `default`.
 *
 * @throws {UserError} (exit code 2) that says what is missing and where it can be set
 */
export async function findAccess(options: AccessOptions, places: Places): Promise<Access> {
  const { environment } = places;
  const named = options.profile ?? (environment["FIVETRAN_PROFILE"] || undefined);
  if (named !== undefined && typeof options.stack === "string")
    throw usageError("--profile and --stack both say who asks.", "Give one of them.");
  const isStackAsked = typeof options.stack === "string";
  if (named !== undefined && !isStackAsked) return accessOf(profileOrFail(named, places), places);
  const stack = options.stack === false ? {} : await stackSettings(options.stack, places);
  const settings = { ...settingsIn("environment", environment), ...stack };
  if (settings.apiKey !== undefined || settings.apiSecret !== undefined) return accessOf(settings, places);
  const profile = profileNamed(DEFAULT_PROFILE, environment);
  if (profile === undefined) return accessOf(settings, places);
  if (settings.baseUrl !== undefined && settings.baseUrl.value !== profile.baseUrl?.value)
    throw usageError(
      `${settings.baseUrl.name} says where to ask, but no credentials for it are set, and the profile '${DEFAULT_PROFILE}' is for another address.`,
      `Set FIVETRAN_API_KEY and FIVETRAN_API_SECRET too, or unset ${settings.baseUrl.name}, or name a profile with --profile.`,
    );
  return accessOf(profile, places);
}

function profileOrFail(name: string, { environment }: Places): Settings {
  const profile = profileNamed(name, environment);
  if (profile !== undefined) return profile;
  const names = profileNames(environment);
  const meant = nearest(name, names);
  const file = profilesFile(environment);
  throw usageError(
    `There is no profile '${name}' in ${file}.${meant === undefined ? "" : ` Did you mean '${meant}'?`}`,
    names.length === 0
      ? `Make it with 'fivetranctl init --profile ${name}'.`
      : `There are: ${names.join(", ")}.`,
  );
}

async function stackSettings(
  stack: string | boolean | undefined,
  { folder, environment }: Places,
): Promise<Settings> {
  const name = typeof stack === "string" ? stack : undefined;
  const project = pulumiProject(folder);
  if (project === undefined) {
    if (name === undefined) return {};
    throw usageError(
      `--stack ${name}: no Pulumi project is here, nor in a folder above.`,
      "Go to the project's folder.",
    );
  }
  if (name === undefined && !mayConfigureFivetran(project)) return {};
  return settingsIn("stack", await readStackConfiguration(project, name, environment));
}

/** @throws {UserError} for what is missing */
function accessOf(
  { apiKey, apiSecret, baseUrl, allowInsecureHttp = false }: Settings,
  places: Places,
): Access {
  const address = baseUrl === undefined ? {} : { baseUrl: baseUrl.value };
  const pair = apiKey === undefined || apiSecret !== undefined ? undefined : pairIn(apiKey.value);
  if (apiKey !== undefined && pair !== undefined)
    return {
      ...pair,
      ...address,
      allowInsecureHttp,
      isPair: true,
      sources: sourcesOf({ apiKey, apiSecret: apiKey, ...(baseUrl === undefined ? {} : { baseUrl }) }),
    };
  if (apiKey === undefined || apiSecret === undefined) throw missing({ apiKey, apiSecret }, places);
  return {
    apiKey: apiKey.value,
    apiSecret: apiSecret.value,
    ...address,
    allowInsecureHttp,
    isPair: false,
    sources: sourcesOf({ apiKey, apiSecret, ...(baseUrl === undefined ? {} : { baseUrl }) }),
  };
}

function sourcesOf(found: Partial<Record<AccessSetting, { readonly name: string }>>): Access["sources"] {
  return Object.fromEntries(Object.entries(found).map(([setting, { name }]) => [setting, name]));
}

function missing(
  {
    apiKey,
    apiSecret,
  }: { apiKey: { readonly name: string } | undefined; apiSecret: { readonly name: string } | undefined },
  { environment }: Places,
): UserError {
  const half = apiKey ?? apiSecret;
  const what =
    half === undefined
      ? "Fivetran's credentials are not set."
      : `${half.name} is set, but the API ${apiKey === undefined ? "key" : "secret"} that belongs to it is not.`;
  return usageError(
    what,
    `Set FIVETRAN_API_KEY and FIVETRAN_API_SECRET, or make a profile with 'fivetranctl init --profile ${DEFAULT_PROFILE}' (kept in ${profilesFile(environment)}), or in a Pulumi project 'pulumi config set fivetran:apiKey --secret' and the same for fivetran:apiSecret.`,
  );
}
