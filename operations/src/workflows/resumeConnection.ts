import { type Released, releaseHold } from "../holds/release";
import type { WorkflowContext } from "../workflow/workflow";

/** Gives up the operation's hold of a connection, also after a cancellation. A connection that ran before runs again. */
export function resumeConnection<Names extends string>(
  context: WorkflowContext<Names | "resume">,
  connectionId: string,
): Promise<Released> {
  return context.step(
    "resume",
    (tools) => releaseHold(context.store.holds, context.operationId, connectionId, tools),
    { always: true },
  );
}
