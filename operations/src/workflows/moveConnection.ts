import {
  type ConnectionMoveOptions,
  isConflict,
  isFivetranError,
  isNotFound,
  isPaused,
} from "@pulumi-fivetran/sdk";
import { type Released, takeHold } from "../holds/release";
import { StepFailure } from "../workflow/stepFailure";
import type { Json, StepTools, Workflow, WorkflowContext } from "../workflow/workflow";
import { claimConnection } from "./claimConnection";
import { resumeConnection } from "./resumeConnection";
import { isQuiet, type Patience, untilQuiet } from "./untilQuiet";
import { noteOn, withWhatIsLeft } from "./whatIsLeft";

const STEPS = ["check", "pause", "settle", "wait", "move", "follow", "resume", "verify"] as const;
type Context = WorkflowContext<(typeof STEPS)[number]>;

/** Before a move with data is sent: that it was, after a crash. Its value is the job. */
const MARK = "move is sent";

/** Where a connection is moved. */
export interface MoveConnectionInput extends Patience {
  readonly connectionId: string;
  readonly destinationGroupId: string;

  /** `CONTINUE`, `BACKFILL` or `CONTINUE_WITH_DATA`. */
  readonly syncBehavior: string;

  /** That everything was prepared for credentials that belong to the group. */
  readonly forceMove?: boolean;
}

/**
 * Moves a connection to another group: pauses it, waits until no sync runs, moves it, follows the job that does so to its end, and
 * resumes the connection if it ran before. A move is never begun twice.
 */
export const moveConnection: Workflow<MoveConnectionInput, (typeof STEPS)[number]> = {
  kind: "moveConnection",
  shape: 1,
  steps: STEPS,
  async run(context, input) {
    const { connectionId } = input;
    const sourceGroupId = await context.step("check", (tools) => check(context, input, tools));
    let isSent = false;
    try {
      await context.step("pause", (tools) =>
        takeHold(context.store.holds, context.operationId, connectionId, tools),
      );
      const jobId = await moveWhenQuiet(context, input);
      isSent = true;
      await followToEnd(context, input, jobId);
    } catch (error) {
      const left = await resumeConnection(context, connectionId);
      const more = isSent ? "The move had been asked for: look in which group the connection is. " : "";
      throw withWhatIsLeft(error, connectionId, left, more);
    }
    const left = await resumeConnection(context, connectionId);
    const note = await context.step("verify", (tools) => verify(input, left, tools), { always: true });
    return { group: { before: sourceGroupId, after: input.destinationGroupId }, connection: left, note };
  },
};

/** Asks everything that can refuse, before anything is paused. @returns the group in which it is */
async function check(
  context: Context,
  { connectionId, destinationGroupId }: MoveConnectionInput,
  { client, signal }: StepTools,
): Promise<string> {
  const { groupId = "" } = await client.connections.retrieve(connectionId, { signal });
  await client.groups.retrieve(destinationGroupId, { signal });
  if (groupId === destinationGroupId)
    throw new StepFailure({
      kind: "sameGroup",
      message: `The connection ${connectionId} is in the group ${destinationGroupId} already. Nothing was changed.`,
      status: 409,
    });
  await claimConnection(context, connectionId);
  return groupId;
}

/** @returns the job that moves it; null where there is none, or its id was lost with an answer */
async function moveWhenQuiet(context: Context, input: MoveConnectionInput): Promise<string | null> {
  for (;;) {
    await untilQuiet(context, [input.connectionId], input);
    const { isSent, jobId } = await context.step("move", (tools) => move(context, input, tools));
    if (isSent) return jobId;
    await context.wait("wait", input.pollMs);
  }
}

/** An alias, which a journal can hold. `isSent` is false when a sync runs after all. */
type Sent = { readonly isSent: boolean; readonly jobId: string | null };

const NOT_YET: Sent = { isSent: false, jobId: null };
const WITHOUT_JOB: Sent = { isSent: true, jobId: null };

