/** A command cannot go on; the message is all that its user needs, without a stack. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
}

/** The command was called wrongly, or something it needs is not given; the message says how. */
export class UsageError extends CommandError {
  override readonly name = "UsageError";
}
