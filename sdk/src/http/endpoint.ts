import type { OptionProblem } from "../clientOptionsError";
import { VERSION } from "../version";

const DEFAULT_BASE_URL = "https://api.fivetran.com";

/** Where the API is and who asks: what every request of a client has in common. */
export interface Endpoint {
  /** Without `/v1` and without a trailing slash. */
  readonly baseUrl: string;

  /** What the address comes from, in the words of the program that embeds the client. */
  readonly baseUrlSource: string | undefined;

  readonly authorization: string;
  readonly userAgent: string;

  /** What must not appear in any text. */
  readonly secrets: readonly string[];
}

/** The options that say where the API is and who asks; programs in JavaScript pass anything. */
interface EndpointOptions {
  apiKey?: unknown;
  apiSecret?: unknown;
  baseUrl?: unknown;
  baseUrlSource?: unknown;
  allowInsecureHttp?: unknown;
}

/**
 * Checks the credentials and the address.
 *
 * @param problems takes what is wrong with which option; a value is not repeated
 * @returns undefined when there is a problem
 */
export function endpointOf(options: EndpointOptions, problems: OptionProblem[]): Endpoint | undefined {
  const apiKey = credential("apiKey", options.apiKey, problems);
  const apiSecret = credential("apiSecret", options.apiSecret, problems);
  const { baseUrlSource, allowInsecureHttp } = options;
  const baseUrl = baseUrlOf(options.baseUrl ?? DEFAULT_BASE_URL, allowInsecureHttp === true, problems);
  if (apiKey?.includes(":")) {
    problems.push({
      option: "apiKey",
      problem: "must not contain a colon: it would end the key in Basic authentication.",
    });
    return undefined;
  }
  if (apiKey === undefined || apiSecret === undefined || baseUrl === undefined) return undefined;
  const encoded = Buffer.from(`${apiKey}:${apiSecret}`, "utf8").toString("base64");
  return {
    baseUrl,
    baseUrlSource: typeof baseUrlSource === "string" ? baseUrlSource : undefined,
    authorization: `Basic ${encoded}`,
    userAgent: `pulumi-fivetran-sdk/${VERSION} node/${process.versions.node}`,
    secrets: [apiKey, apiSecret, encoded],
  };
}

function credential(option: string, value: unknown, problems: OptionProblem[]): string | undefined {
  if (typeof value !== "string") {
    problems.push({ option, problem: `must be a string; it is ${typeof value}.` });
    return undefined;
  }
  const problem = problemWithCredential(value);
  if (problem === undefined) return value;
  problems.push({ option, problem });
  return undefined;
}

function problemWithCredential(value: string): string | undefined {
  if (value === "") return "is empty.";
  if (/[\s\p{Cc}]/u.test(value)) {
    return "contains white space or a control character. Was it copied whole and alone?";
  }
  return undefined;
}

function baseUrlOf(text: unknown, allowsHttp: boolean, problems: OptionProblem[]): string | undefined {
  // The value is not repeated: it may hold a user name and a password.
  if (typeof text !== "string" || !URL.canParse(text)) {
    problems.push({ option: "baseUrl", problem: `is not a URL. It looks like ${DEFAULT_BASE_URL}.` });
    return undefined;
  }
  const url = new URL(text);
  const problem = problemWithUrl(url, allowsHttp);
  if (problem !== undefined) {
    problems.push({ option: "baseUrl", ...problem });
    return undefined;
  }
  return url.origin + url.pathname.replace(/\/+$/, "").replace(/\/v1$/, "");
}

function problemWithUrl(url: URL, allowsHttp: boolean): Omit<OptionProblem, "option"> | undefined {
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return { problem: "must begin with https:// or http://." };
  if (url.username !== "" || url.password !== "") {
    return { problem: "must not hold credentials.", advice: { kind: "passCredentials" } };
  }
  if (url.search !== "" || url.hash !== "") return { problem: "must not hold a query or a fragment." };
  if (url.protocol === "http:" && !allowsHttp && !isLoopback(url)) {
    return {
      problem:
        "begins with http:// and does not lead to this machine: the key, the secret and all settings would be sent in the clear.",
      advice: { kind: "allowInsecureHttp" },
    };
  }
  return undefined;
}

/** Whether an address leads to this machine and nowhere else. */
export function isLoopback({ hostname }: URL): boolean {
  return (
    ["localhost", "[::1]", "0.0.0.0", "[::]"].includes(hostname) || /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}
