import type { RunStart, TransformationRecord, TransformationStatus } from "../../records/transformations";
import type { Account } from "../account";
import { announce } from "../webhooks/announce";
import { runRuleOf } from "./rules";
import { runEnded, runStarted } from "./runEvents";
import { nextRunMs } from "./schedule";

/** After a jump of the clock, the runs that were missed in its last part are made up for; those before never happened. */
const MADE_UP_FOR_MS = 2 * 24 * 60 * 60 * 1000;

/** Keeps a transformation whose schedule is new or changed, and sets when it runs next. In a transaction. */
export function putScheduled(account: Account, transformation: TransformationRecord): void {
  account.state.put("transformations", transformation.id, transformation);
  planRun(account, transformation);
}

/** Begins a run, unless one is under way. It ends by rule, at its time; by `durationMs: 0`, at once. */
export function startRun(account: Account, transformation: TransformationRecord, startedBy: RunStart): void {
  if (transformation.startedBy !== undefined) return;
  const running: TransformationRecord = {
    ...transformation,
    status: "RUNNING",
    lastStartedAt: account.clock.timestamp(),
    startedBy,
    arrived: [],
  };
  account.state.put("transformations", running.id, running);
  announce(account, runStarted(account, running));
  const { durationMs = 0 } = runRuleOf(account, running);
  if (durationMs === 0) endRun(account, running.id);
  else account.agenda.plan("transformationEnd", running.id, account.clock.now() + durationMs);
}

/** The time of a run is over. */
export function endRun(account: Account, id: string): void {
  const transformation = account.state.get("transformations", id);
  if (transformation?.startedBy === undefined) return;
  const { status = "SUCCEEDED", output = "" } = runRuleOf(account, transformation);
  const ended = stop(account, transformation, status);
  announce(account, runEnded(account, transformation, ended, output));
  if (status === "SUCCEEDED") somethingArrived(account, id);
}

/** Ends a run without a result. No event tells of it (UNPROVEN). */
export function cancelRun(account: Account, transformation: TransformationRecord): void {
  if (transformation.startedBy === undefined) return;
  account.agenda.cancel("transformationEnd", transformation.id);
  stop(account, transformation, "CANCELED");
}

/** A schedule's time has come. A run that is still under way goes on instead of a second one. */
export function startScheduledRun(account: Account, id: string): void {
  const transformation = account.state.get("transformations", id);
  if (transformation === undefined) return;
  planRun(account, transformation);
  startRun(account, transformation, "scheduler");
}

/**
 * A connection has synced, or a transformation has succeeded. An integrated schedule that has all it waits for since its last run
 * starts the next (that it waits for all of them is chosen, UNPROVEN). In a transaction.
 *
 * @param id of the connection or the transformation
 */
export function somethingArrived(account: Account, id: string): void {
  for (const transformation of [...account.state.all("transformations")]) {
    const { schedule, paused } = transformation;
    if (paused || schedule.schedule_type !== "INTEGRATED") continue;
    const awaited = awaitedBy(transformation);
    if (!awaited.includes(id) || transformation.arrived.includes(id)) continue;
    const waiting: TransformationRecord = { ...transformation, arrived: [...transformation.arrived, id] };
    account.state.put("transformations", waiting.id, waiting);
    if (awaited.every((one) => waiting.arrived.includes(one))) {
      startRun(account, waiting, "integrated_scheduler");
    }
  }
}

export function removeTransformation(account: Account, id: string): void {
  account.state.remove("transformations", id);
  account.agenda.cancel("transformationDue", id);
  account.agenda.cancel("transformationEnd", id);
}

function planRun(account: Account, { id, schedule, paused }: TransformationRecord): void {
  const nextMs = paused
    ? undefined
    : nextRunMs(schedule, account.clock.now(), account.clock.latest() - MADE_UP_FOR_MS);
  if (nextMs === undefined) account.agenda.cancel("transformationDue", id);
  else account.agenda.plan("transformationDue", id, nextMs);
}

function stop(
  account: Account,
  transformation: TransformationRecord,
  status: TransformationStatus,
): TransformationRecord {
  const ended: TransformationRecord = {
    ...transformation,
    status,
    lastEndedAt: account.clock.timestamp(),
    startedBy: undefined,
  };
  account.state.put("transformations", ended.id, ended);
  return ended;
}

function awaitedBy(transformation: TransformationRecord): readonly string[] {
  const { connection_ids: connections = [], transformation_ids: upstream = [] } = transformation.schedule;
  const ofPackage = transformation.type === "QUICKSTART" ? transformation.config.connection_ids : [];
  return [...new Set([...connections, ...upstream, ...ofPackage])];
}
