import type { FivetranError, FivetranErrorDetails } from "../errors";
import {
  AbortedError,
  AuthenticationError,
  ConflictError,
  InvalidInputError,
  NetworkError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnexpectedAnswerError,
} from "../errors";
import type { Redact } from "./redact";

/** Why no answer came. */
export type BrokenReason = "refused" | "dns" | "unreachable" | "tls" | "reset" | "timeout";

/** What is known of one failed attempt. Nothing in it is redacted yet; only {@link createError} lets it out. */
export interface Failure {
  readonly what:
    | { readonly kind: "answer"; readonly status: number; readonly code?: string; readonly said: string }
    | {
        readonly kind: "unexpected";
        readonly status: number;
        readonly fieldPath: string;
        readonly said: string;
      }
    | { readonly kind: "broken"; readonly reason: BrokenReason; readonly code?: string }
    | { readonly kind: "refusedHere"; readonly said: string }
    | { readonly kind: "overQuota"; readonly said: string }
    | { readonly kind: "aborted" }
    | { readonly kind: "deadline" };

  /** Whether the request was carried out: `no` only where that is certain. */
  readonly ran: "no" | "maybe";

  /** Whether the same request may succeed later. */
  readonly transient: boolean;

  readonly requestId?: string;

  /** How long the server asks to wait. @unit milliseconds */
  readonly retryAfterMs?: number;
}

/** What an error says beyond the last failure. */
export interface CallFacts {
  readonly method: string;
  readonly path: string;
  readonly redact: Redact;

  /** How many attempts were made, this one included. */
  readonly attempts: number;

  /** @unit milliseconds */
  readonly elapsedMs: number;

  /** Whether the call changes something and may have been carried out. */
  readonly mayHaveRun: boolean;

  /** A sentence on what was tried to find out. */
  readonly note?: string | undefined;
}

/** Longest piece of an answer that an error repeats. */
const LONGEST_QUOTE = 300;

/** Makes every error that leaves a call. */
export function createError(original: Failure, facts: CallFacts): FivetranError {
  // First redact, then cut: of a secret that is cut first, the beginning would pass.
  const quote = (text: string): string => {
    const safe = facts.redact(text);
    return safe.length <= LONGEST_QUOTE ? safe : `${safe.slice(0, LONGEST_QUOTE)}…`;
  };
  const failure = quoted(original, quote);
  const { what } = failure;
  const details: FivetranErrorDetails = {
    message: facts.redact(messageOf(failure, facts)),
    method: facts.method,
    path: facts.redact(facts.path),
    status: what.kind === "answer" || what.kind === "unexpected" ? what.status : undefined,
    code: what.kind === "answer" ? what.code : undefined,
    requestId: failure.requestId,
    retryAfterMs: failure.retryAfterMs,
    mayHaveRun: facts.mayHaveRun,
  };
  switch (what.kind) {
    case "answer":
      return errorOfStatus(what.status, details);
    case "unexpected":
      return new UnexpectedAnswerError({ ...details, fieldPath: what.fieldPath });
    case "broken":
      return what.reason === "timeout" ? new TimeoutError(details) : new NetworkError(details);
    case "refusedHere":
      return new InvalidInputError(details);
    case "overQuota":
      return new RateLimitError(details);
    case "aborted":
      return new AbortedError(details);
    case "deadline":
      return new TimeoutError(details);
  }
}

/** The failure with everything that the server wrote made safe and short. */
function quoted(failure: Failure, quote: (text: string) => string): Failure {
  const { what, requestId } = failure;
  return {
    ...failure,
    what: {
      ...what,
      ...("said" in what ? { said: quote(what.said) } : {}),
      ...("code" in what ? { code: quote(what.code) } : {}),
      ...("fieldPath" in what ? { fieldPath: quote(what.fieldPath) } : {}),
    },
    ...(requestId === undefined ? {} : { requestId: quote(requestId) }),
  };
}

function errorOfStatus(status: number, details: FivetranErrorDetails): FivetranError {
  switch (status) {
    case 401:
      return new AuthenticationError(details);
    case 403:
      return new PermissionError(details);
    case 404:
      return new NotFoundError(details);
    case 408:
      return new TimeoutError(details);
    case 409:
      return new ConflictError(details);
    case 429:
      return new RateLimitError(details);
    default:
      if (status >= 500) return new ServerError(details);
      if (status >= 400) return new InvalidInputError(details);
      return new UnexpectedAnswerError({ ...details, fieldPath: "" });
  }
}

