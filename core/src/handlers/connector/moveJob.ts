/** Following a move that Fivetran does in its own time. */
import { type Connection, isNotFound } from "@pulumi-fivetran/sdk";
import { HandlerError } from "../../errors/problem";
import type { CallContext } from "../../run/callContext";
import { RefusedMove } from "./moveRefusal";

const FIRST_POLL_MS = 2_000;
const SLOWEST_POLL_MS = 30_000;
const SLOWING = 1.5;

/**
 * Waits until a connection is in a group. Where the job is not known, which only the answer to its start tells, the connection alone is
 * looked at.
 *
 * @throws RefusedMove when the job fails
 * @throws HandlerError when the operation's time is over, or when the run is cancelled
 */
export async function awaitArrival(
  id: string,
  groupId: string,
  jobId: string | undefined,
  call: CallContext,
): Promise<Connection> {
  const what = `the move of connection '${id}' to group '${groupId}'`;
  for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * SLOWING, SLOWEST_POLL_MS)) {
    const job = jobId === undefined ? undefined : await retrieveJob(id, jobId, call);
    const live = await call.client.connections.retrieve(id, call.options);
    if (live.groupId === groupId) return live;
    if (job?.status === "FAILED") {
      const summary = `${what} failed: ${job.errorMessage ?? "Fivetran does not say why"}`;
      throw new RefusedMove({ summary, path: ["groupId"] });
    }
    if (call.deadline.leftMs() <= pause)
      throw unfinished(`${what} has not ended within the operation's time.`);
    await wait(pause, what, call);
  }
}

/** A job that is not there tells nothing: the connection does. */
async function retrieveJob(id: string, jobId: string, { client, options }: CallContext) {
  try {
    return await client.connectionMoves.retrieve(id, jobId, options);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function wait(ms: number, what: string, { context }: CallContext): Promise<void> {
  try {
    await context.sleep(ms);
  } catch {
    throw unfinished(`the run was cancelled during ${what}.`);
  }
}

function unfinished(summary: string): HandlerError {
  return new HandlerError({ summary, path: ["groupId"] });
}
