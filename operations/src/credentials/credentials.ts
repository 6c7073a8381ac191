import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { CredentialsError } from "../workflow/credentialsError";

/** What opens an account of Fivetran. */
export interface Credentials {
  readonly apiKey: string;
  readonly apiSecret: string;

  /** Where the account is, when it is elsewhere than the service's `apiUrl` says. */
  readonly apiUrl?: string;
}

/** Names of credentials: never a path. */
export const CREDENTIALS_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** What an API key and its secret consist of. A colon would end the key in Basic authentication. */
export const API_KEY = /^[\x21-\x39\x3b-\x7e]{1,500}$/;
export const API_SECRET = /^[\x21-\x7e]{1,500}$/;

const fileSchema = z.record(
  z.string().regex(CREDENTIALS_NAME),
  z.strictObject({
    apiKey: z.string().min(1),
    apiSecret: z.string().min(1),
    apiUrl: z.string().min(1).optional(),
  }),
);

/** The credentials of this machine's owner: in the environment, or by names in a file or the environment. */
export class OwnersCredentials {
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #file: string | undefined;

  /** @param file JSON with `{ "<name>": { "apiKey", "apiSecret", "apiUrl"? } }`, readable by its owner only; read at each use */
  constructor(environment: Readonly<Record<string, string | undefined>>, file?: string) {
    this.#environment = environment;
    this.#file = file;
  }

  /** Those of `FIVETRAN_API_KEY` and `FIVETRAN_API_SECRET`, or their older names. @throws {CredentialsError} where they are not set */
  ofEnvironment(): Credentials {
    const found = this.#variables(
      ["FIVETRAN_API_KEY", "FIVETRAN_API_SECRET"],
      ["FIVETRAN_APIKEY", "FIVETRAN_APISECRET"],
    );
    if (found !== undefined) return found;
    throw new CredentialsError(
      "There are no credentials in the environment of the service. Send api_key and api_secret, name credentials, or set FIVETRAN_API_KEY and FIVETRAN_API_SECRET where the service is started.",
    );
  }

  /** Those of a name: in the file, else `FIVETRAN_API_KEY_<NAME>` and `FIVETRAN_API_SECRET_<NAME>`. @throws {CredentialsError} */
  named(name: string): Credentials {
    if (!CREDENTIALS_NAME.test(name))
      throw new CredentialsError(
        "A name of credentials consists of A-Z, a-z, 0-9, _ and -, 64 of them at most.",
      );
    const suffix = name.toUpperCase().replaceAll("-", "_");
    const found =
      this.#fromFile(name) ??
      this.#variables([`FIVETRAN_API_KEY_${suffix}`, `FIVETRAN_API_SECRET_${suffix}`]);
    if (found !== undefined) return found;
    throw new CredentialsError(
      `There are no credentials named '${name}': add them to the credentials file of the service, or set FIVETRAN_API_KEY_${suffix} and FIVETRAN_API_SECRET_${suffix}.`,
    );
  }

  #variables(...pairs: readonly (readonly [string, string])[]): Credentials | undefined {
    for (const [key, secret] of pairs) {
      const [apiKey = "", apiSecret = ""] = [this.#environment[key], this.#environment[secret]];
      if (apiKey !== "" && apiSecret !== "") return { apiKey, apiSecret };
    }
    return undefined;
  }

  #fromFile(name: string): Credentials | undefined {
    if (this.#file === undefined) return undefined;
    const found = readFile(this.#file);
    if (!Object.hasOwn(found, name)) return undefined;
    const { apiKey, apiSecret, apiUrl } = found[name] ?? { apiKey: "", apiSecret: "" };
    return { apiKey, apiSecret, ...(apiUrl === undefined ? {} : { apiUrl }) };
  }
}

/** @throws {CredentialsError} that repeats nothing of the file */
function readFile(path: string): z.infer<typeof fileSchema> {
  let text: string;
  try {
    if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0)
      throw new CredentialsError(
        `The credentials file ${path} can be read by others: run 'chmod 600' on it.`,
      );
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof CredentialsError) throw error;
    throw new CredentialsError(`The credentials file ${path} cannot be read.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CredentialsError(`The credentials file ${path} is not JSON.`);
  }
  const parsed = fileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join(".") ?? "";
  throw new CredentialsError(
    `The credentials file ${path} is not of the form {"<name>": {"apiKey": "…", "apiSecret": "…"}}${at === "" ? "" : `: look at ${at}`}.`,
  );
}
