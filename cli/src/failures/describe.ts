/** What failed, in the words of the command line. Loaded when something failed. */
import { type Advice, describeAdvice, isAborted, isFivetranError } from "@pulumi-fivetran/sdk";
import { EXIT, type ExitCode } from "../exitCodes";
import { safeText } from "../output/safeText";
import { UserError } from "../userError";

/** A failure as it is shown. */
export interface Described {
  /** Lines for standard error; none for what has been shown. */
  readonly lines: readonly string[];
  readonly exitCode: ExitCode;
}

const LONGEST_MESSAGE = 4_000;

/** @param debug whether the stack of an error is shown that nobody expected */
export function describeFailure(error: unknown, debug = false): Described {
  if (error instanceof UserError) {
    const { message, hint, exitCode } = error;
    if (message === "") return { lines: [], exitCode };
    return { lines: [`error: ${message}`, ...(hint === undefined ? [] : [`hint: ${hint}`])], exitCode };
  }
  if (isAborted(error) || isInterruption(error)) return { lines: ["Stopped."], exitCode: EXIT.interrupted };
  if (isFivetranError(error)) {
    const hints = error.advice.map(adviceText);
    return {
      lines: [
        `error: ${safeText(error.summary, LONGEST_MESSAGE)}`,
        ...hints.map((hint) => `hint: ${hint}`),
        ...(error.requestId === undefined ? [] : [`request: ${safeText(error.requestId, 100)}`]),
      ],
      exitCode: EXIT.failed,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  const stack = debug && error instanceof Error ? error.stack?.split("\n").slice(1) : undefined;
  return {
    lines: [`error: ${safeText(message, LONGEST_MESSAGE)}`, ...(stack ?? [])],
    exitCode: EXIT.failed,
  };
}

/** A failure in one line, for a table or a list of several. */
export function failureText(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (isFivetranError(error))
    return safeText([error.summary, ...error.advice.map(adviceText)].join(" "), LONGEST_MESSAGE);
  return safeText(error instanceof Error ? error.message : String(error), LONGEST_MESSAGE);
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "ExitPromptError");
}

/** The client's advice is about its options; these are the command line's. */
function adviceText(advice: Advice): string {
  switch (advice.kind) {
    case "raiseDeadline":
    case "raiseTimeout":
      return "Try again; --debug shows how long each request takes.";
    case "raiseMaxAnswerBytes":
      return "The answer is larger than what is read: ask for less at a time.";
    case "passCredentials":
      return "Take them out of the address, and set FIVETRAN_API_KEY and FIVETRAN_API_SECRET.";
    case "allowInsecureHttp":
      return "Use https://, or set FIVETRAN_ALLOW_INSECURE_HTTP=true where the network is trusted.";
    case "checkCredentials":
      return `${describeAdvice(advice)} 'fivetranctl whoami' says where they come from.`;
    default:
      return describeAdvice(advice);
  }
}
