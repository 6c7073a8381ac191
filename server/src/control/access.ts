import { createHash, timingSafeEqual } from "node:crypto";
import type { Call } from "../http/exchange";

const LOOPBACK_HOST = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d+)?$/i;

export interface AccessRefusal {
  /** 401 where only the token is missing or wrong. */
  readonly status: 401 | 403;
  readonly message: string;
}

/**
 * Why a control call is refused; undefined when it is allowed.
 *
 * It comes from a program on this machine, from a program that knows the token, or from the server's own page. A page of anyone else,
 * open in a browser on this machine, must not drive the server:
 * - by its own origin: browsers name it in `Origin`, and say in `Sec-Fetch-Site` whether it is the server's own. Other ports of this
 *   machine are the same site, not the same origin;
 * - by a name of its own that leads to this machine (DNS rebinding), where both headers look right: without a token, `Host` must be a
 *   loopback name.
 *
 * @param token what must be sent as `Authorization: Bearer`, whoever asks; always set on an address that is not loopback
 */
export function refusalOf(call: Pick<Call, "header">, token?: string): AccessRefusal | undefined {
  const host = call.header("host") ?? "";
  const origin = call.header("origin");
  const site = call.header("sec-fetch-site");
  const isOwnPage = origin === undefined || origin.toLowerCase() === `http://${host}`.toLowerCase();
  // `none` is a person who typed the address.
  if (!isOwnPage || (site !== undefined && site !== "same-origin" && site !== "none")) {
    return {
      status: 403,
      message: "The control API answers programs and its own page, not other web pages.",
    };
  }
  if (token !== undefined) {
    return bears(call.header("authorization"), token)
      ? undefined
      : {
          status: 401,
          message: "The control API needs the server's token here: send 'Authorization: Bearer <token>'.",
        };
  }
  return LOOPBACK_HOST.test(host)
    ? undefined
    : {
        status: 403,
        message: `The control API is asked by a loopback name, 127.0.0.1 or localhost, not by '${host}'.`,
      };
}

function bears(authorization: string | undefined, token: string): boolean {
  const given = /^bearer\s+(\S+)$/i.exec(authorization ?? "")?.[1];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

/** Digests have one length, which the comparison needs. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
