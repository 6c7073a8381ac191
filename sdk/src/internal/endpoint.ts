import { VERSION } from "../version";

const DEFAULT_BASE_URL = "https://api.fivetran.com";

/** Where the API is and who asks: what every request of a client has in common. */
export interface Endpoint {
  /** Without `/v1` and without a trailing slash. */
  readonly baseUrl: string;

  readonly authorization: string;
  readonly userAgent: string;

  /** What must not appear in any text. */
  readonly secrets: readonly string[];
}

/**
 * Checks the credentials and the address.
 *
 * @throws {TypeError} that says what is wrong with which option, and does not repeat its value
 */
export function endpointOf(options: { apiKey: string; apiSecret: string; baseUrl?: string }): Endpoint {
  const apiKey = credential("apiKey", options.apiKey);
  const apiSecret = credential("apiSecret", options.apiSecret);
  if (apiKey.includes(":")) {
    throw new TypeError("apiKey must not contain a colon: it would end the key in Basic authentication.");
  }
  const encoded = Buffer.from(`${apiKey}:${apiSecret}`, "utf8").toString("base64");
  return {
    baseUrl: baseUrlOf(options.baseUrl ?? DEFAULT_BASE_URL),
    authorization: `Basic ${encoded}`,
    userAgent: `pulumi-fivetran-sdk/${VERSION} node/${process.versions.node}`,
    secrets: [apiKey, apiSecret, encoded],
  };
}

function credential(name: string, value: unknown): string {
  if (typeof value !== "string") throw new TypeError(`${name} must be a string; it is ${typeof value}.`);
  if (value === "") throw new TypeError(`${name} is empty.`);
  if (/[\s\p{Cc}]/u.test(value)) {
    throw new TypeError(
      `${name} contains white space or a control character. Was it copied whole and alone?`,
    );
  }
  return value;
}

function baseUrlOf(text: unknown): string {
  // The value is not repeated: it may hold a user name and a password.
  if (typeof text !== "string" || !URL.canParse(text)) {
    throw new TypeError(`baseUrl is not a URL. It looks like ${DEFAULT_BASE_URL}.`);
  }
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new TypeError("baseUrl must begin with https:// or http://.");
  }
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("baseUrl must not hold credentials. Pass them as apiKey and apiSecret.");
  }
  if (url.search !== "" || url.hash !== "") {
    throw new TypeError("baseUrl must not hold a query or a fragment.");
  }
  return url.origin + url.pathname.replace(/\/+$/, "").replace(/\/v1$/, "");
}
