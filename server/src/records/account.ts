import type { ConnectionSchedule } from "./connectionSchedule";
import type { ColumnPath, SchemaChangeHandling, SchemaChoice } from "./schemaConfig";
import type { SetupFindings, SetupTestRule } from "./setupTests";
import type { ShapeTarget, SourceShape } from "./sourceShape";
import type { Alert, RunningSync } from "./syncs";

/** What the account holds. Records are plain data in camelCase and are replaced, never changed in place. Times are as the API writes them. */

export interface GroupRecord {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
}

/** A service account signs in with an API key only. */
export type UserType = "REGULAR_USER" | "SERVICE_ACCOUNT";

export interface UserRecord {
  readonly id: string;
  /** Null for a service account that was given none. */
  readonly email: string | null;
  /** A person when not given. */
  readonly type?: UserType | undefined;
  readonly givenName: string;
  readonly familyName: string;
  readonly verified: boolean;
  readonly invited: boolean;
  readonly active: boolean;
  readonly picture: string | null;
  readonly phone: string | null;
  /** The role in the account; empty for a user who has roles in groups only. */
  readonly role: string;
  readonly loggedInAt: string | null;
  readonly createdAt: string;
}

export type Networking = "Directly" | "PrivateLink" | "SshTunnel" | "ProxyAgent";
export type SetupState = "incomplete" | "connected" | "broken";

/** User data under the service's own keys. Secret values are sealed (see seal.ts). */
export type ServiceConfig = Readonly<Record<string, unknown>>;

/** Its id is its group's. */
export interface DestinationRecord {
  readonly id: string;
  readonly service: string;
  readonly region: string;
  readonly timeZoneOffset: string;
  readonly daylightSavingTimeEnabled: boolean;
  readonly setupStatus: SetupState;
  readonly setupFindings?: SetupFindings | undefined;
  readonly networkingMethod: Networking;
  readonly privateLinkId?: string | undefined;
  readonly proxyAgentId?: string | undefined;
  readonly hybridDeploymentAgentId?: string | undefined;
  readonly externalSecretsManagerId?: string | undefined;
  readonly config: ServiceConfig;
}

export interface ConnectionRecord {
  readonly id: string;
  readonly service: string;
  readonly serviceVersion: number;
  readonly groupId: string;
  /** Its name in the destination and in the API: `schema`, `schema.table`, `schema.table_group_name` or the schema prefix. */
  readonly schema: string;
  /** The config keys that gave the name, which are not part of `config`. */
  readonly naming: Readonly<Record<string, string>>;
  readonly paused: boolean;
  readonly pauseAfterTrial: boolean;
  readonly syncFrequency: number;
  readonly dailySyncTime?: string | undefined;
  readonly scheduleType: "auto" | "manual";
  /** Where it was said in the newer form; the three above say the same as far as they can. */
  readonly schedule?: ConnectionSchedule | undefined;
  /** Whether what was loaded is compared with the source; kept, and without effect here. */
  readonly dataChecks?: boolean | undefined;
  readonly dataDelaySensitivity: string;
  readonly dataDelayThreshold: number;
  readonly networkingMethod: Networking;
  readonly privateLinkId?: string | undefined;
  readonly proxyAgentId?: string | undefined;
  readonly hybridDeploymentAgentId?: string | undefined;
  readonly externalSecretsManagerId?: string | undefined;
  /** `FIVETRAN_NAMING` when not given. */
  readonly destinationSchemaNames?: "FIVETRAN_NAMING" | "SOURCE_NAMING" | undefined;
  readonly destinationConfiguration?: ServiceConfig | undefined;
  readonly config: ServiceConfig;
  /** Never returned; every value in it is sealed. */
  readonly auth: ServiceConfig;
  /** A person has authorized it (connect card). */
  readonly authorized: boolean;
  readonly setupState: SetupState;
  readonly setupFindings?: SetupFindings | undefined;
  readonly updateState: "on_schedule" | "delayed";
  readonly schemaStatus?: "blocked_on_capture" | "ready" | undefined;
  readonly tasks: readonly Alert[];
  readonly warnings: readonly Alert[];
  readonly isHistoricalSync: boolean;
  readonly runningSync?: RunningSync | undefined;
  /** How many syncs have started, ever. */
  readonly syncCount?: number | undefined;
  /** The schedule counts from here. Milliseconds since 1970 of the server's clock, as below. */
  readonly lastSyncStartedAtMs?: number | undefined;
  /** Since when no sync is missing: the last success, or the beginning of the schedule. Absent while nothing is scheduled. */
  readonly onTimeSinceMs?: number | undefined;
  /** A resync was asked for while nothing could sync; it starts as soon as that changes. */
  readonly isResyncDue?: true | undefined;
  /** The tables whose history the next success has read again. */
  readonly resyncTables?: TablesBySchema | undefined;
  /** Since when tables are warned of that are to be read again; absent where someone dismissed the warning. */
  readonly resyncWarnedAt?: string | undefined;
  /** Set when the source told it to wait. */
  readonly rescheduledFor?: string | undefined;
  readonly succeededAt: string | null;
  readonly failedAt: string | null;
  readonly createdAt: string;
  readonly connectedBy: string;
  /** Cursor state of a function or Connector SDK connection. */
  readonly state?: Readonly<Record<string, unknown>> | undefined;
  /** Whether `state` came from a checkpoint of its own code: then the destination has the same, together with the rows. */
  readonly stateIsCommitted?: boolean | undefined;
  /** The `secrets_list` of a connection whose own code may run, encrypted (see domain/secretBox.ts). */
  readonly lockedSecrets?: string | undefined;
}

