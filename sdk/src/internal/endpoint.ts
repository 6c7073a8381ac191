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
 * @param problems takes what is wrong with which option; a value is not repeated
 * @returns undefined when there is a problem
 */
export function endpointOf(
  options: { apiKey?: unknown; apiSecret?: unknown; baseUrl?: unknown },
  problems: string[],
): Endpoint | undefined {
  const apiKey = credential("apiKey", options.apiKey, problems);
  const apiSecret = credential("apiSecret", options.apiSecret, problems);
  const baseUrl = baseUrlOf(options.baseUrl ?? DEFAULT_BASE_URL, problems);
  if (apiKey?.includes(":")) {
    problems.push("apiKey must not contain a colon: it would end the key in Basic authentication.");
    return undefined;
  }
  if (apiKey === undefined || apiSecret === undefined || baseUrl === undefined) return undefined;
  const encoded = Buffer.from(`${apiKey}:${apiSecret}`, "utf8").toString("base64");
  return {
    baseUrl,
    authorization: `Basic ${encoded}`,
    userAgent: `pulumi-fivetran-sdk/${VERSION} node/${process.versions.node}`,
    secrets: [apiKey, apiSecret, encoded],
  };
}

function credential(name: string, value: unknown, problems: string[]): string | undefined {
  const problem = problemWithCredential(value);
  if (problem === undefined && typeof value === "string") return value;
  problems.push(`${name} ${problem}`);
  return undefined;
}

function problemWithCredential(value: unknown): string | undefined {
  if (typeof value !== "string") return `must be a string; it is ${typeof value}.`;
  if (value === "") return "is empty.";
  if (/[\s\p{Cc}]/u.test(value)) {
    return "contains white space or a control character. Was it copied whole and alone?";
  }
  return undefined;
}

function baseUrlOf(text: unknown, problems: string[]): string | undefined {
  // The value is not repeated: it may hold a user name and a password.
  if (typeof text !== "string" || !URL.canParse(text)) {
    problems.push(`baseUrl is not a URL. It looks like ${DEFAULT_BASE_URL}.`);
    return undefined;
  }
  const url = new URL(text);
  const problem = problemWithUrl(url);
  if (problem !== undefined) {
    problems.push(`baseUrl ${problem}`);
    return undefined;
  }
  return url.origin + url.pathname.replace(/\/+$/, "").replace(/\/v1$/, "");
}

function problemWithUrl(url: URL): string | undefined {
  if (url.protocol !== "https:" && url.protocol !== "http:") return "must begin with https:// or http://.";
  if (url.username !== "" || url.password !== "") {
    return "must not hold credentials. Pass them as apiKey and apiSecret.";
  }
  if (url.search !== "" || url.hash !== "") return "must not hold a query or a fragment.";
  return undefined;
}
