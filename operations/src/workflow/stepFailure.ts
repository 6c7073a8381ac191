import type { Problem } from "../store/operations";

/** A step refuses, or cannot go on: final, kept in the journal, and shown. */
export class StepFailure extends Error {
  override readonly name = "StepFailure";

  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** The process stops: nothing is kept, and the operation goes on with the next one. */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
}
