import { releaseAll } from "../holds/release";
import type { End, OperationRecord } from "../store/operations";
import type { Runner } from "./executor";
import type { Host } from "./host";
import { OperationContext } from "./operationContext";
import { problemOf } from "./problemOf";
import { StepFailure, StoppedError } from "./stepFailure";
import type { Workflow } from "./workflow";

/**
 * Carries out an operation to its end, from where its journal ends. Whatever happens, it gives up its holds first.
 *
 * @throws {StoppedError} when the process stops; the operation goes on with the next
 */
export async function runOperation(
  host: Host,
  runner: Runner,
  operation: OperationRecord,
  signal: AbortSignal,
): Promise<void> {
  const workflow = host.workflowOf(operation.kind);
  const current = operation.shape === workflow.shape ? workflow : undoingOf(workflow, operation.shape);
  const context = new OperationContext(host, runner, operation, current, signal);
  const end = await endOf(context, current, operation);
  await context.step(
    "end",
    async () => {
      await host.store.operations.end(operation.id, end);
      return null;
    },
    { always: true },
  );
  host.wakeups.forget(operation.id);
  host.onEnd(operation.id);
}

async function endOf(
  context: OperationContext,
  workflow: Workflow,
  operation: OperationRecord,
): Promise<End> {
  try {
    return { status: "succeeded", outcome: await workflow.run(context, operation.input) };
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    const failure = problemOf(error, operation.doing ?? "begin");
    // A workflow gives up its holds before it fails. One that throws what it should not has not.
    if (!(error instanceof StepFailure)) await undo(context, operation.id);
    return { status: failure.kind === "cancelled" ? "cancelled" : "failed", failure };
  }
}

async function undo(context: OperationContext, operationId: string): Promise<void> {
  await context.step("end", (tools) => releaseAll(context.store.holds, operationId, tools), { always: true });
}

/** In place of a workflow whose steps are others than those in the journal: it cannot be repeated, so its holds are given up. */
function undoingOf(workflow: Workflow, shape: number): Workflow {
  return {
    ...workflow,
    run: async (context) => {
      await context.step("end", (tools) => releaseAll(context.store.holds, context.operationId, tools), {
        always: true,
      });
      throw new StepFailure({
        kind: "otherVersion",
        message: `The operation was begun by another version of this program, whose steps were others (${shape}, now ${workflow.shape}). It was ended where it stood, and what it had paused runs again: look at the connection, and begin anew.`,
      });
    },
  };
}
