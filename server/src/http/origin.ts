import type { Call } from "./call";

const LOOPBACK_HOST = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d+)?$/i;

/**
 * Whether a call comes from a web page of somebody else, open in a browser that reaches this server. Browsers name the page's origin in
 * `Origin`, and say in `Sec-Fetch-Site` whether it is the server's own. Other ports of this machine are the same site, not the same
 * origin.
 */
export function isForeignPage({ header }: Pick<Call, "header">): boolean {
  const host = header("host") ?? "";
  const origin = header("origin");
  const site = header("sec-fetch-site");
  const isOwnPage = origin === undefined || origin.toLowerCase() === `http://${host}`.toLowerCase();
  // `none` is a person who typed the address.
  return !isOwnPage || (site !== undefined && site !== "same-origin" && site !== "none");
}

/**
 * Whether `Host` is a name under which a server on loopback is meant. Any other may be a web page's own name, made to lead to this
 * machine (DNS rebinding), where the browser takes the page for the server's own.
 *
 * @param allowed further names, without a port, in lower case
 */
export function isOwnName({ header }: Pick<Call, "header">, allowed: readonly string[] = []): boolean {
  const host = header("host") ?? "";
  return LOOPBACK_HOST.test(host) || allowed.includes(host.replace(/:\d+$/, "").toLowerCase());
}
