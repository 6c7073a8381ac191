import type { Advice } from "./advice";

/**
 * Found on every error of this package, whichever copy of the package made it. `instanceof` fails when an application
 * holds two copies; the guards below do not.
 */
const MARKER: unique symbol = Symbol.for("@pulumi-fivetran/sdk/error");

/** How Fivetran answers a request to an address that it does not know. */
export const NO_ROUTE = { status: 404, code: "NotFound", said: "HTTP 404 Not Found" } as const;

/** What an error means. The names are stable. */
export type FivetranErrorKind =
  | "authentication"
  | "permission"
  | "notFound"
  | "conflict"
  | "invalidInput"
  | "rateLimit"
  | "server"
  | "network"
  | "timeout"
  | "aborted"
  | "unexpectedAnswer";

/** What an error is made of: the fields of {@link FivetranError}. For tests that need one; the client makes its own. */
export interface FivetranErrorDetails {
  message: string;
  /** @default the message */
  summary?: string | undefined;
  /** @default none */
  advice?: readonly Advice[] | undefined;
  method: string;
  path: string;
  url?: string | undefined;
  status?: number | undefined;
  code?: string | undefined;
  apiMessage?: string | undefined;
  requestId?: string | undefined;
  retryAfterMs?: number | undefined;
  mayHaveRun?: boolean | undefined;
}

/**
 * Every error that a method of the client throws. It holds no credential, no secret value of the request, and no error
 * of the HTTP library, not even as its cause.
 */
export abstract class FivetranError extends Error {
  /** What the error means, for a `switch`. */
  readonly kind: FivetranErrorKind;

  /** What failed and why: the message without its advice and its request id, for a program that words {@link advice} its own way. */
  declare readonly summary: string;

  /** What to do about it; empty where nothing helps but to read what failed. `describeAdvice` gives the sentences of {@link message}. */
  readonly advice: readonly Advice[];

  /** HTTP verb of the call that failed. */
  readonly method: string;

  /** Path of the call that failed, without the host and the query. */
  readonly path: string;

  // `declare` keeps the optional fields from existing with the value undefined.

  /** Address that was tried, without the query: `https://api.fivetran.com/v1/groups`. It never holds credentials. */
  declare readonly url?: string;

  /** HTTP status of the last answer; absent when there was none. */
  declare readonly status?: number;

  /** Fivetran's own code, such as `NotFound_Group`. */
  declare readonly code?: string;

  /** What Fivetran wrote about the failure, without secrets and cut to 300 characters. Absent when it wrote nothing. */
  declare readonly apiMessage?: string;

  /** What Fivetran calls the request, for its support. */
  declare readonly requestId?: string;

  /** How long Fivetran asked to wait. @unit milliseconds */
  declare readonly retryAfterMs?: number;

  /** True when the request changes something and may have been carried out although it failed. Look before repeating it. */
  readonly mayHaveRun: boolean;

  constructor(kind: FivetranErrorKind, details: FivetranErrorDetails) {
    super(details.message);
    this.name = new.target.name;
    this.kind = kind;
    this.advice = details.advice ?? [];
    // Not enumerable: an error that is printed has the same text as its message.
    Object.defineProperty(this, "summary", { value: details.summary ?? details.message });
    this.method = details.method;
    this.path = details.path;
    if (details.url !== undefined) this.url = details.url;
    if (details.status !== undefined) this.status = details.status;
    if (details.code !== undefined) this.code = details.code;
    if (details.apiMessage !== undefined && details.apiMessage !== "") this.apiMessage = details.apiMessage;
    if (details.requestId !== undefined) this.requestId = details.requestId;
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs;
    this.mayHaveRun = details.mayHaveRun ?? false;
  }

  /** The same in whole seconds, rounded up: what `Retry-After` counts in. Absent where {@link retryAfterMs} is. */
  get retryAfterSeconds(): number | undefined {
    return this.retryAfterMs === undefined ? undefined : Math.ceil(this.retryAfterMs / 1000);
  }

  /** For the guards. */
  get [MARKER](): FivetranErrorKind {
    return this.kind;
  }
}

/** The key or the secret is wrong, or was revoked (401). */
export class AuthenticationError extends FivetranError {
  constructor(details: FivetranErrorDetails) {
    super("authentication", details);
  }
}

/** The key is right, and may not do this (403). */
export class PermissionError extends FivetranError {
  constructor(details: FivetranErrorDetails) {
    super("permission", details);
  }
}

/** There is no such thing (404). `code` says which kind of thing. */
export class NotFoundError extends FivetranError {
  constructor(details: FivetranErrorDetails) {
    super("notFound", details);
  }
}

