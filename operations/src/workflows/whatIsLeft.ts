import type { Released } from "../holds/release";
import { StepFailure } from "../workflow/stepFailure";

/** The failure of an operation, with what became of the connection that it had paused. */
export function withWhatIsLeft(error: unknown, connectionId: string, left: Released, more = ""): unknown {
  if (!(error instanceof StepFailure)) return error;
  const message = `${error.problem.message} ${more}${whatIsLeft(connectionId, left)}`;
  return new StepFailure({ ...error.problem, message });
}

function whatIsLeft(connectionId: string, left: Released): string {
  switch (left) {
    case "resumed":
      return `The connection ${connectionId} runs again, as before.`;
    case "paused":
      return `The connection ${connectionId} is paused, as it was before.`;
    case "held":
      return `The connection ${connectionId} stays paused for another operation.`;
    case "resumedByOthers":
      return `The connection ${connectionId} had been resumed by somebody else.`;
    case "gone":
      return `The connection ${connectionId} does not exist any more.`;
    case "notHeld":
      return `The connection ${connectionId} was not paused.`;
  }
}

/** In words: how a connection was left by an operation that succeeded. @param paused whether it is paused now */
export function noteOn(left: Released, paused: boolean): string {
  switch (left) {
    case "resumed":
      return paused
        ? "Somebody else has paused the connection since it was resumed; it is left paused."
        : "The connection runs again.";
    case "paused":
      return paused
        ? "The connection is paused, as it was before."
        : "Somebody else has resumed the connection, which was paused before; it is left running.";
    case "held":
      return "The connection stays paused for another operation, which resumes it.";
    case "resumedByOthers":
      return "Somebody else had resumed the connection; it is left running.";
    case "gone":
    case "notHeld":
      return "The connection was not paused by this operation.";
  }
}
