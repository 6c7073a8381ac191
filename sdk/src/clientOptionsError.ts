import type { Advice } from "./advice";
import { describeAdvice } from "./advice";

/** What is wrong with one option of a client. The option's value is not repeated: it may be a secret in the wrong place. */
export interface OptionProblem {
  /** The option's name, such as `baseUrl`. */
  readonly option: string;

  /** The sentence that the option's name begins: `begins with http:// and …`. */
  readonly problem: string;

  /** What to do about it, where the problem does not say so itself. */
  readonly advice?: Advice;
}

/**
 * Options of which no client can be made, all problems at once. The message words them under the client's own names; a program that takes
 * the options from elsewhere words {@link problems} its own way.
 */
export class ClientOptionsError extends TypeError {
  readonly problems: readonly OptionProblem[];

  constructor(problems: readonly OptionProblem[]) {
    super(problems.map(describeProblem).join("\n"));
    this.problems = problems;
  }
}

/** Words a problem as one or more sentences that begin with the option's name. */
export function describeProblem({ option, problem, advice }: OptionProblem): string {
  return `${option} ${problem}${advice === undefined ? "" : ` ${describeAdvice(advice)}`}`;
}
