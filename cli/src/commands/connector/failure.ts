import { ConnectorFailedError } from "../../runner/sync";
import type { Terminal } from "../../terminal";
import { UserError } from "../../userError";

/** Shows how a connector failed. Any other error is passed on. */
export function showFailure(error: unknown, json: boolean, terminal: Terminal): UserError {
  if (!(error instanceof ConnectorFailedError)) {
    // What the destination refuses, or what is not installed: its message says what to do.
    return new UserError(error instanceof Error ? error.message : String(error));
  }
  const { message, traceback, checkpoints, state } = error;
  if (json) {
    const line = JSON.stringify({ event: "failed", message, traceback, checkpoints });
    // The state as it is: reading it would round numbers beyond 2^53.
    terminal.print(`${line.slice(0, -1)},"state":${state}}`);
    return new UserError("");
  }
  if (traceback !== "") terminal.say(traceback);
  return new UserError(`The connector failed: ${message}`);
}
