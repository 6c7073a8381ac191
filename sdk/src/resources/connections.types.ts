import type { ConnectionAuths, ConnectionConfigs } from "../generated/connectionTypes";
import type { ConfigChangesOf, ConfigOf, ConfigPart, CustomService, ServiceOf } from "../services/types";
import type { ConnectionSchedule } from "./connectionSchedule.types";
import type { NetworkingMethod, SetupTest, SetupTestOptions } from "./setupTests";

// This file is over 300 lines because a connection has many fields, each with its meaning.

/** Minutes between syncs. Fivetran has 1, 5, 15, 30, 60, 120, 180, 360, 480, 720 and 1440. */
export type SyncFrequency = number;

/** What starts a sync: Fivetran's schedule, or only the sync operation. */
export type ScheduleType = "auto" | "manual" | (string & {});

/** How soon missing data counts as late. `CUSTOM` goes with `dataDelayThreshold`. */
export type DataDelaySensitivity = "LOW" | "NORMAL" | "HIGH" | "CUSTOM" | "SYNC_FREQUENCY" | (string & {});

/** Whose names the tables in the destination have. */
export type DestinationSchemaNames = "FIVETRAN_NAMING" | "SOURCE_NAMING" | (string & {});

/** Whether a service's schema is reviewed before the first sync. States known today; Fivetran may add others. */
export type SchemaStatus = "blocked_on_capture" | "ready" | (string & {});

/** States known today; Fivetran may add others. */
export type SetupState = "incomplete" | "connected" | "broken" | (string & {});

/** States known today; Fivetran may add others. */
export type SyncState = "scheduled" | "syncing" | "paused" | "rescheduled" | (string & {});

/** States known today; Fivetran may add others. */
export type UpdateState = "on_schedule" | "delayed" | (string & {});

/** Something about a connection that a person should look at. */
export interface Alert {
  code?: string;
  message?: string;
  details?: unknown;
}

/** How a connection is doing. */
export interface ConnectionStatus {
  setupState?: SetupState;
  syncState?: SyncState;
  updateState?: UpdateState;

  /** Whether all historical data is being, or will be, loaded anew. */
  isHistoricalSync?: boolean;

  /** `blocked_on_capture` or `ready`, for services whose schema is reviewed before the first sync. */
  schemaStatus?: string;

  /** When the next sync is tried, RFC 3339 in UTC; only in the sync state `rescheduled`. */
  rescheduledFor?: string | null;

  /** What must be done for the connection to work. */
  tasks?: Alert[];

  /** What is worth knowing, though the connection works. */
  warnings?: Alert[];
}

/** A connection, as lists show it. */
export interface ConnectionSummary {
  id: string;

  /** Kind of source, such as `postgres`. */
  service?: string;
  serviceVersion?: number;

  /** Name of the connection, and of its schema (or `schema.table`) in the destination. */
  schema?: string;
  groupId?: string;
  paused?: boolean;

  /** Whether it pauses when its free trial ends. */
  pauseAfterTrial?: boolean;

  /** Null where the schedule has no single pace, such as a cron expression. @unit minutes */
  syncFrequency?: SyncFrequency | null;
  scheduleType?: ScheduleType;

  /** Time of the daily sync, such as `14:00`; only with a frequency of 1440 minutes. */
  dailySyncTime?: string;

  /** When it syncs, which says more than the three above; absent on accounts that do not have it yet. */
  schedule?: Partial<ConnectionSchedule>;

  /** Whether Fivetran compares what it loaded with the source. */
  dataChecks?: boolean;
  status?: ConnectionStatus;

  /** RFC 3339, in UTC. */
  createdAt?: string;

  /** End of the last sync that succeeded, RFC 3339 in UTC; null when none has. */
  succeededAt?: string | null;

  /** End of the last sync that failed, RFC 3339 in UTC; null when none has. */
  failedAt?: string | null;

  /** Id of the user who made it; absent for one that no user made. */
  connectedBy?: string;
  dataDelaySensitivity?: DataDelaySensitivity;

  /** @unit minutes */
  dataDelayThreshold?: number;
  networkingMethod?: NetworkingMethod;
  proxyAgentId?: string;
  privateLinkId?: string;
  hybridDeploymentAgentId?: string;
  destinationConfiguration?: DestinationConfiguration;
  destinationSchemaNames?: DestinationSchemaNames;
  externalSecretsManagerId?: string;

  /** Which key of the secrets manager holds which setting. */
  externalSecretsKeysConfig?: Record<string, string>;
}

/** A connection: a source that is loaded into a group's destination. */
export interface Connection extends ConnectionSummary {
  /** The service's own settings, with the keys as Fivetran has them. Secrets are `******`; `auth` never comes back. */
  config?: Record<string, unknown>;

  /** What the service knows of its last syncs, with the keys as Fivetran has them. */
  sourceSyncDetails?: Record<string, unknown>;

  /** Only in answers to `create`, `update` and `runSetupTests`. */
  setupTests?: SetupTest[];

  /** Only in the answer to a creation with `connectCardConfig`. */
  connectCard?: ConnectCard;
  connectCardConfig?: Partial<ConnectCardConfig>;
}

/** Settings of how one connection uses its destination. */
export interface DestinationConfiguration {
  /** Snowflake warehouse that does the loading. */
  virtualWarehouse?: string;
}

/** A page of Fivetran's on which somebody signs in to the source. */
export interface ConnectCard {
  /** A secret: anybody who has it can set up the connection, for one day. */
  token: string;

  /** A secret for the same reason. */
  uri: string;
}

/** How a Connect Card looks, and where it leads. */
export interface ConnectCardConfig {
  /** Where the browser goes afterwards; http or https. */
  redirectUri: string;

