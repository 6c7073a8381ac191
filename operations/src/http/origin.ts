const LOOPBACK_NAME = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/i;
const LOOPBACK_ADDRESS = /^(?:127(?:\.\d{1,3}){3}|localhost|::1)$/i;

/** Whether an address to listen on is reached from this machine only. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_ADDRESS.test(host);
}

/**
 * Why a request is refused for where it comes from; undefined when it is not. A web page of somebody else, open in a browser that
 * reaches the service, must not ask it: neither from its own origin, nor by a name of its own that leads here (DNS rebinding).
 *
 * @param names by which the service is called; undefined on an address that is not loopback, where any may lead here
 */
export function originRefusal(
  header: (name: string) => string | undefined,
  names: readonly string[] | undefined,
): string | undefined {
  const host = header("host") ?? "";
  const origin = header("origin");
  const site = header("sec-fetch-site");
  const isOwnPage =
    origin === undefined ||
    (/^https?:\/\//.exec(origin) !== null &&
      origin.replace(/^https?:\/\//, "").toLowerCase() === host.toLowerCase());
  // `none` is a person who typed the address.
  if (!isOwnPage || (site !== undefined && site !== "same-origin" && site !== "none"))
    return "The service answers programs and its own page, not other web pages.";
  if (names === undefined) return undefined;
  const name = host.replace(/:\d+$/, "").toLowerCase();
  if (LOOPBACK_NAME.test(name) || names.includes(name)) return undefined;
  return `The service is asked by a loopback name, 127.0.0.1 or localhost, or one of --allow-host.`;
}
