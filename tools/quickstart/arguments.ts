import { UsageError } from "./errors.ts";

/** What `npm start` and `npm run destroy` were asked for. */
export interface Arguments {
  /** Against the real account of the environment's credentials, instead of the local server. */
  account: boolean;
  /** With `account`: change it, instead of showing what would change. */
  yes: boolean;
  /** Really move data, from fixtures into a DuckDB file. */
  engine: boolean;
}

/** Reads the flags of a command. Throws UsageError for one that it does not have. */
export function readArguments(args: readonly string[], command: string, flags: readonly string[]): Arguments {
  const unknown = args.filter((arg) => !flags.includes(arg));
  if (unknown.length > 0) {
    const known = flags.map((flag) => `[${flag}]`).join(" ");
    throw new UsageError(`Unknown: ${unknown.join(" ")}\nUsage: ${command} -- ${known}`);
  }
  const has = (flag: string): boolean => args.includes(flag);
  const read = { account: has("--account"), yes: has("--yes"), engine: has("--engine") };
  if (read.engine && read.account) {
    throw new UsageError("--engine moves data behind the local server: it does not go with --account.");
  }
  if (read.yes && !read.account) {
    throw new UsageError(
      `--yes belongs to --account: without it, ${command} changes only the local server, and asks nothing.`,
    );
  }
  return read;
}

/** A real account's credentials, as both Fivetran's tools and the Terraform provider name them. */
const CREDENTIALS: readonly (readonly [string, string])[] = [
  ["FIVETRAN_API_KEY", "FIVETRAN_APIKEY"],
  ["FIVETRAN_API_SECRET", "FIVETRAN_APISECRET"],
];

/** The variables that runs against the account need, from the environment. Throws UsageError that names all that are missing. */
export function accountEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const missing = CREDENTIALS.filter((names) => names.every((name) => !env[name])).map(([name]) => name);
  if (missing.length > 0) {
    throw new UsageError(
      `--account needs ${missing.join(" and ")} in the environment: an API key of your account (Fivetran dashboard, Account settings, API).`,
    );
  }
  return credentialsIn(env);
}

/** The variables of the environment that say which account is meant, and where its API is. */
export function credentialsIn(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const given = [...CREDENTIALS.flat(), "FIVETRAN_API_URL"].filter((name) => env[name]);
  return Object.fromEntries(given.map((name) => [name, env[name]]));
}

/** Whether a command line of Pulumi is about the stack `account`, which the local server knows nothing of. */
export function namesAccountStack(args: readonly string[]): boolean {
  return args.some((arg, index) => {
    const [flag, value = args[index + 1]] = arg.split("=", 2);
    return (flag === "--stack" || flag === "-s") && (value === "account" || value?.endsWith("/account"));
  });
}
