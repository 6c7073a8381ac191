import type { ConnectionRecord } from "../../records/account";
import type { Account } from "../account";
import { nextTimeMs, timetableGapMs } from "./connectionSchedule";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MINUTES_OF_A_DAY = 1440;

/** How far past its time a connection may be before it counts as delayed. `CUSTOM` has its own. The lengths are chosen, UNPROVEN. */
const TOLERANCE_MS: Readonly<Record<string, number>> = {
  HIGH: HOUR_MS,
  NORMAL: 3 * HOUR_MS,
  LOW: 12 * HOUR_MS,
};

/** Whether anything may sync at all: the set-up once worked, nobody paused it, and its schema is not waited for (UNPROVEN). */
export function canSync(connection: ConnectionRecord): boolean {
  return (
    connection.setupState !== "incomplete" &&
    !connection.paused &&
    connection.schemaStatus !== "blocked_on_capture"
  );
}

/** Whether syncs start by themselves. */
export function isScheduled(account: Account, connection: ConnectionRecord): boolean {
  return account.settings.schedules && connection.scheduleType === "auto" && canSync(connection);
}

/** What the next sync follows from: while none of these changes, its plan stands. */
const SYNC_FOLLOWS = [
  "groupId",
  "paused",
  "setupState",
  "schemaStatus",
  "scheduleType",
  "syncFrequency",
  "dailySyncTime",
  "schedule",
  "rescheduledFor",
  "runningSync",
  "isResyncDue",
  "lastSyncStartedAtMs",
] as const satisfies readonly (keyof ConnectionRecord)[];

const DELAY_FOLLOWS = [
  "syncFrequency",
  "schedule",
  "dataDelaySensitivity",
  "dataDelayThreshold",
  "onTimeSinceMs",
  "updateState",
] as const satisfies readonly (keyof ConnectionRecord)[];

/**
 * Plans the next sync of a connection and the moment from which it is late, where they are not what they were.
 *
 * @param before the connection as it was planned by; without it, all is planned anew
 */
export function planSyncs(
  account: Account,
  connection: ConnectionRecord,
  before: ConnectionRecord | undefined,
): void {
  const isChanged = (key: keyof ConnectionRecord): boolean => before?.[key] !== connection[key];
  if (before === undefined || SYNC_FOLLOWS.some(isChanged)) {
    set(account, "syncDue", connection.id, nextSyncAtMs(account, connection));
  }
  if (before === undefined || DELAY_FOLLOWS.some(isChanged)) {
    set(account, "syncDelay", connection.id, delayedAtMs(connection));
  }
}

/** How long lies between two syncs of the schedule. */
export function periodMs(connection: ConnectionRecord): number {
  const { schedule, syncFrequency, lastSyncStartedAtMs = 0 } = connection;
  return timetableGapMs(schedule, lastSyncStartedAtMs) ?? syncFrequency * MINUTE_MS;
}

function set(account: Account, kind: "syncDue" | "syncDelay", id: string, dueAtMs: number | undefined): void {
  if (dueAtMs === account.agenda.dueAt(kind, id)) return;
  if (dueAtMs === undefined) account.agenda.cancel(kind, id);
  else account.agenda.plan(kind, id, dueAtMs);
}

function nextSyncAtMs(account: Account, connection: ConnectionRecord): number | undefined {
  const now = account.clock.now();
  if (connection.runningSync !== undefined || !canSync(connection)) return undefined;
  if (connection.isResyncDue === true) return now;
  if (connection.rescheduledFor !== undefined) return Math.max(Date.parse(connection.rescheduledFor), now);
  if (!isScheduled(account, connection)) return undefined;
  const planned = regularSyncAtMs(account, connection);
  // A first sync, and one that was missed while nothing could sync, do not start in the same moment: a client sees what it made first.
  return planned !== undefined && planned > now ? planned : now + account.settings.firstSyncDelayMs;
}

/** By the last start. A daily sync has its hour, in the time zone of the destination; midnight when none is set. */
function regularSyncAtMs(account: Account, connection: ConnectionRecord): number | undefined {
  const { lastSyncStartedAtMs: last, syncFrequency } = connection;
  if (last === undefined) return undefined;
  const offsetHours = Number(account.state.get("destinations", connection.groupId)?.timeZoneOffset ?? 0);
  const timetabledMs = nextTimeMs(connection.schedule, last, offsetHours * HOUR_MS);
  if (timetabledMs !== undefined) return timetabledMs;
  if (syncFrequency !== MINUTES_OF_A_DAY) return last + periodMs(connection);
  const hour = Number((connection.dailySyncTime ?? "00:00").slice(0, 2));
  const ofTheDayMs = (hour - offsetHours) * HOUR_MS;
  const daysUntilLast = Math.floor((last - ofTheDayMs) / DAY_MS);
  return (daysUntilLast + 1) * DAY_MS + ofTheDayMs;
}

function delayedAtMs(connection: ConnectionRecord): number | undefined {
  if (connection.onTimeSinceMs === undefined || connection.updateState === "delayed") return undefined;
  return connection.onTimeSinceMs + periodMs(connection) + toleranceMs(connection);
}

function toleranceMs(connection: ConnectionRecord): number {
  const { dataDelaySensitivity: sensitivity, dataDelayThreshold } = connection;
  if (sensitivity === "CUSTOM") return dataDelayThreshold * MINUTE_MS;
  if (sensitivity === "SYNC_FREQUENCY") return periodMs(connection);
  return TOLERANCE_MS[sensitivity] ?? 0;
}
