/** Failures of the operations of a complete list of members. */
import { HandlerError, type Problem } from "../../errors/problem";
import type { ExclusiveDefinition } from "./calls";

/** Some of the members could not be given their roles, or could not lose them. */
export function membersProblem(
  { kind }: ExclusiveDefinition,
  holder: string,
  problems: readonly Problem[],
): Problem {
  const subject = `${kind} '${holder}'`;
  return {
    summary: `${subject}: not everything could be done:`,
    details: [
      ...problems.map((problem) => ({ ...problem, summary: `  - ${problem.summary}` })),
      "The state holds what is there now.",
    ],
    subject,
    advice: [{ kind: "runAgain", first: "Mend what is named above", effect: "it does the rest" }],
  };
}

/** The user, the team or the group of the list does not exist. */
export function holderGone({ kind, calls }: ExclusiveDefinition, holder: string): HandlerError {
  return new HandlerError({
    summary: `${kind} '${holder}': ${calls.holder}: there is no such thing in Fivetran.`,
    subject: `${kind} '${holder}'`,
    path: [calls.holder],
    advice: [
      { kind: "edit", text: "Correct it, if it is wrong." },
      { kind: "runRefresh", ifDeleted: true },
    ],
  });
}
