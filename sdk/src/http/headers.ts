/** The headers of an answer, by their names in lower case. */
export type AnswerHeaders = Readonly<Record<string, string>>;

/**
 * Reads the wait that `Retry-After` asks for, in seconds or as a date. A date is read against the `Date` of the same answer, so that a
 * wrong local clock does not matter; without one, against the local time `now`.
 *
 * @returns milliseconds; undefined where the header is absent or cannot be read
 */
export function retryAfterMs(headers: AnswerHeaders, now: number): number | undefined {
  const value = headers["retry-after"]?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Number(value) * 1000, Number.MAX_SAFE_INTEGER);
  const date = Date.parse(value);
  if (Number.isNaN(date)) return undefined;
  return Math.max(0, date - (serverTimeIn(headers) ?? now));
}

/** Reads the server's time from `Date`, in milliseconds since 1970; undefined where the header is absent or cannot be read. */
export function serverTimeIn(headers: AnswerHeaders): number | undefined {
  const date = Date.parse(headers["date"] ?? "");
  return Number.isNaN(date) ? undefined : date;
}

/** What an answer says of the quota of all calls. */
export interface RateLimitHeaders {
  /** Requests in an hour. */
  readonly rateLimit?: number;

  /** Requests that are left of them. */
  readonly rateLimitRemaining?: number;
}

/** Reads `X-Rate-Limit` and `X-Rate-Limit-Remaining`; a value that is not a whole number counts as absent. */
export function rateLimitIn(headers: AnswerHeaders): RateLimitHeaders {
  const rateLimit = countIn(headers, "x-rate-limit");
  const rateLimitRemaining = countIn(headers, "x-rate-limit-remaining");
  return {
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(rateLimitRemaining === undefined ? {} : { rateLimitRemaining }),
  };
}

function countIn(headers: AnswerHeaders, name: string): number | undefined {
  const text = headers[name];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Headers in which the API, or what stands in front of it, names the request. */
const REQUEST_ID_HEADERS = [
  "x-request-id",
  "x-fivetran-request-id",
  "request-id",
  "x-correlation-id",
  "x-amzn-requestid",
];

/** Reads the id that the server gave the request; not redacted. */
export function requestIdIn(headers: AnswerHeaders): { requestId?: string } {
  for (const name of REQUEST_ID_HEADERS) {
    const value = headers[name];
    if (value !== undefined && value !== "") return { requestId: value };
  }
  return {};
}