/** Something that exists already, or that runs at the moment, prevents it (409). */
export class ConflictError extends FivetranError {
  constructor(details: FivetranErrorDetails) {
    super("conflict", details);
  }
}

/** Fivetran does not accept the request as it is (a 4xx that has no class of its own), or this package refused to send it. */
export class InvalidInputError extends FivetranError {
  constructor(details: FivetranErrorDetails) {
    super("invalidInput", details);
  }
}

/** The quota is used up (429), and the wait that Fivetran asks for is longer than what is left of the deadline. */
export class RateLimitError extends FivetranError {
  constructor(details: FivetranErrorDetails) {
    super("rateLimit", details);
  }
}

/** Fivetran, or something between here and there, failed (5xx). */
export class ServerError extends FivetranError {
  constructor(details: FivetranErrorDetails) {
    super("server", details);
  }
}

/** No answer came: the host cannot be reached, or the connection broke. */
export class NetworkError extends FivetranError {
  constructor(details: FivetranErrorDetails, kind: "network" | "timeout" = "network") {
    super(kind, details);
  }
}

/** No answer came in time: an attempt ran out of `timeoutMs`, or the call out of `deadlineMs`; or Fivetran said 408. */
export class TimeoutError extends NetworkError {
  constructor(details: FivetranErrorDetails) {
    super(details, "timeout");
  }
}

/** The caller's `AbortSignal` ended the call. */
export class AbortedError extends FivetranError {
  constructor(details: FivetranErrorDetails) {
    super("aborted", details);
  }
}

/** Fivetran returned a success, but not as documented. */
export class UnexpectedAnswerError extends FivetranError {
  /** Where in the answer, such as `data.items[0].id`; empty when the answer as a whole is wrong. */
  readonly fieldPath: string;

  constructor(details: FivetranErrorDetails & { fieldPath: string }) {
    super("unexpectedAnswer", details);
    this.fieldPath = details.fieldPath;
  }
}

function kindOf(error: unknown): FivetranErrorKind | undefined {
  if (typeof error !== "object" || error === null || !(MARKER in error)) return undefined;
  return error[MARKER] as FivetranErrorKind; // Only the getter above defines it.
}

/** Whether `error` was made by this package, in whichever copy. */
export function isFivetranError(error: unknown): error is FivetranError {
  return kindOf(error) !== undefined;
}

/** 401: the credentials are wrong. */
export function isAuthenticationFailure(error: unknown): error is AuthenticationError {
  return kindOf(error) === "authentication";
}

/** 403: the credentials may not do this. */
export function isPermissionDenied(error: unknown): error is PermissionError {
  return kindOf(error) === "permission";
}

/** 404: there is no such thing. */
export function isNotFound(error: unknown): error is NotFoundError {
  return kindOf(error) === "notFound";
}

/**
 * 404 of the address itself: this account does not have the operation (yet), or the base URL is wrong. It says nothing about whether
 * the thing that the address names is there.
 */
export function isNotOffered(error: unknown): error is NotFoundError {
  return isNotFound(error) && error.code === NO_ROUTE.code && error.apiMessage === NO_ROUTE.said;
}

/** 409: something that exists or runs prevents it. */
export function isConflict(error: unknown): error is ConflictError {
  return kindOf(error) === "conflict";
}

/** The request was not acceptable. */
export function isInvalidInput(error: unknown): error is InvalidInputError {
  return kindOf(error) === "invalidInput";
}

/** 429: the quota is used up. */
export function isRateLimited(error: unknown): error is RateLimitError {
  return kindOf(error) === "rateLimit";
}

/** 5xx. */
export function isServerFailure(error: unknown): error is ServerError {
  return kindOf(error) === "server";
}

/** No answer, or none in time. */
export function isNetworkFailure(error: unknown): error is NetworkError {
  const kind = kindOf(error);
  return kind === "network" || kind === "timeout";
}

/** No answer in time. */
export function isTimeout(error: unknown): error is TimeoutError {
  return kindOf(error) === "timeout";
}

/** The caller ended the call. */
export function isAborted(error: unknown): error is AbortedError {
  return kindOf(error) === "aborted";
}

/** Success, but not as documented. */
export function isUnexpectedAnswer(error: unknown): error is UnexpectedAnswerError {
  return kindOf(error) === "unexpectedAnswer";
}

/** Whether the same call may succeed later with nothing changed: a quota, a 5xx, or no answer. */
export function isRetryable(error: unknown): boolean {
  return isRateLimited(error) || isServerFailure(error) || isNetworkFailure(error);
}
