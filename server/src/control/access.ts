import { createHash, timingSafeEqual } from "node:crypto";
import type { Call } from "../http/call";
import { isForeignPage, isOwnName } from "../http/origin";

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
 * - from its own origin (see {@link isForeignPage});
 * - by a name of its own that leads to this machine (DNS rebinding): without a token, `Host` must be a name of the server's.
 *
 * @param token what must be sent as `Authorization: Bearer`, whoever asks; always set on an address that is not loopback
 * @param allowedHosts names of the server's own beside the loopback ones
 */
export function accessRefusal(
  call: Pick<Call, "header">,
  token?: string,
  allowedHosts: readonly string[] = [],
): AccessRefusal | undefined {
  if (isForeignPage(call)) {
    return {
      status: 403,
      message: "The control API serves programs and its own page, not other web pages.",
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
  return isOwnName(call, allowedHosts)
    ? undefined
    : {
        status: 403,
        message: `The control API is asked by a loopback name, 127.0.0.1 or localhost, not by '${call.header("host") ?? ""}'.`,
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
