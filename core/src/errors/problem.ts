import { type FivetranError, isFivetranError } from "@pulumi-fivetran/sdk";
import type { Notice, Problem } from "../contract";
import { messageOf } from "../values/message";
import { type Advice, type AdviceWords, isClientAdvice, PLAIN_WORDS, worded } from "./advice";

export type { Problem };

/**
 * The whole of a problem as text: what failed, with the client's advice and the request id; then the details; then what can be done, a
 * line each.
 */
export function problemText(problem: Problem, words: AdviceWords = PLAIN_WORDS): string {
  const { summary, details = [], requestId, advice = [] } = problem;
  const ofCall = advice.filter(isClientAdvice).map((each) => worded(each, words));
  const request = requestId === undefined ? [] : [`(request ${requestId})`];
  return [
    [summary, ...ofCall, ...request].join(" "),
    ...details.map((detail) => (typeof detail === "string" ? detail : problemText(detail, words))),
    ...advice.filter((each) => !isClientAdvice(each)).map((each) => worded(each, words)),
  ].join("\n");
}

/** An error of a handler that knows more than a sentence. Its message is the problem in plain words. */
export class HandlerError extends Error {
  override readonly name: string = "HandlerError";
  readonly problem: Problem;

  /** @param cause The client's error that the summary tells: its code, request id and advice become the problem's. */
  constructor(problem: Problem, cause?: unknown) {
    const whole = isFivetranError(cause) ? withFactsOf(cause, problem) : problem;
    super(problemText(whole), cause === undefined ? undefined : { cause });
    this.problem = whole;
  }
}

function withFactsOf({ code, requestId, advice: ofCall }: FivetranError, problem: Problem): Problem {
  const advice = withoutRepetition([...ofCall, ...(problem.advice ?? [])]);
  return { code, requestId, ...problem, ...(advice.length === 0 ? {} : { advice }) };
}

/** The client gives the same advice twice where two of its calls failed alike. */
function withoutRepetition(advice: readonly Advice[]): readonly Advice[] {
  return [...new Map(advice.map((each) => [JSON.stringify(each), each])).values()];
}

/** What is known of anything that was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof HandlerError) return error.problem;
  return isFivetranError(error)
    ? withFactsOf(error, { summary: error.summary })
    : { summary: messageOf(error) };
}

/** The same with what was being done, as its beginning. */
export function problemIn(what: string, error: unknown): Problem {
  const problem = problemOf(error);
  return { ...problem, summary: `${what}: ${problem.summary}` };
}

/** A problem that is no failure. */
export function warningOf(problem: Problem): Notice {
  return noticeOf("warning", problem);
}

export function noticeOf(severity: Notice["severity"], problem: Problem): Notice {
  const { summary, path = [], advice = [], details, requestId } = problem;
  return {
    severity,
    path,
    message: summary,
    ...(advice.length === 0 ? {} : { advice }),
    ...(details === undefined ? {} : { details }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
