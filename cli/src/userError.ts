import { EXIT, type ExitCode } from "./exitCodes";

/** What a {@link UserError} says besides what failed. */
export interface UserErrorDetails {
  /** @default 1, for what failed */
  readonly exitCode?: ExitCode;

  /** What to do about it: one or two sentences. */
  readonly hint?: string | undefined;

  readonly cause?: unknown;
}

/** Something that the person at the terminal can mend: its message is all that is shown. An empty one has been shown already. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly exitCode: ExitCode;
  declare readonly hint?: string;

  constructor(message: string, { exitCode = EXIT.failed, hint, cause }: UserErrorDetails = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.exitCode = exitCode;
    if (hint !== undefined) this.hint = hint;
  }
}

/** A wrong call: exit code 2, and nothing has been sent. */
export function usageError(message: string, hint?: string): UserError {
  return new UserError(message, { exitCode: EXIT.usage, hint });
}

/** Ends the command with a code; what there is to say has been said. */
export function endWith(exitCode: ExitCode): UserError {
  return new UserError("", { exitCode });
}
