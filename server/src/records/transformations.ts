import type { SetupTest } from "./setupTests";

/** A dbt project of a group. */
export interface TransformationProjectRecord {
  readonly id: string;
  readonly groupId: string;
  /** `DBT_CORE` or, as older clients say, `DBT_GIT`: the one it was made with. */
  readonly type: string;
  readonly status: "NOT_READY" | "READY" | "ERROR";
  readonly errors: readonly string[];
  /** Under the API's own keys, with the public key. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
  readonly createdById: string;
}

export type TransformationStatus =
  | "NEW"
  | "RUNNING"
  | "SUCCEEDED"
  | "FAILED"
  | "BLOCKED"
  | "CANCELED"
  | "PARTIALLY_SUCCEEDED";

export type Weekday = "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY";

/** When a transformation runs, in the API's own keys. Which of them count depends on the type; times are UTC. */
export interface TransformationSchedule {
  readonly schedule_type: "INTEGRATED" | "TIME_OF_DAY" | "INTERVAL" | "CRON";
  readonly cron?: readonly string[] | undefined;
  /** Minutes. */
  readonly interval?: number | undefined;
  /** None is every day. */
  readonly days_of_week?: readonly Weekday[] | undefined;
  readonly time_of_day?: string | undefined;
  readonly connection_ids?: readonly string[] | undefined;
  readonly transformation_ids?: readonly string[] | undefined;
  readonly smart_syncing?: boolean | undefined;
}

/** What both types of transformations have. */
export interface TransformationFields {
  readonly id: string;
  readonly groupId: string;
  readonly status: TransformationStatus;
  readonly schedule: TransformationSchedule;
  readonly paused: boolean;
  readonly createdAt: string;
  readonly createdById: string;
  readonly lastStartedAt?: string | undefined;
  readonly lastEndedAt?: string | undefined;
  /** The cause of the run that is under way; absent when none is. */
  readonly startedBy?: RunStart | undefined;
  /** Ids of the connections and transformations that an integrated schedule waits for and that have ended since the last run. */
  readonly arrived: readonly string[];
}

/** Why a run began. */
export type RunStart = "manual" | "scheduler" | "integrated_scheduler";

export interface DbtTransformationRecord extends TransformationFields {
  readonly type: "DBT_CORE";
  readonly config: {
    readonly project_id: string;
    readonly name: string;
    readonly steps: readonly TransformationStep[];
  };
}

export interface TransformationStep {
  readonly name?: string | undefined;
  readonly command?: string | undefined;
}

export interface QuickstartTransformationRecord extends TransformationFields {
  readonly type: "QUICKSTART";
  readonly config: {
    readonly package_name: string;
    readonly connection_ids: readonly string[];
    readonly excluded_models: readonly string[];
    readonly configurable_variables?: Readonly<Record<string, unknown>> | undefined;
    /** Where it runs, when that was said. */
    readonly group_id?: string | undefined;
  };
  /** The version of its package that it runs, until it is upgraded. */
  readonly packageVersion: string;
}

export type TransformationRecord = DbtTransformationRecord | QuickstartTransformationRecord;

/** A Quickstart package, as the API's metadata tells of it. */
export interface QuickstartPackage {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** The services that it is for. */
  readonly connectorTypes: readonly string[];
  readonly outputModelNames: readonly string[];
  readonly configurableVariables?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Decides how runs of what it matches end. Every field that is given must match; of several rules that do, the one added last
 * counts. Without a rule, a run has succeeded at once.
 */
export interface TransformationRule {
  readonly transformationId?: string | undefined;
  /** Of the dbt project. */
  readonly projectId?: string | undefined;
  /** The name in a dbt transformation's config. */
  readonly name?: string | undefined;
  /** Of a Quickstart transformation. */
  readonly packageName?: string | undefined;
  /** Default `SUCCEEDED`. */
  readonly status?: "SUCCEEDED" | "FAILED" | "PARTIALLY_SUCCEEDED" | "BLOCKED" | undefined;
  /** How long a run takes, on the server's clock. Default 0: it has ended when the call that starts it returns. */
  readonly durationMs?: number | undefined;
  /** What dbt says in the event of the run's end. */
  readonly output?: string | undefined;
}

/**
 * Decides how the set-up of projects that it matches ends. As with other rules, every field that is given must match, and the one
 * added last counts. Without a rule, a project is ready when it is next looked at.
 */
export interface ProjectRule {
  readonly projectId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly gitRemoteUrl?: string | undefined;
  /** A failed one makes the project `ERROR`, with its message among the errors. Default: all pass. */
  readonly tests?: readonly SetupTest[] | undefined;
  /** How long the project is `NOT_READY`, on the server's clock. Default 0. */
  readonly setupMs?: number | undefined;
}

export type TransformationRuleRecord = TransformationRule & { readonly id: string };
export type ProjectRuleRecord = ProjectRule & { readonly id: string };
