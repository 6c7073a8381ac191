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
import type { CallFacts, Failure } from "./failure";
import { textsOf } from "./failureWords";

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
  const { baseUrlSource } = facts;
  const source = baseUrlSource === undefined ? undefined : facts.redact(baseUrlSource);
  const { message, summary, advice } = textsOf(failure, { ...facts, baseUrlSource: source });
  const details: FivetranErrorDetails = {
    message: facts.redact(message),
    summary: facts.redact(summary),
    advice,
    method: facts.method,
    path: facts.redact(facts.path),
    url: facts.baseUrl === undefined ? undefined : facts.redact(facts.baseUrl + facts.path),
    status: what.kind === "answer" || what.kind === "unexpected" ? what.status : undefined,
    code: what.kind === "answer" ? what.code : undefined,
    apiMessage: what.kind === "answer" ? facts.redact(what.said) : undefined,
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
    case "notSent":
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
