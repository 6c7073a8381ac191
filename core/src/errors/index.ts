/** What faces use of this room. */
import "../onlyCopy";

export { type Advice, type AdviceWords, PLAIN_WORDS, runAgainWith, worded } from "./advice";
export { PartialFailure } from "./partialFailure";
export { HandlerError, type Problem, problemOf, problemText } from "./problem";
