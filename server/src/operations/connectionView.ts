import { maskSeals } from "../domain/seal";
import { RESYNC_WARNING } from "../domain/syncs/warnings";
import type { ConnectionRecord } from "../records/account";
import type { SetupTest } from "../records/setupTests";
import type { Alert } from "../records/syncs";
import { olderScheduleView, scheduleView } from "./connectionSchedule";
import { networkingView } from "./serviceSettings";

/** An item of a list: without the config (UNPROVEN: the document allows it there, as a map of objects). */
export function connectionSummary(connection: ConnectionRecord): Record<string, unknown> {
  return {
    id: connection.id,
    group_id: connection.groupId,
    service: connection.service,
    service_version: connection.serviceVersion,
    schema: connection.schema,
    connected_by: connection.connectedBy,
    created_at: connection.createdAt,
    succeeded_at: connection.succeededAt,
    failed_at: connection.failedAt,
    paused: connection.paused,
    pause_after_trial: connection.pauseAfterTrial,
    ...olderScheduleView(connection),
    schedule: scheduleView(connection),
    data_checks: connection.dataChecks,
    data_delay_sensitivity: connection.dataDelaySensitivity,
    data_delay_threshold: connection.dataDelayThreshold,
    status: statusView(connection),
    ...networkingView(connection),
    destination_schema_names: connection.destinationSchemaNames ?? "FIVETRAN_NAMING",
    destination_configuration: connection.destinationConfiguration,
  };
}

/** The whole connection. Setup tests are shown by the answers that ran them and by no other; `auth` is shown by none. */
export function connectionView(
  connection: ConnectionRecord,
  tests?: readonly SetupTest[],
): Record<string, unknown> {
  return { ...connectionSummary(connection), config: maskSeals(connection.config), setup_tests: tests };
}

function statusView(connection: ConnectionRecord): unknown {
  const syncState = syncStateOf(connection);
  return {
    setup_state: connection.setupState,
    schema_status: connection.schemaStatus ?? "ready",
    sync_state: syncState,
    update_state: connection.updateState,
    is_historical_sync: connection.isHistoricalSync,
    tasks: connection.tasks,
    warnings: warningsOf(connection),
    rescheduled_for: syncState === "rescheduled" ? connection.rescheduledFor : undefined,
  };
}

/** Tables whose history is still to be read again are a warning, as the document shows it. */
function warningsOf({ warnings, resyncTables, resyncWarnedAt }: ConnectionRecord): readonly Alert[] {
  const told = warnings.map(({ code, message, details }) => ({ code, message, details }));
  if (resyncTables === undefined || resyncWarnedAt === undefined) return told;
  const tables = Object.entries(resyncTables).flatMap(([schema, names]) =>
    names.map((name) => `${schema}.${name}`),
  );
  const resync = {
    code: RESYNC_WARNING,
    message: "Resync Table Warning",
    details: tables.join(", "),
  };
  return [...told, resync];
}

function syncStateOf(connection: ConnectionRecord): "paused" | "syncing" | "rescheduled" | "scheduled" {
  if (connection.paused) return "paused";
  if (connection.runningSync !== undefined) return "syncing";
  return connection.rescheduledFor === undefined ? "scheduled" : "rescheduled";
}
