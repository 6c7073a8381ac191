/** What faces use of this room, and what makes a text safe to show; `secrets` itself is loaded by users' programs, which load no client. */
import "../onlyCopy";

export { redacted } from "../secrets/redact";
export { type Advice, type AdviceWords, isClientAdvice, PLAIN_WORDS, runAgainWith, worded } from "./advice";
export { PartialFailure } from "./partialFailure";
export { HandlerError, type Problem, problemOf, problemText } from "./problem";
