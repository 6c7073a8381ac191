import type { ConnectionRecord } from "../../records/account";
import type { RunningSync, SyncRule, SyncStatus } from "../../records/syncs";
import type { Account } from "../account";
import { putConnection } from "../connections/connections";
import { dropMarked } from "../schemas/columnDrops";
import { discoverSource } from "../schemas/discovery";
import { hasState } from "../services";
import { somethingArrived } from "../transformations/runs";
import { announce } from "../webhooks/announce";
import { keepSync, syncIdOf, syncOf } from "./history";
import { takeSyncRule } from "./rules";
import { canSync, isScheduled, periodMs } from "./schedule";
import { raisedNow } from "./warnings";

/** After a jump of the clock, this number of the missed syncs of a connection is made up for; those before them never happened. */
const MADE_UP_FOR = 3;
const DEFAULT_RESCHEDULE_MS = 60 * 60 * 1000;
const SUCCESS: SyncRule = { outcome: "SUCCESSFUL" };

/** Starts a sync now, which ends at once when it takes no time. @returns the connection as it is then */
export function startSync(account: Account, connection: ConnectionRecord): ConnectionRecord {
  const { clock } = account;
  const isExecuted = account.ports.syncs.runs(connection);
  const rule = (isExecuted ? undefined : takeSyncRule(account, connection)) ?? SUCCESS;
  const endsAtMs = clock.now() + (rule.durationMs ?? account.settings.syncDurationMs);
  const number = (connection.syncCount ?? 0) + 1;
  const running: RunningSync = { number, endsAtMs, rule, ...(isExecuted ? { isExecuted } : {}) };
  keepSync(account, {
    connectionId: connection.id,
    number: running.number,
    startedAt: clock.timestamp(),
    endedAt: null,
    status: "RUNNING",
    isHistorical: connection.isHistoricalSync,
  });
  putConnection(account, {
    ...connection,
    runningSync: running,
    syncCount: running.number,
    // Data is moved once, however many syncs a moved clock has left out.
    lastSyncStartedAtMs: isExecuted ? clock.latest() : clock.now(),
    rescheduledFor: undefined,
    isResyncDue: undefined,
  });
  tell(account, connection, "sync_start", running.number);
  if (isExecuted) account.state.afterCommit(() => account.ports.syncs.begin(connection.id, number));
  else if (endsAtMs > clock.now()) account.agenda.plan("syncEnd", connection.id, endsAtMs);
  else endSync(account, connection.id);
  return account.state.get("connections", connection.id) ?? connection;
}

/** The running sync ends as its rule says. */
export function endSync(account: Account, id: string): void {
  const connection = account.state.get("connections", id);
  const running = connection?.runningSync;
  if (connection === undefined || running === undefined) return;
  const { rule } = running;
  const stopped: ConnectionRecord = {
    ...connection,
    runningSync: undefined,
    tasks: rule.tasks ?? [],
    warnings: raisedNow(account, rule.warnings ?? []),
  };
  const ended = END[rule.outcome](account, stopped, running);
  const droppedColumns = rule.outcome === "SUCCESSFUL" ? dropMarked(account, id) : 0;
  conclude(account, ended, running, rule.outcome, droppedColumns);
  putConnection(account, ended);
  if (rule.outcome === "SUCCESSFUL") somethingArrived(account, id);
}

/**
 * Stops a running sync before its time, as pausing and forcing do. @returns the connection without it, not kept yet
 */
export function stopSync(account: Account, connection: ConnectionRecord): ConnectionRecord {
  const { runningSync: running } = connection;
  if (running === undefined) return connection;
  account.agenda.cancel("syncEnd", connection.id);
  if (running.isExecuted === true) account.state.afterCommit(() => account.ports.syncs.cancel(connection.id));
  conclude(account, connection, running, "CANCELED");
  return { ...connection, runningSync: undefined };
}

/** The time of a planned sync has come. */
export function syncDue(account: Account, id: string): void {
  const connection = account.state.get("connections", id);
  if (connection === undefined || connection.runningSync !== undefined || !canSync(connection)) return;
  const missed = Math.floor((account.clock.latest() - account.clock.now()) / periodMs(connection));
  const isRegular = connection.isResyncDue !== true && connection.rescheduledFor === undefined;
  if (isRegular && isScheduled(account, connection) && missed >= MADE_UP_FOR) {
    // As if the last of those before them had started.
    const skippedToMs = account.clock.now() + (missed - MADE_UP_FOR) * periodMs(connection);
    putConnection(account, { ...connection, lastSyncStartedAtMs: skippedToMs });
    return;
  }
  startSync(account, connection);
}

/** No sync has succeeded in time. */
export function syncDelayed(account: Account, id: string): void {
  const connection = account.state.get("connections", id);
  if (connection !== undefined) putConnection(account, { ...connection, updateState: "delayed" });
}

/** The connection's free time is over. */
export function trialEnded(account: Account, id: string): void {
  const connection = account.state.get("connections", id);
  if (connection === undefined || connection.paused || !connection.pauseAfterTrial) return;
  putConnection(account, { ...stopSync(account, connection), paused: true });
  tell(account, connection, "pause_connector");
}

type End = (account: Account, connection: ConnectionRecord, running: RunningSync) => ConnectionRecord;

const END: Readonly<Record<RunningSync["rule"]["outcome"], End>> = {
  SUCCESSFUL: (account, connection, { rule }) => {
    discoverSource(account, connection);
    return {
      ...connection,
      setupState: "connected",
      updateState: "on_schedule",
      isHistoricalSync: false,
      resyncTables: undefined,
      resyncWarnedAt: undefined,
      onTimeSinceMs: account.clock.now(),
      succeededAt: account.clock.timestamp(),
      state: hasState(connection.service) ? (rule.state ?? connection.state) : connection.state,
    };
  },
  FAILED: (account, connection, { rule }) => ({
    ...connection,
    setupState: rule.breaksSetup === true ? "broken" : connection.setupState,
    failedAt: account.clock.timestamp(),
  }),
  RESCHEDULED: (account, connection, { rule }) => {
    const forMs = account.clock.now() + (rule.rescheduledForMs ?? DEFAULT_RESCHEDULE_MS);
    return { ...connection, rescheduledFor: new Date(forMs).toISOString() };
  },
};

/** Writes a sync's end into the history, and tells of it. */
function conclude(
  account: Account,
  connection: ConnectionRecord,
  { number, rule }: RunningSync,
  status: SyncStatus,
  droppedColumns = 0,
): void {
  const sync = syncOf(account, connection.id, number);
  const reason = status === "CANCELED" ? undefined : rule.reason;
  const dropped = droppedColumns === 0 ? {} : { droppedColumns };
  if (sync !== undefined)
    keepSync(account, { ...sync, endedAt: account.clock.timestamp(), status, reason, ...dropped });
  const isTask = status === "FAILED" && connection.tasks.length > 0;
  tell(account, connection, "sync_end", number, { status: isTask ? "FAILURE_WITH_TASK" : status, reason });
}

function tell(
  account: Account,
  connection: ConnectionRecord,
  event: string,
  number?: number,
  data?: object,
): void {
  // Most accounts have nobody who listens, and a sync's id takes some work.
  if (account.state.count("webhooks") === 0) return;
  announce(account, {
    event,
    connectionId: connection.id,
    groupId: connection.groupId,
    ...(number === undefined ? {} : { syncId: syncIdOf({ connectionId: connection.id, number }) }),
    ...(data === undefined ? {} : { data }),
  });
}
