/**
 * What the control API sends and takes, in its words. The server and the page share these types; they are declared here because the page is
 * compiled apart, for the browser.
 */

export interface Overview {
  readonly version: string;
  readonly clock: ClockReading;
  readonly latencyMs: number;
  /** By class; a class without one is not limited. */
  readonly rateLimits: Readonly<Record<string, RateLimit>>;
  readonly faults: readonly ListedFault[];
  readonly accounts: readonly AccountOverview[];
}

/** How many calls an account may make in any minute and in any hour. */
export interface RateLimit {
  readonly perMinute?: number | undefined;
  readonly perHour?: number | undefined;
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

/** What lies behind one connection. `Connection` and `Config` are what a sender says of the connection and of its schema config. */
export interface ConnectionDetails<Connection = ConnectionOverview, Config = SchemaConfig> {
  /** As the API returns it, secrets as `******`. */
  readonly connection: Connection;
  /** Why it is not connected, in words; empty when it is. */
  readonly setup_problems: readonly string[];
  /** As the API returns it; null until the source was read or choices were made before that. */
  readonly schema_config: Config | null;
  /** The last ones, newest first. */
  readonly syncs: readonly SyncOverview[];
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

/** One sync of a connection. */
export interface SyncOverview {
  /** Counts the connection's syncs from 1. */
  readonly number: number;
  /** RFC 3339. */
  readonly startedAt: string;
  /** Null while it runs. */
  readonly endedAt: string | null;
  readonly status: "RUNNING" | "CANCELED" | "SUCCESSFUL" | "FAILED" | "RESCHEDULED";
  readonly reason?: string | undefined;
  /** Whether it read the whole history. */
  readonly isHistorical: boolean;
  /** What was really moved, where an engine moves data; so far, while it runs. */
  readonly tables?: readonly MovedTable[] | undefined;
}

/** What a sync has moved of a table. */
export interface MovedTable {
  /** `schema.table` of the source. */
  readonly table: string;
  readonly rows: number;
  readonly deleted: number;
  readonly bytes: number;
  readonly durationMs: number;
  readonly error?: string | undefined;
}

/** One request to the API. Control calls are not recorded. */
export interface JournalEntry {
  /** From 1, in the order of arrival; it goes on counting when the journal is cleared. */
  readonly sequence: number;
  /** When the request arrived, by the server's clock, `2026-11-21T09:30:00.000Z`. */
  readonly at: string;
  readonly requestId: string;
  readonly method: string;
  /** As it was sent, with the query; values of parameters that are called like secrets as `******`. */
  readonly path: string;
  /** Id of the account whose key came with it; absent when none did. */
  readonly account?: string;
  /**
   * The body, secrets and everything under `auth` as `******`; absent when none was sent or none was read. Of bodies that are not JSON, and
   * of old ones once the journal has grown large, it says their size instead.
   */
  readonly body?: unknown;
  /** Absent while the request is being served, and for ever when the connection was dropped instead. */
  readonly status?: number;
  /** Id of the fault that decided the answer. */
  readonly fault?: string;
  /** What the API's document does not know of the body; it was taken nevertheless. */
  readonly warnings?: readonly string[];
}

/** A disturbance of the API, for the requests that it matches. A field that is not given does not limit it. */
export interface Fault {
  readonly method?: string | undefined;
  /** Regular expression, searched for in the path with its query. */
  readonly path?: string | undefined;
  /** Lets this number of matching requests pass first. */
  readonly skip?: number | undefined;
  /** Disturbs this number of requests, then never again. Default: no end. */
  readonly times?: number | undefined;
  /** Disturbs a matching request with this probability, 0 to 1. Default 1. */
  readonly probability?: number | undefined;
  /** Makes the same draws again. Default 1. */
  readonly seed?: number | undefined;

  /** Delays the answer by this much of real time. Alone, it lets the request be served as usual. */
  readonly latencyMs?: number | undefined;
  /** The operation runs, then the fault decides the answer: a call that reports failure and was done. */
  readonly afterRunning?: boolean | undefined;
  /** Closes the connection without an answer: before the operation ran, or after it. */
  readonly drop?: "before" | "after" | undefined;
  /** Default 502 for `html`, 200 for `malformed`, else 500. */
  readonly status?: number | undefined;
  /** In the error envelope. */
  readonly code?: string | undefined;
  /** In the error envelope. */
  readonly message?: string | undefined;
  /** Instead of an envelope: a proxy's HTML page, JSON that breaks off, or this text. */
  readonly body?: "html" | "malformed" | (string & {}) | undefined;
  /** `Retry-After`: whole seconds, or a date as text. */
  readonly retryAfter?: number | string | undefined;
}

export type ListedFault = Fault & {
  readonly id: string;
  readonly matched: number;
  readonly disturbed: number;
};
