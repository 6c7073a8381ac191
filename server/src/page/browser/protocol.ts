/** What the page reads of the control API's answers, in their words. */

export interface Overview {
  readonly version: string;
  readonly clock: ClockReading;
  readonly latencyMs: number;
  /** By class; a class without one is not limited. */
  readonly rateLimits: Readonly<Record<string, RateLimit>>;
  readonly faults: readonly ListedFault[];
  readonly accounts: readonly AccountOverview[];
}

export interface RateLimit {
  readonly perMinute?: number;
  readonly perHour?: number;
}

export interface ClockReading {
  /** RFC 3339. */
  readonly now: string;
  readonly frozen: boolean;
}

/** What is in an account, in the API's words, without any config. `Connection` is what a sender says of each connection. */
export interface AccountOverview<Connection = ConnectionOverview> {
  readonly id: string;
  /** The number of records in each collection of the state. */
  readonly counts: Readonly<Record<string, number>>;
  readonly groups: readonly GroupOverview<Connection>[];
}

export interface GroupOverview<Connection = ConnectionOverview> {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  /** Null while the group has none. */
  readonly destination: DestinationOverview | null;
  readonly connections: readonly Connection[];
}

export interface DestinationOverview {
  readonly id: string;
  readonly service: string;
  readonly region: string;
  readonly setup_status: string;
  /** Why it is not connected, in words; empty when it is. */
  readonly setup_problems: readonly string[];
  readonly networking_method: string;
}

export interface ConnectionOverview {
  readonly id: string;
  readonly service: string;
  readonly schema: string;
  readonly paused: boolean;
  /** Null for a schedule that has no single frequency. */
  readonly sync_frequency: number | null;
  readonly schedule_type: string;
  readonly daily_sync_time?: string;
  readonly schedule?: ScheduleOverview;
  readonly created_at: string;
  readonly succeeded_at: string | null;
  readonly failed_at: string | null;
  readonly networking_method?: string;
  readonly status: ConnectionStatus;
}

/** The newer form of the three settings before it. */
export interface ScheduleOverview {
  readonly schedule_type: string;
  /** Minutes. */
  readonly interval?: number;
  readonly time_of_day?: string;
  readonly days_of_week?: readonly string[];
  readonly cron?: string;
}

export interface ConnectionStatus {
  readonly setup_state: "incomplete" | "connected" | "broken";
  readonly sync_state: "scheduled" | "syncing" | "paused" | "rescheduled";
  readonly update_state: "on_schedule" | "delayed";
  readonly is_historical_sync: boolean;
  readonly tasks: readonly Alert[];
  readonly warnings: readonly Alert[];
  readonly rescheduled_for?: string;
}

export interface Alert {
  readonly code: string;
  readonly message: string;
}

/** What lies behind one connection. */
export interface ConnectionDetails {
  readonly connection: ConnectionOverview;
  /** Why it is not connected, in words. */
  readonly setup_problems: readonly string[];
  /** Null until the source was read. */
  readonly schema_config: SchemaConfig | null;
  /** Newest first. */
  readonly syncs: readonly SyncRecord[];
}

export interface SchemaConfig {
  readonly schema_change_handling: string;
  readonly schemas: Readonly<Record<string, SchemaView>>;
}

export interface SchemaView {
  readonly name_in_destination: string;
  readonly enabled: boolean;
  readonly tables: Readonly<Record<string, TableView>>;
}

export interface TableView {
  readonly name_in_destination: string;
  readonly enabled: boolean;
  readonly enabled_patch_settings: { readonly allowed: boolean; readonly reason_code?: string };
  readonly sync_mode?: string;
  readonly row_filter?: RowFilterView;
  /** Those that somebody has set. */
  readonly columns: Readonly<Record<string, ColumnView>>;
}

export interface ColumnView {
  readonly enabled: boolean;
  readonly hashed?: boolean;
  readonly target_data_type?: string;
}

export interface RowFilterView {
  readonly name: string;
  /** `AND` when absent. */
  readonly operator?: string;
  readonly column_clauses: readonly {
    readonly column: string;
    readonly operator: string;
    readonly values: readonly string[];
  }[];
}

export interface SyncRecord {
  /** Counts the connection's syncs from 1. */
  readonly number: number;
  /** RFC 3339. */
  readonly startedAt: string;
  /** Null while it runs. */
  readonly endedAt: string | null;
  readonly status: "RUNNING" | "CANCELED" | "SUCCESSFUL" | "FAILED" | "RESCHEDULED";
  readonly reason?: string;
  readonly isHistorical: boolean;
}

/** One request to the API. */
export interface JournalEntry {
  readonly sequence: number;
  readonly at: string;
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  /** Absent for a request that no account's key came with. */
  readonly account?: string;
  readonly body?: unknown;
  /** Absent while the request is served, and where the connection was dropped. */
  readonly status?: number;
  /** Id of the fault that decided the answer. */
  readonly fault?: string;
}

export interface Fault {
  readonly method?: string;
  readonly path?: string;
  readonly times?: number;
  readonly probability?: number;
  readonly latencyMs?: number;
  readonly afterRunning?: boolean;
  readonly drop?: "before" | "after";
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  readonly body?: string;
  readonly retryAfter?: number | string;
}

export interface ListedFault extends Fault {
  readonly id: string;
  readonly matched: number;
  readonly disturbed: number;
}
