import type { ConnectionRecord } from "../../records/account";
import type { Account } from "../account";
import { removeMembershipsWith } from "../people/memberships";
import { forgetSyncs } from "../syncs/history";
import { isScheduled, planSyncs } from "../syncs/schedule";
import { forgetMoves } from "./moveJobs";

const TRIAL_MS = 14 * 24 * 60 * 60 * 1000;

/** Keeps a connection, new or changed, and plans what follows from it. Everything that changes a connection goes through here. */
export function putConnection(account: Account, given: ConnectionRecord): ConnectionRecord {
  const changed = withStandInTask(account, given);
  const before = account.state.get("connections", changed.id);
  const onTimeSinceMs = isScheduled(account, changed)
    ? (changed.onTimeSinceMs ?? account.clock.now())
    : undefined;
  // An earlier failure does not count once something has worked after it.
  const isOutdated = changed.setupState === "connected" && (changed.setupFindings?.failed.length ?? 0) > 0;
  const setupFindings = isOutdated ? undefined : changed.setupFindings;
  const isAsGiven = onTimeSinceMs === changed.onTimeSinceMs && !isOutdated;
  const connection = isAsGiven ? changed : { ...changed, onTimeSinceMs, setupFindings };
  account.state.put("connections", connection.id, connection);
  planSyncs(account, connection, before);
  if (connection.pauseAfterTrial !== (before?.pauseAfterTrial ?? false)) planTrialEnd(account, connection);
  return connection;
}

/** Plans anew, after a setting of the account has changed that all plans follow from. */
export function replanConnections(account: Account): void {
  for (const connection of [...account.state.all("connections")]) {
    planSyncs(account, putConnection(account, connection), undefined);
  }
}

/** Deletes the records of a connection that is deleted. */
export function removeConnection(account: Account, id: string): void {
  const { state, agenda } = account;
  if (state.get("connections", id)?.runningSync?.isExecuted === true)
    state.afterCommit(() => account.ports.syncs.cancel(id));
  for (const kind of ["syncDue", "syncEnd", "syncDelay", "trialEnd"] as const) agenda.cancel(kind, id);
  forgetSyncs(account, id);
  forgetMoves(account, id);
  removeMembershipsWith(account, { place: "connection", placeId: id });
  state.remove("trust", `connection/${id}`);
  for (const collection of ["connections", "schemaConfigs", "discoveries"] as const) {
    state.remove(collection, id);
  }
}

/** A connection is free of charge at first; one that says so is paused when that ends (the 14 days are documented, their start is UNPROVEN). */
function planTrialEnd(account: Account, connection: ConnectionRecord): void {
  const endsAtMs = Date.parse(connection.createdAt) + TRIAL_MS;
  const isAhead = connection.pauseAfterTrial && endsAtMs > account.clock.now();
  if (isAhead) account.agenda.plan("trialEnd", connection.id, endsAtMs);
  else account.agenda.cancel("trialEnd", connection.id);
}

/** The code of the task of a connection that cannot sync for real. */
const MISSING_STAND_IN = "missing_stand_in";

/** Where data is really moved, a connection that cannot be is incomplete, and its task says what is to be done. */
function withStandInTask(account: Account, connection: ConnectionRecord): ConnectionRecord {
  const message = account.ports.syncs.lacks(connection);
  const others = connection.tasks.filter(({ code }) => code !== MISSING_STAND_IN);
  if (message === undefined)
    return hasStandInTask(connection) ? { ...connection, tasks: others } : connection;
  const isKnown = others.length < connection.tasks.length && connection.tasks[0]?.message === message;
  if (isKnown && connection.setupState === "incomplete") return connection;
  return {
    ...connection,
    setupState: "incomplete",
    tasks: [{ code: MISSING_STAND_IN, message }, ...others],
  };
}

export function hasStandInTask({ tasks }: ConnectionRecord): boolean {
  return tasks.some(({ code }) => code === MISSING_STAND_IN);
}
