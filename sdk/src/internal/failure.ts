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
import { messageOf } from "./failureWords";
import type { Redact } from "./redact";

/** Why no answer came. */
export type BrokenReason =
  | "refused"
  | "dns"
  | "unreachable"
  | "tls"
  | "notHttp"
  | "damaged"
  | "reset"
  | "timeout";

/** What is known of one failed attempt. Nothing in it is redacted yet; only {@link createError} lets it out. */
export interface Failure {
  readonly what:
    | {
        readonly kind: "answer";
        readonly status: number;
        readonly code?: string;
        readonly said: string;

        /** Whether the body is a page for people. */
        readonly page?: boolean;
      }
    | {
        readonly kind: "unexpected";
        readonly status: number;
        readonly fieldPath: string;
        readonly said: string;

        /** Why, where it is not a field of the answer. */
        readonly because?: "page" | "cutOff" | "size";
      }
    | {
        readonly kind: "broken";
        readonly reason: BrokenReason;
        readonly code?: string;

        /** Address and port of the machine that was tried. */
        readonly peer?: string;

        /** How long an answer was waited for. @unit milliseconds */
        readonly afterMs?: number;
      }
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

  /** What {@link path} stands behind; absent where nothing was to be sent. */
  readonly baseUrl?: string;

  /** What the address comes from, in the words of whoever embeds the client. */
  readonly baseUrlSource?: string | undefined;

  readonly redact: Redact;

  /** @unit milliseconds */
  readonly deadlineMs?: number;

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
    url: facts.baseUrl === undefined ? undefined : facts.redact(facts.baseUrl + facts.path),
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