/** A failure in a few words, for a log line. Not redacted. */
export function reasonOf({ what }: Failure): string {
  switch (what.kind) {
    case "answer":
      return what.code === undefined ? String(what.status) : `${what.status} ${what.code}`;
    case "unexpected":
      return `${what.status}, but not as documented`;
    case "broken":
      return BROKEN[what.reason].reason;
    case "refusedHere":
      return "not sent";
    case "overQuota":
      return "no quota left";
    case "aborted":
      return "aborted";
    case "deadline":
      return "deadline";
  }
}

const BROKEN: Record<BrokenReason, { reason: string; advice: string }> = {
  refused: { reason: "connection refused", advice: "Check baseUrl, and that the server runs." },
  dns: { reason: "host name not found", advice: "Check baseUrl, and the machine's DNS." },
  unreachable: {
    reason: "host not reachable",
    advice: "Check the network, the firewall and the proxy settings.",
  },
  tls: {
    reason: "TLS failed",
    advice:
      "Check the machine's clock and its trusted certificates (NODE_EXTRA_CA_CERTS for a company's own).",
  },
  reset: { reason: "connection broken before an answer came", advice: "Try again." },
  timeout: { reason: "no answer in time", advice: "Try again, or raise timeoutMs." },
};

function messageOf(failure: Failure, facts: CallFacts): string {
  const sentences = [`${facts.method} ${facts.path}: ${whatFailed(failure)}`, adviceOn(failure)];
  if (facts.attempts > 1) {
    sentences.push(`Gave up after ${facts.attempts} attempts in ${inWords(facts.elapsedMs)}.`);
  }
  if (facts.mayHaveRun) {
    sentences.push("The request may have been carried out: look before repeating it.");
  }
  if (facts.note !== undefined) sentences.push(facts.note);
  if (failure.requestId !== undefined) sentences.push(`(request ${failure.requestId})`);
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function whatFailed({ what }: Failure): string {
  switch (what.kind) {
    case "answer": {
      const answer = `Fivetran answered ${what.status}${what.code === undefined ? "" : ` ${what.code}`}`;
      return what.said === "" ? `${answer}.` : `${answer}: ${asSentence(what.said)}`;
    }
    case "unexpected":
      return `Fivetran answered ${what.status}, but not as documented: ${asSentence(what.said)}`;
    case "broken":
      return `${BROKEN[what.reason].reason}${what.code === undefined ? "" : ` (${what.code})`}.`;
    case "refusedHere":
    case "overQuota":
      return `Not sent: ${asSentence(what.said)}`;
    case "aborted":
      return "Aborted by the caller.";
    case "deadline":
      return "No result within the deadline.";
  }
}

function adviceOn(failure: Failure): string {
  const { what } = failure;
  switch (what.kind) {
    case "broken":
      return BROKEN[what.reason].advice;
    case "unexpected":
      return "If baseUrl is right, this version of the package may be too old for the API.";
    case "deadline":
      return "Raise deadlineMs if the call needs longer.";
    case "answer":
      return adviceOnStatus(what.status, failure.retryAfterMs);
    case "overQuota":
      return comeBackIn(failure.retryAfterMs);
    case "refusedHere":
    case "aborted":
      return "";
  }
}

function adviceOnStatus(status: number, retryAfterMs: number | undefined): string {
  if (status >= 300 && status < 400) return "Check baseUrl: Fivetran's API does not redirect.";
  if (status === 401) return "Check the API key and secret.";
  if (status === 403) return "Give the owner of the API key the role that this needs.";
  if (status === 429 || status === 503) {
    return comeBackIn(retryAfterMs);
  }
  return status >= 500 || status === 408 ? "Try again later." : "";
}

function comeBackIn(retryAfterMs: number | undefined): string {
  return retryAfterMs === undefined ? "Try again later." : `Come back in ${inWords(retryAfterMs)}.`;
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** A duration as a person says it. */
export function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
