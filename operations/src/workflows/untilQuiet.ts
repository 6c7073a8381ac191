import { type Connection, isPaused, isSyncing } from "@pulumi-fivetran/sdk";
import { StepFailure } from "../workflow/stepFailure";
import type { WorkflowContext } from "../workflow/workflow";

/** How a workflow waits until no sync runs. */
export interface Patience {
  /** The longest that it waits. @unit milliseconds */
  readonly syncWaitMs: number;

  /** The first wait between two looks; grows to ten times as long. @unit milliseconds */
  readonly pollMs: number;
}

/** What to do about a connection that somebody else resumes: end the operation, or go on without that connection. */
export type OnResumed = "fail" | "leave";

type Names = "settle" | "wait";

/**
 * Waits until none of the connections syncs any more. Returns those that somebody else has resumed, which are left to them.
 *
 * @throws {StepFailure} of kind `stillSyncing` after `syncWaitMs`, `resumed` when somebody else has resumed one
 */
export async function untilQuiet(
  context: WorkflowContext<Names>,
  connectionIds: readonly string[],
  { syncWaitMs, pollMs }: Patience,
  onResumed: OnResumed = "fail",
): Promise<string[]> {
  const left = new Set<string>();
  let waited = 0;
  let pause = pollMs;
  for (;;) {
    const look = await context.step("settle", async ({ client, signal }) => {
      const syncing: string[] = [];
      const resumed: string[] = [];
      for (const id of connectionIds.filter((each) => !left.has(each))) {
        const connection = await client.connections.retrieve(id, { signal });
        if (!isPaused(connection)) resumed.push(id);
        else if (isSyncing(connection)) syncing.push(id);
      }
      return { syncing, resumed };
    });
    for (const id of look.resumed) left.add(id);
    if (look.resumed.length > 0 && onResumed === "fail") throw resumedByOthers(look.resumed, "settle");
    if (look.syncing.length === 0) return [...left];
    if (waited >= syncWaitMs) throw stillSyncing(look.syncing, syncWaitMs);
    const next = Math.min(pause, syncWaitMs - waited);
    await context.wait("wait", next);
    waited += next;
    pause = Math.min(pause * 1.5, pollMs * 10);
  }
}

/** Whether a connection may be changed now: paused, and no sync runs. @throws {StepFailure} when somebody else has resumed it */
export function isQuiet(connection: Pick<Connection, "id" | "paused" | "status">, step: string): boolean {
  if (!isPaused(connection)) throw resumedByOthers([connection.id], step);
  return !isSyncing(connection);
}

function resumedByOthers(ids: readonly string[], step: string): StepFailure {
  return new StepFailure({
    kind: "resumed",
    message: `Somebody else has resumed ${ids.join(", ")} while it was paused for this operation. It is left running, and nothing was changed. Begin anew when nobody else is at work on it.`,
    status: 409,
    step,
  });
}

function stillSyncing(ids: readonly string[], syncWaitMs: number): StepFailure {
  return new StepFailure({
    kind: "stillSyncing",
    message: `A sync of ${ids.join(", ")} still ran after ${Math.round(syncWaitMs / 1000)} seconds. Nothing was changed. Try again later, or with a longer wait.`,
    status: 409,
    step: "settle",
  });
}