async function move(context: Context, input: MoveConnectionInput, tools: StepTools): Promise<Sent> {
  const { connectionId, destinationGroupId, syncBehavior, forceMove } = input;
  const { client, signal } = tools;
  const { steps } = context.store;
  const connection = await client.connections.retrieve(connectionId, { signal });
  // It was sent before, and the answer was lost.
  if (connection.groupId === destinationGroupId) return WITHOUT_JOB;
  if (!isQuiet(connection, "move")) return NOT_YET;
  // A second job would move the data twice. Without data, a move that has not happened can be asked for again.
  const withData = syncBehavior === "CONTINUE_WITH_DATA";
  if (withData && !(await steps.mark(context.operationId, MARK)))
    return { isSent: true, jobId: (await steps.noted(context.operationId, MARK)) ?? null };
  const options: ConnectionMoveOptions = {
    destinationGroupId,
    syncBehavior,
    ...(forceMove === undefined ? {} : { forceMove }),
  };
  try {
    const { jobId } = await client.connectionMoves.start(connectionId, options, { signal });
    if (jobId === undefined) return WITHOUT_JOB;
    await steps.note(context.operationId, MARK, jobId);
    return { isSent: true, jobId };
  } catch (error) {
    if (isFivetranError(error) && !error.mayHaveRun) {
      await steps.unmark(context.operationId, MARK);
      if (isConflict(error)) return NOT_YET;
    } else if (withData && isFivetranError(error)) return WITHOUT_JOB;
    throw error;
  }
}

/** Follows the job to its end, however long it takes; without one, looks where the connection is. */
async function followToEnd(
  context: Context,
  input: MoveConnectionInput,
  jobId: string | null,
): Promise<void> {
  let waited = 0;
  let pause = input.pollMs;
  for (;;) {
    const isDone = await context.step("follow", (tools) => hasMoved(input, jobId, tools));
    if (isDone) return;
    // What is moved by a job that is known ends. One whose answer was lost may never have begun.
    if (jobId === null && waited >= input.syncWaitMs) throw unknown(input);
    await context.wait("wait", pause);
    waited += pause;
    pause = Math.min(pause * 1.5, input.pollMs * 10);
  }
}

async function hasMoved(
  { connectionId, destinationGroupId }: MoveConnectionInput,
  jobId: string | null,
  { client, signal }: StepTools,
): Promise<boolean> {
  const job = jobId === null ? undefined : await jobOf(connectionId, jobId, { client, signal });
  if (job?.status === "FAILED")
    throw new StepFailure({
      kind: "moveFailed",
      message: `The job ${job.id} that moves ${connectionId} has failed: ${job.errorMessage ?? "Fivetran does not say why"}.`,
      status: 409,
    });
  if (job !== undefined) return job.status === "SUCCESS";
  return (await client.connections.retrieve(connectionId, { signal })).groupId === destinationGroupId;
}

/** @returns undefined for a job that Fivetran does not show any more */
async function jobOf(
  connectionId: string,
  jobId: string,
  { client, signal }: StepTools,
): Promise<Awaited<ReturnType<StepTools["client"]["connectionMoves"]["retrieve"]>> | undefined> {
  try {
    return await client.connectionMoves.retrieve(connectionId, jobId, { signal });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function verify(
  { connectionId, destinationGroupId }: MoveConnectionInput,
  left: Released,
  { client, signal }: StepTools,
): Promise<Json> {
  if (left === "gone") return "The connection was deleted meanwhile.";
  const connection = await client.connections.retrieve(connectionId, { signal });
  if (connection.groupId === destinationGroupId) return noteOn(left, isPaused(connection));
  throw new StepFailure({
    kind: "movedSince",
    message: `The connection ${connectionId} was moved to ${destinationGroupId} and is in ${connection.groupId ?? "another group"} now: somebody else has moved it since.`,
    status: 409,
    step: "verify",
  });
}

function unknown({ connectionId, destinationGroupId }: MoveConnectionInput): StepFailure {
  return new StepFailure({
    kind: "mayHaveRun",
    message: `The move of ${connectionId} to ${destinationGroupId} may have been asked for, and no answer came. It is not asked for twice: look whether the connection is moved, and begin anew if it is not.`,
    status: 409,
    step: "follow",
  });
}
