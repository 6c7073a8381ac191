import { maskSeals } from "../domain/seal";
import type { ConnectionRecord } from "../records/account";
import type { SetupTest } from "../records/setupTests";
import type { Alert } from "../records/syncs";
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
    sync_frequency: connection.syncFrequency,
    // Kept through other frequencies, shown for the daily one only.
    daily_sync_time: connection.syncFrequency === 1440 ? connection.dailySyncTime : undefined,
    schedule_type: connection.scheduleType,
    schedule: connection.schedule,
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
function warningsOf({ warnings, resyncTables }: ConnectionRecord): readonly Alert[] {
  if (resyncTables === undefined) return warnings;
  const tables = Object.entries(resyncTables).flatMap(([schema, names]) =>
    names.map((name) => `${schema}.${name}`),
  );
  const resync = {
    code: "resync_table_warning",
    message: "Resync Table Warning",
    details: tables.join(", "),
  };
  return [...warnings, resync];
}

function syncStateOf(connection: ConnectionRecord): "paused" | "syncing" | "rescheduled" | "scheduled" {
  if (connection.paused) return "paused";
  if (connection.runningSync !== undefined) return "syncing";
  return connection.rescheduledFor === undefined ? "scheduled" : "rescheduled";
}
