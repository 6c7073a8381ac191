import { StepFailure } from "../workflow/stepFailure";
import type { WorkflowContext } from "../workflow/workflow";

/**
 * Lets the operation alone change what a connection is, until it ends. Pauses are shared: those are holds.
 *
 * @throws {StepFailure} of kind `busy` while another operation does so
 */
export async function claimConnection(
  { store, operationId }: Pick<WorkflowContext, "store" | "operationId">,
  connectionId: string,
): Promise<void> {
  const other = await store.holds.claim(connectionId, operationId);
  if (other === undefined) return;
  throw new StepFailure({
    kind: "busy",
    message: `The operation ${other} is changing ${connectionId}. One change at a time: wait until it has ended, or cancel it.`,
    status: 409,
  });
}