  /** @default false */
  hideSetupGuide?: boolean;

  /** Whether to ask for every setting, not only for what is missing. @default false */
  allFields?: boolean;
}

/** The result of making a Connect Card. */
export interface NewConnectCard {
  connectorId?: string;
  connectCard: ConnectCard;
  connectCardConfig?: Partial<ConnectCardConfig>;
}

/** What can be set both when a connection is made and later. */
interface ConnectionSettings extends SetupTestOptions {
  /** @default false, which is Fivetran's own: without it a new connection starts to sync */
  paused?: boolean;

  /** @default false */
  pauseAfterTrial?: boolean;

  /** @unit minutes @default 360 */
  syncFrequency?: SyncFrequency;

  /** Time of the daily sync, such as `14:00`; only with a frequency of 1440 minutes. */
  dailySyncTime?: string;

  /** @default "auto" */
  scheduleType?: ScheduleType;

  /** When it syncs; goes before the three above. An account that does not know it refuses it (400): say those three then. */
  schedule?: ConnectionSchedule;

  /** Whether Fivetran compares what it loaded with the source. Known from the Terraform provider alone. */
  dataChecks?: boolean;

  /** @default Fivetran's own: `LOW`, or `NORMAL` before September 2026 */
  dataDelaySensitivity?: DataDelaySensitivity;

  /** @unit minutes @default 0 */
  dataDelayThreshold?: number;

  /** @default "Directly" */
  networkingMethod?: NetworkingMethod;

  /** Null removes. */
  proxyAgentId?: string | null;

  /** Null removes. */
  privateLinkId?: string | null;

  /** Null removes. */
  hybridDeploymentAgentId?: string | null;
  destinationConfiguration?: DestinationConfiguration;

  /** Null removes. */
  externalSecretsManagerId?: string | null;

  /** Which key of the secrets manager holds which setting. The keys are the user's. */
  externalSecretsKeysConfig?: Record<string, string>;

  /** @default true, which is Fivetran's own */
  runSetupTests?: boolean;

  /** Fields of the body that this version does not know, with the keys as Fivetran has them. They win over what is said elsewhere. */
  extraFields?: Record<string, unknown>;
}

/** What a new connection of the service `S` needs. `config` may be left out where the service needs nothing in it. */
export type NewConnection<S extends ServiceOf<ConnectionConfigs> = CustomService> = NewConnectionSettings<S> &
  ConfigPart<ConfigOf<ConnectionConfigs, S>>;

/** What a new connection of the service `S` needs, but for its own settings. */
export interface NewConnectionSettings<S extends ServiceOf<ConnectionConfigs>> extends ConnectionSettings {
  groupId: string;

  /** Kind of source, such as `postgres`. For one that the types do not know: `customService("new_service")`. */
  service: S;

  /** Settings that `config` has no type for yet. Merged into it, and win over what it says. */
  extraConfig?: Record<string, unknown>;

  /** The service's own credentials of an OAuth application or a signed-in user. Sent as they are, never returned. */
  auth?: ConfigOf<ConnectionAuths, S>;

  /** Returns a Connect Card with the connection; needs `runSetupTests: false`. */
  connectCardConfig?: ConnectCardConfig;

  /** Always sent, since Fivetran is going to demand it. @default "FIVETRAN_NAMING" */
  destinationSchemaNames?: DestinationSchemaNames;
}

/**
 * What can be changed on a connection, which is of the service `S` where that is said. Within `config` and `auth`, null
 * removes and what is not named stays.
 */
export interface ConnectionUpdate<S extends ServiceOf<ConnectionConfigs> = CustomService>
  extends ConnectionSettings {
  /** What service the connection is of, so that `config` and `auth` are checked. Not sent: it never changes. */
  service?: S;

  /** The service's own settings, with the keys as Fivetran has them. Sent as they are. */
  config?: ConfigChangesOf<ConnectionConfigs, S>;

  /** Settings that `config` has no type for yet. Merged into it, and win over what it says. */
  extraConfig?: Record<string, unknown>;

  /** The service's own credentials of an OAuth application or a signed-in user. Sent as they are, never returned. */
  auth?: ConfigChangesOf<ConnectionAuths, S>;

  /** `ready` releases a connection that waits for its schema to be reviewed. */
  schemaStatus?: SchemaStatus;

  /** True loads all historical data anew at the next sync. */
  isHistoricalSync?: boolean;
}

/** How a connection's syncs are doing. `isSyncing`, `lastSuccessOf` and the other readers take it. */
export type SyncStatus = Pick<
  Connection,
  | "id"
  | "paused"
  | "status"
  | "succeededAt"
  | "failedAt"
  | "syncFrequency"
  | "scheduleType"
  | "dailySyncTime"
  | "schedule"
>;

/** How often a connection syncs, besides the minutes. */
export interface SyncSchedule {
  /** What starts a sync. Stays as it is when it is not given. */
  scheduleType?: ScheduleType;

  /** Time of the daily sync, such as `14:00`; only with 1440 minutes. */
  dailySyncTime?: string;
}

/** What Fivetran says to a sync or a resync that was asked for. */
export interface SyncAnswer {
  /** `Success`. */
  code?: string;

  /** Such as `Sync has been successfully triggered for connection with id 'harbour_choking'`. */
  message?: string;
}

/** What a resync takes. */
export interface ResyncOptions {
  /** A resync loads all history again: it takes long, costs rows, and overwrites what is in the destination. */
  confirm: true;

  /** Names of tables by name of schema. Without it, everything. */
  scope?: Record<string, string[]>;
}

/** The cursor of a function or Connector SDK connection. Its content is the user's. */
export interface ConnectionState {
  state: Record<string, unknown>;
}
