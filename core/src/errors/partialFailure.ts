import { type Problem, problemText } from "./problem";

/**
 * A create or an update that failed after the object existed. It carries what is known of the object, so that the engine keeps
 * tracking it and the next run finishes the work instead of making a second one.
 */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";
  readonly id: string;
  readonly outputs: object;
  readonly problems: readonly Problem[];
  /** The problems in plain words. */
  readonly reasons: readonly string[];

  constructor(id: string, outputs: object, problems: readonly Problem[]) {
    const reasons = problems.map((problem) => problemText(problem));
    super(reasons.join("\n"));
    this.id = id;
    this.outputs = outputs;
    this.problems = problems;
    this.reasons = reasons;
  }
}
