/** How a connection is, as `--json` shows it. */
import {
  type Alert,
  type ConnectionSummary,
  hasFailed,
  lastFailureOf,
  lastSuccessOf,
  rescheduledTimeOf,
} from "@pulumi-fivetran/sdk";
import {
  type ConnectionScheduleForm,
  type ConnectionStateWord,
  formatConnectionSchedule,
  newerFormOf,
  stateWordsOf,
} from "@pulumi-fivetran/sdk/words";
import { type Chosen, filteredOf } from "./choose";

export interface Health {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly groupId: string | null;
  readonly schema: string | null;
  readonly service: string | null;

  /** The gravest of {@link states}. */
  readonly state: ConnectionStateWord;
  readonly states: readonly ConnectionStateWord[];
  readonly paused: boolean;
  readonly setup: string | null;
  readonly sync: string | null;

  /** Whether Fivetran calls it `on_schedule` or `delayed`. */
  readonly update: string | null;
  readonly historical: boolean;
  readonly schedule: string | null;
  readonly succeededAt: string | null;
  readonly failedAt: string | null;
  readonly rescheduledFor: string | null;

  /** Whether the sync that ended last failed. */
  readonly failing: boolean;

  /** Since the last sync that succeeded, or since the connection was made. */
  readonly ageSeconds: number | null;
  readonly stale: boolean;
  readonly tasks: readonly AlertLine[];
  readonly warnings: readonly AlertLine[];
}

export interface AlertLine {
  readonly code: string | null;
  readonly message: string | null;
}

/** @param staleMs how old data may be; undefined where nothing counts as stale */
export function healthOf(chosen: Chosen, now: number, staleMs?: number): Health {
  const { id, name, groupName, connection } = chosen;
  const { groupId, schema, service, paused = false, status = {} } = connection;
  const states = stateWordsOf(filteredOf(chosen));
  const ageMs = ageOf(connection, now);
  return {
    id,
    name,
    group: groupName,
    groupId: groupId ?? null,
    schema: schema ?? null,
    service: service ?? null,
    state: states[0] ?? "active",
    states,
    paused,
    setup: status.setupState ?? null,
    sync: status.syncState ?? null,
    update: status.updateState ?? null,
    historical: status.isHistoricalSync === true,
    schedule: scheduleText(connection),
    succeededAt: lastSuccessOf(connection)?.toISOString() ?? null,
    failedAt: lastFailureOf(connection)?.toISOString() ?? null,
    rescheduledFor: rescheduledTimeOf(connection)?.toISOString() ?? null,
    failing: hasFailed(connection),
    ageSeconds: ageMs === undefined ? null : Math.round(ageMs / 1000),
    stale: staleMs !== undefined && ageMs !== undefined && ageMs > staleMs,
    tasks: (status.tasks ?? []).map(alertLine),
    warnings: (status.warnings ?? []).map(alertLine),
  };
}

/** Whether somebody should look at it: the setup is broken, or the last sync failed. */
export function isBroken({ states, failing }: Health): boolean {
  return states.includes("broken") || failing;
}

/** When it syncs, as `fivetranctl schedule` takes it; null where Fivetran does not say. */
export function scheduleText(connection: ConnectionSummary): string | null {
  const schedule = scheduleOf(connection);
  return schedule === undefined ? null : formatConnectionSchedule(schedule);
}

function scheduleOf({
  schedule,
  scheduleType,
  syncFrequency,
  dailySyncTime,
}: ConnectionSummary): ConnectionScheduleForm | undefined {
  const known = ["INTERVAL", "TIME_OF_DAY", "CRON", "MANUAL"];
  if (schedule?.scheduleType !== undefined && known.includes(schedule.scheduleType))
    return schedule as ConnectionScheduleForm; // Fivetran's days are those that the words know.
  return newerFormOf({
    ...(scheduleType === undefined ? {} : { scheduleType }),
    ...(typeof syncFrequency === "number" ? { syncFrequency } : {}),
    ...(dailySyncTime === undefined ? {} : { dailySyncTime }),
  });
}

function ageOf(connection: ConnectionSummary, now: number): number | undefined {
  const { createdAt } = connection;
  const since =
    lastSuccessOf(connection)?.getTime() ?? (createdAt === undefined ? Number.NaN : Date.parse(createdAt));
  return Number.isNaN(since) ? undefined : Math.max(0, now - since);
}

function alertLine({ code, message }: Alert): AlertLine {
  return { code: code ?? null, message: message ?? null };
}
