import type { OperationRecord } from "../store/operations";
import type { StepRecord } from "../store/steps";

/** An operation as it is answered: times as text, and nothing that may be secret. */
export function operationView(operation: OperationRecord, steps?: readonly StepRecord[]): object {
  const { id, kind, connectionId, status, doing, attention, outcome, failure } = operation;
  return {
    id,
    kind,
    connection_id: connectionId ?? null,
    status,
    doing: doing ?? null,
    attention: attention ?? null,
    cancel_requested: operation.cancelRequestedAt !== undefined,
    created_at: timeText(operation.createdAt),
    ended_at: timeText(operation.endedAt),
    outcome: outcome ?? null,
    failure: failure ?? null,
    ...(steps === undefined ? {} : { steps: steps.map(stepView) }),
  };
}

function stepView(step: StepRecord): object {
  return {
    position: step.position,
    name: step.name,
    attempts: step.attempts,
    started_at: timeText(step.startedAt),
    due_at: timeText(step.dueAt),
    ended_at: timeText(step.endedAt),
    api_calls: step.apiCalls,
    failed: step.failed ?? null,
  };
}

export function timeText(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}
