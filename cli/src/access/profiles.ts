/** Profiles: credentials by name in a file of the user's own. */
import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../environment";
import { usageError } from "../userError";
import type { Settings } from "./settings";

/** The profile that is used when nothing else says who asks. */
export const DEFAULT_PROFILE = "default";

const NAME = /^[A-Za-z0-9_-]{1,64}$/;
const FIELDS = ["apiKey", "apiSecret", "apiUrl", "allowInsecureHttp"];
const FORM = `{"${DEFAULT_PROFILE}": {"apiKey": "…", "apiSecret": "…", "apiUrl": "…"}}`;

/** Where profiles are kept: `FIVETRANCTL_PROFILES`, else `fivetranctl/profiles.json` in the user's folder of configuration. */
export function profilesFile(environment: Environment): string {
  const given = (name: string): string | undefined => environment[name] || undefined;
  const home = given("HOME") ?? given("USERPROFILE") ?? homedir();
  const folder = given("XDG_CONFIG_HOME") ?? given("APPDATA") ?? join(home, ".config");
  return given("FIVETRANCTL_PROFILES") ?? join(folder, "fivetranctl", "profiles.json");
}

/** The names of the profiles that there are; none where there is no file. @throws {UserError} that repeats nothing of the file */
export function profileNames(environment: Environment): readonly string[] {
  return Object.keys(readProfiles(profilesFile(environment)) ?? {});
}

/** The settings of a profile; undefined where there is none of that name. @throws {UserError} that repeats nothing of the file */
export function profileNamed(name: string, environment: Environment): Settings | undefined {
  const file = profilesFile(environment);
  const profiles = readProfiles(file) ?? {};
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile === undefined) return undefined;
  const source = `profile ${name}`;
  const { apiKey, apiSecret, apiUrl, allowInsecureHttp } = profile;
  return {
    apiKey: { name: source, value: apiKey },
    apiSecret: { name: source, value: apiSecret },
    ...(apiUrl === undefined ? {} : { baseUrl: { name: `apiUrl of ${source}`, value: apiUrl } }),
    ...(allowInsecureHttp === undefined ? {} : { allowInsecureHttp }),
  };
}

interface Profile {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly apiUrl?: string;
  readonly allowInsecureHttp?: boolean;
}

function readProfiles(file: string): Readonly<Record<string, Profile>> | undefined {
  const text = readOwn(file);
  if (text === undefined) return undefined;
  let profiles: unknown;
  try {
    profiles = JSON.parse(text);
  } catch {
    // The parser's own message quotes the file.
    throw usageError(`The profiles in ${file} are not JSON.`, `They have the form ${FORM}.`);
  }
  const problems = problemsIn(profiles);
  if (problems.length > 0)
    throw usageError(
      [`The profiles in ${file} cannot be read:`, ...problems].join("\n  "),
      `They have the form ${FORM}.`,
    );
  return profiles as Record<string, Profile>; // Checked above.
}

function readOwn(file: string): string | undefined {
  try {
    if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0)
      throw usageError(`The profiles in ${file} can be read by others.`, `Run: chmod 600 ${file}`);
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
      throw usageError(`The profiles in ${file} cannot be read (${String(error.code)}).`);
    }
    throw error;
  }
}

function problemsIn(profiles: unknown): string[] {
  if (!isObject(profiles)) return ["it is no object of profiles"];
  return Object.entries(profiles).flatMap(([name, profile]) => {
    if (!NAME.test(name)) return ["a profile's name consists of A-Z, a-z, 0-9, _ and -, 64 of them at most"];
    if (!isObject(profile)) return [`profile ${name} is no object`];
    const unknown = Object.keys(profile).filter((field) => !FIELDS.includes(field));
    const isText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";
    return [
      // What is under a name that nobody knows may be a secret, and so may the name.
      ...(unknown.length > 0 ? [`profile ${name} has fields besides ${FIELDS.join(", ")}`] : []),
      ...(["apiKey", "apiSecret"] as const)
        .filter((field) => !isText(profile[field]))
        .map((field) => `profile ${name} has no ${field}`),
      ...(profile["apiUrl"] === undefined || isText(profile["apiUrl"])
        ? []
        : [`apiUrl of profile ${name} is no text`]),
      ...(["boolean", "undefined"].includes(typeof profile["allowInsecureHttp"])
        ? []
        : [`allowInsecureHttp of profile ${name} is neither true nor false`]),
    ];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
