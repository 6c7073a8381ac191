/** Opens the client of an account. Loaded when a command calls Fivetran. */
import { type ClientEvent, ClientOptionsError, FivetranClient, redactorOf } from "@pulumi-fivetran/sdk";
import { safeText } from "../output/safeText";
import type { Surroundings } from "../surroundings";
import { usageError } from "../userError";
import { type AccessOptions, findAccess } from "./access";
import { tellEvents } from "./events";
import type { Access } from "./settings";

/** An account of Fivetran, as a command uses it. */
export interface Account {
  readonly client: FivetranClient;
  readonly access: Access;

  /** For lists and calls: Ctrl-C ends them. */
  readonly signal: AbortSignal;
}

/**
 * Finds the credentials and makes a client; sends nothing. From now on the credentials appear in no output.
 *
 * @param onEvent told of every request too
 * @throws {UserError} (exit code 2) when there are none, or of a form that cannot be
 */
export async function openAccount(
  options: AccessOptions,
  surroundings: Surroundings,
  onEvent?: (event: ClientEvent) => void,
): Promise<Account> {
  const { terminal, signal } = surroundings;
  const access = await findAccess(options, surroundings);
  const { apiKey, apiSecret, baseUrl, allowInsecureHttp, sources } = access;
  const pair = Buffer.from(`${apiKey}:${apiSecret}`).toString("base64");
  terminal.hideBy(redactorOf([apiKey, apiSecret, pair]));
  const tell = tellEvents(terminal, options.debug === true);
  try {
    const client = new FivetranClient({
      apiKey,
      apiSecret,
      allowInsecureHttp,
      ...(baseUrl === undefined ? {} : { baseUrl }),
      ...(sources.baseUrl === undefined ? {} : { baseUrlSource: sources.baseUrl }),
      onEvent: (event) => {
        tell(event);
        onEvent?.(event);
      },
    });
    return { client, access, signal };
  } catch (error) {
    if (!(error instanceof ClientOptionsError)) throw error;
    const problems = error.problems.map(({ option, problem }) => `${sourceOf(option, access)} ${problem}`);
    throw usageError(problems.join("\n"));
  }
}

/** Says which account it is, before something is written to it. */
export async function nameAccount({ client, access, signal }: Account): Promise<string> {
  const { accountName, accountId } = await client.account.retrieve({ signal });
  const name = accountName === undefined ? "" : `${safeText(accountName, 80)} `;
  return `account ${name}(${safeText(accountId ?? "of the key", 80)}, by ${access.sources.apiKey ?? "its key"})`;
}

function sourceOf(option: string, { sources }: Access): string {
  return (sources as Partial<Record<string, string>>)[option] ?? option;
}
