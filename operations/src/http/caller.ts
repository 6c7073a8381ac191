import { createHash, timingSafeEqual } from "node:crypto";
import { API_KEY, API_SECRET, type Credentials } from "../credentials/credentials";
import type { Vault } from "../vault/vault";
import { ProblemError } from "./problem";

/** Who asks: somebody with the service's token, or with credentials of their own. */
export interface Caller {
  /** `token`, or a keyed digest of the credentials. */
  readonly id: string;
  readonly hasToken: boolean;

  /** The credentials that the request brought. */
  readonly own: Credentials | undefined;
}

/** The caller that a request names in `Authorization`; undefined without it. @throws {ProblemError} 401 for another token */
export function callerOfHeader(
  authorization: string | undefined,
  token: string,
  vault: Vault,
): Caller | undefined {
  if (authorization === undefined) return undefined;
  const bearer = /^bearer\s+(\S+)$/i.exec(authorization)?.[1];
  if (bearer !== undefined) {
    if (timingSafeEqual(digest(bearer), digest(token)))
      return { id: "token", hasToken: true, own: undefined };
    throw unknownCaller("The token is not the one of this service.");
  }
  const basic = /^basic\s+(\S+)$/i.exec(authorization)?.[1];
  const [, apiKey = "", apiSecret = ""] =
    /^([^:]+):(.+)$/s.exec(Buffer.from(basic ?? "", "base64").toString("utf8")) ?? [];
  if (!API_KEY.test(apiKey) || !API_SECRET.test(apiSecret))
    throw unknownCaller("'Authorization' holds neither a bearer token nor Basic credentials.");
  return callerWith({ apiKey, apiSecret }, vault);
}

/** Who brings credentials may do what they can do. */
export function callerWith(own: Credentials, vault: Vault): Caller {
  return { id: `own:${vault.hash(`caller ${own.apiKey}\n${own.apiSecret}`)}`, hasToken: false, own };
}

export function unknownCaller(why: string): ProblemError {
  return new ProblemError(
    401,
    "unauthorized",
    `${why} Send 'Authorization: Bearer <token>' with the token of the service (its data folder has it in the file 'token'), or the api_key and api_secret of the account: in the body of /state/…, elsewhere as Basic authentication.`,
  );
}

/** Digests have one length, which the comparison needs. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
