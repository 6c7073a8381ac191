/** Moving a connection to the group that its program names now, in place of making another one there. */
import { type Connection, isFivetranError } from "@pulumi-fivetran/sdk";
import { PartialFailure } from "../../errors/partialFailure";
import { HandlerError, problemIn, problemOf } from "../../errors/problem";
import { unlessGone } from "../../object/gone";
import type { CallContext } from "../../run/callContext";
import { schemaName } from "./api";
import type { ConnectorInputs, ConnectorOutputs } from "./inputs";
import { awaitArrival } from "./moveJob";
import { isOpenMove, isThereAlready, problemWithMove, RefusedMove } from "./moveRefusal";
import { isMoveDue, isMoveOpen, ranBefore } from "./stopped";

/** A move of one connection: what all of its steps know. */
interface Move {
  readonly id: string;
  readonly news: ConnectorInputs;
  readonly olds: ConnectorOutputs;
  /** As far as can be told. */
  readonly ran: boolean;
  readonly call: CallContext;
}

const BEHAVIOR = { continue: "CONTINUE", backfill: "BACKFILL" } as const;

/**
 * Pauses a connection and moves it to the group that is declared, or finishes what an earlier run has begun of that. It is left paused:
 * what else has changed is to be applied and tested in the new group before it runs.
 *
 * @param olds Undefined for one that is taken over: it is where the program says.
 * @returns the connection in its group; undefined where there was nothing to move
 * @throws RefusedMove when Fivetran does not move it; it runs again then if it ran
 * @throws PartialFailure where it stands still; the next run goes on from there
 */
export async function moveToGroup(
  id: string,
  news: ConnectorInputs,
  olds: ConnectorOutputs | undefined,
  call: CallContext,
): Promise<Connection | undefined> {
  if (olds === undefined || news.moveOnGroupChange === undefined) return undefined;
  if (!isMoveDue(olds, news) && !isMoveOpen(olds)) return undefined;
  const { client, context } = call;
  const live = await unlessGone("connection", client.connections.retrieve(id, call.options));
  if (live === undefined) return undefined;
  const ran = live.paused === false || ranBefore(olds);
  const move: Move = { id, news, olds, ran, call };
  context.connections.noteMove(id, ran);
  if (live.paused !== false && !ran) {
    const message = "is paused, and was so when the state was last written: it stays paused";
    context.notify({ severity: "info", path: ["moveOnGroupChange"], message });
  }
  const arrived = live.groupId === news.groupId ? live : await moveFrom(live, move);
  context.connections.put(arrived);
  return arrived;
}

/**
 * Does what is left while a connection stands still for its move. A failure of it must not be a reason to forget that.
 *
 * @param outputs What the state keeps after a failure that says nothing else.
 */
export async function keepStopped<T>(
  id: string,
  outputs: ConnectorOutputs,
  call: CallContext,
  work: () => Promise<T>,
  jobId?: string,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedMove || call.context.connections.runsAfterMove(id) !== true) throw error;
    const known = error instanceof PartialFailure ? error : undefined;
    if (known !== undefined && isMoveOpen(known.outputs)) throw known;
    const stopped = { byMove: true, ...(jobId !== undefined && { jobId }) };
    throw new PartialFailure(id, { ...(known?.outputs ?? outputs), stopped }, [
      ...(known?.problems ?? [problemOf(error)]),
      {
        summary: `Connection '${id}' was paused for its move and stands still until this is settled.`,
        advice: [{ kind: "runAgain", effect: "it goes on from here, and resumes it at the end" }],
      },
    ]);
  }
}

async function moveFrom(live: Connection, move: Move): Promise<Connection> {
  const { id, news, olds, ran, call } = move;
  const { client } = call;
  const name = live.schema ?? schemaName(olds.destinationSchema);
  if (await isThereAlready(id, name, news.groupId, call)) return live;
  const wasPaused = live.paused === true;
  try {
    return await keepStopped(id, olds, call, async () => {
      const followed = await followEarlier(move);
      if (followed !== undefined) return followed;
      if (!wasPaused) await client.connections.pause(id, call.options);
      return await start(move, wasPaused && ran);
    });
  } catch (error) {
    if (error instanceof RefusedMove && ran)
      await keepStopped(id, olds, call, () => resumeAfter(error, move));
    throw error;
  }
}

async function resumeAfter({ problem }: RefusedMove, { id, olds, call }: Move): Promise<void> {
  const { client, context } = call;
  try {
    context.connections.put(await client.connections.resume(id, call.options));
  } catch (error) {
    throw new HandlerError({ ...problem, details: [problemIn("and it could not be resumed", error)] });
  }
  const message = `was not moved, and runs again in group '${olds.groupId}'`;
  context.notify({ severity: "info", path: ["groupId"], message });
}

/** The job that an earlier run has begun, where the state knows it; undefined where there is none, or it failed. */
async function followEarlier(move: Move): Promise<Connection | undefined> {
  const { jobId } = move.olds.stopped ?? {};
  if (jobId === undefined) return undefined;
  try {
    return await follow(move, jobId);
  } catch (error) {
    if (error instanceof RefusedMove) return undefined;
    throw error;
  }
}

/**
 * Asks for the move, and follows its job where it has one. Where asking fails, the connection itself tells whether it was moved all the
 * same.
 *
 * @param mayBeMoving Whether an earlier run may have begun it: then a refusal does not say that nothing goes on.
 */
async function start(move: Move, mayBeMoving: boolean): Promise<Connection> {
  const { id, news, call } = move;
  const { client } = call;
  const { groupId, moveOnGroupChange = "continue", forceMove } = news;
  const how = {
    destinationGroupId: groupId,
    syncBehavior: BEHAVIOR[moveOnGroupChange],
    ...(forceMove !== undefined && { forceMove }),
  };
  try {
    const { jobId } = await client.connectionMoves.start(id, how, call.options);
    return await follow(move, jobId);
  } catch (error) {
    if (!isFivetranError(error)) throw error;
    const live = await client.connections.retrieve(id, call.options);
    if (live.groupId === groupId) return live;
    if (isOpenMove(error)) return follow(move, undefined);
    if (error.mayHaveRun) throw error;
    const problem = problemWithMove(error, move);
    throw mayBeMoving ? new HandlerError(problem, error) : new RefusedMove(problem, error);
  }
}

/** @param jobId Undefined where Fivetran has done it at once, or only the answer that was lost would tell. */
async function follow({ id, news, olds, call }: Move, jobId: string | undefined): Promise<Connection> {
  return keepStopped(id, olds, call, () => awaitArrival(id, news.groupId, jobId, call), jobId);
}
