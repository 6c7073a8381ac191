import type { RestAuth } from "../../connector/restOptions";
import { EngineError } from "../../errors";

/** What is sent with a request so that the API answers. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Asks for a token. The request carries no other credential. */
export type TokenRequest = (url: string, body: URLSearchParams) => Promise<unknown>;

/** A token is asked for again this long before it runs out. */
const EARLY_MS = 30_000;

/** The credentials of an API. */
export class Authorizer {
  readonly #auth: RestAuth | undefined;
  readonly #now: () => number;
  #token: { readonly text: string; readonly until: number } | undefined;

  constructor(auth: RestAuth | undefined, now: () => number) {
    this.#auth = auth;
    this.#now = now;
  }

  async credentials(request: TokenRequest): Promise<Credentials> {
    const auth = this.#auth;
    switch (auth?.type) {
      case undefined:
        return { headers: {}, parameters: {} };
      case "bearer":
        return headers({ authorization: `Bearer ${auth.token}` });
      case "basic":
        return headers({
          authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString("base64")}`,
        });
      case "header":
        return headers({ [auth.name]: auth.value });
      case "query":
        return { headers: {}, parameters: { [auth.name]: auth.value } };
      case "oauth2":
        return headers({ authorization: `Bearer ${await this.#oauthToken(auth, request)}` });
    }
  }

  /** Whether the API may take a request with a new token that it has just refused. */
  renew(): boolean {
    const hadToken = this.#token !== undefined;
    this.#token = undefined;
    return hadToken;
  }

  async #oauthToken(auth: Extract<RestAuth, { type: "oauth2" }>, request: TokenRequest): Promise<string> {
    if (this.#token !== undefined && this.#token.until > this.#now()) return this.#token.text;
    const { tokenUrl, clientId, clientSecret, scope } = auth;
    const fields = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
    const body = new URLSearchParams({ ...fields, ...(scope === undefined ? {} : { scope }) });
    const answer = (await request(tokenUrl, body)) as { access_token?: unknown; expires_in?: unknown } | null;
    if (typeof answer?.access_token !== "string")
      throw new EngineError(
        "The token's address returns no `access_token`.",
        {},
        "Check `auth.tokenUrl` of the source.",
      );
    const seconds = typeof answer.expires_in === "number" ? answer.expires_in : 3600;
    this.#token = { text: answer.access_token, until: this.#now() + seconds * 1000 - EARLY_MS };
    return this.#token.text;
  }
}

function headers(all: Readonly<Record<string, string>>): Credentials {
  return { headers: all, parameters: {} };
}
