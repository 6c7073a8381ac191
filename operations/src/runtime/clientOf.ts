import { type ClientEvent, FivetranClient } from "@pulumi-fivetran/sdk";
import type { Credentials } from "../credentials/credentials";
import { CredentialsError } from "../workflow/credentialsError";

/** How long one attempt of a step may ask Fivetran. The step itself is patient for longer. @unit milliseconds */
const CALL_DEADLINE_MS = 180_000;

/**
 * The client of an account.
 *
 * @param apiUrl where it is, for credentials that do not say
 * @throws {CredentialsError} for credentials that no client takes
 */
export function clientOf(
  { apiKey, apiSecret, apiUrl: ownUrl }: Credentials,
  apiUrl: string | undefined,
  onEvent: (event: ClientEvent) => void,
): FivetranClient {
  const baseUrl = ownUrl ?? apiUrl;
  const where = baseUrl === undefined ? {} : { baseUrl };
  try {
    return new FivetranClient({ apiKey, apiSecret, ...where, deadlineMs: CALL_DEADLINE_MS, onEvent });
  } catch (error) {
    // The client says what is wrong with them, and repeats nothing of them.
    const said = error instanceof Error ? error.message : "";
    throw new CredentialsError(`The credentials cannot be used. ${said}`);
  }
}
