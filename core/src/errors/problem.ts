import { isFivetranError } from "@pulumi-fivetran/sdk";
import type { Notice, PropertyPath } from "../contract";
import { messageOf } from "../values/message";
import { type Advice, type AdviceWords, PLAIN_WORDS, worded } from "./advice";

/** What went wrong, and what a user can do. Never holds a command of a face, or a secret. */
export interface Problem {
  /** What failed, and why; may have several lines. */
  readonly summary: string;
  /** The resource, as messages name it: `Connector 'orders'`. */
  readonly subject?: string | undefined;
  /** The property it is about. */
  readonly path?: PropertyPath | undefined;
  /** Fivetran's code for it. */
  readonly code?: string | undefined;
  /** Of the request that was refused. */
  readonly requestId?: string | undefined;
  /** The likeliest first. */
  readonly advice?: readonly Advice[];
  /** Ids of the objects that exist and may be meant. */
  readonly candidates?: readonly string[];
}

/** The whole of a problem as text. */
export function problemText({ summary, advice = [] }: Problem, words: AdviceWords = PLAIN_WORDS): string {
  return [summary, ...advice.map((each) => worded(each, words))].join("\n");
}

/** An error of a handler that knows more than a sentence. Its message is the problem in plain words. */
export class HandlerError extends Error {
  override readonly name: string = "HandlerError";
  readonly problem: Problem;

  /** What `cause` tells of a refusal (code and request id) is taken from it, unless it is given. */
  constructor(problem: Problem, cause?: unknown) {
    super(problemText(problem), cause === undefined ? undefined : { cause });
    this.problem = isFivetranError(cause) ? { ...refusalIn(cause), ...problem } : problem;
  }
}

function refusalIn({ code, requestId }: { code?: string | undefined; requestId?: string | undefined }): {
  code?: string | undefined;
  requestId?: string | undefined;
} {
  return { code, requestId };
}

/** What is known of anything that was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof HandlerError) return error.problem;
  const summary = messageOf(error);
  return isFivetranError(error) ? { ...refusalIn(error), summary } : { summary };
}

/** A problem that is no failure. */
export function warningOf({ summary, path = [], advice = [] }: Problem): Notice {
  return { severity: "warning", path, message: summary, advice };
}