export type TablesBySchema = Readonly<Record<string, readonly string[]>>;

/** What users chose in a connection's schema config. Kept under the connection's id. */
export interface SchemaConfigRecord {
  readonly schemaChangeHandling: SchemaChangeHandling;
  /** False from a pre-creation to the first discovery. */
  readonly discovered: boolean;
  readonly schemas: Readonly<Record<string, SchemaChoice>>;
  /** Columns that the next sync drops in the destination. */
  readonly drops?: readonly ColumnPath[] | undefined;
}

/** The source of a connection, or of all connections that match. */
export interface SourceShapeRecord {
  readonly id: string;
  readonly target: ShapeTarget;
  readonly shape: SourceShape;
}

export type SetupTestRuleRecord = SetupTestRule & { readonly id: string };

/** One record, under the id `account`. */
export interface AccountRecord {
  /** Its id when not given. */
  readonly name?: string | undefined;
  /** In the names of groups' service accounts; `fivetran-local` when not given. */
  readonly serviceAccountProject?: string | undefined;
  /** Keys the seals of secret values; made once for an account. */
  readonly sealKey: string;
  readonly ownerId: string;
  /** A service for which the API returns `Unsupported service`, although its name could be one. */
  readonly unsupportedServices: readonly string[];
  /** Services whose connections stay incomplete until a person has authorized them. */
  readonly personAuthorizedServices: readonly string[];
  /** Each new destination gets Fivetran's own `fivetran_metadata` connection. */
  readonly addMetadataConnections: boolean;
  /** How long a triggered sync runs. At 0 it has ended when the call returns. */
  readonly syncDurationMs: number;
  /** How long a private link takes to be made, changed or deleted; 10 seconds when not given. */
  readonly privateLinkChangeMs?: number | undefined;
  /** How long a job takes that moves a connection with its data; 10 seconds when not given. */
  readonly moveJobMs?: number | undefined;
  /** Whether every move is done by a job, not only one with its data; false when not given. */
  readonly movesAreJobs?: boolean | undefined;
  /** Whether the account has row filters; true when not given. */
  readonly rowFiltering?: boolean | undefined;
  /** Whether connections sync by themselves, on their schedules. */
  readonly schedules: boolean;
  /** How long after a connection has become able to sync its schedule begins. */
  readonly firstSyncDelayMs: number;
}

/** Kept under the id `ids`: how many ids were given. An id is never given twice, even after its object is gone. */
export interface CounterRecord {
  readonly next: number;
}
