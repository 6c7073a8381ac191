/** The maker of the models of a transformation: the user, in a dbt project, or Fivetran, in a package. */
export type TransformationType = "DBT_CORE" | "QUICKSTART" | (string & {});

/** States known today; Fivetran may add others. */
export type TransformationStatus =
  | "NEW"
  | "SCHEDULING"
  | "RUNNING"
  | "TERMINATING"
  | "SUCCEEDED"
  | "FAILED"
  | "BLOCKED"
  | "CANCELED"
  | "PARTIALLY_SUCCEEDED"
  | (string & {});

/** What starts a transformation: syncs (`INTEGRATED`), times of a day, a fixed pause, or cron expressions. */
export type TransformationScheduleType = "INTEGRATED" | "TIME_OF_DAY" | "INTERVAL" | "CRON" | (string & {});

/** As Fivetran writes them. */
export type DayOfWeek =
  | "MONDAY"
  | "TUESDAY"
  | "WEDNESDAY"
  | "THURSDAY"
  | "FRIDAY"
  | "SATURDAY"
  | "SUNDAY"
  | (string & {});

/** When a transformation runs. Which fields count depends on `scheduleType`. */
export interface TransformationSchedule {
  scheduleType: TransformationScheduleType;

  /** For `CRON`: expressions of five fields, any of which may fire. */
  cron?: string[];

  /** For `INTERVAL`. @unit minutes */
  interval?: number;

  /** For `TIME_OF_DAY` and `INTERVAL`. None means every day. */
  daysOfWeek?: DayOfWeek[];

  /** For `TIME_OF_DAY`: a full or half hour, such as `13:30`. */
  timeOfDay?: string;

  /** For dbt: connections of the project's group whose syncs it waits for. */
  connectionIds?: string[];

  /** Transformations that it waits for. */
  transformationIds?: string[];

  /** Whether a schedule of times waits for syncs too. */
  smartSyncing?: boolean;
}

/** One command that a dbt transformation runs. */
export interface TransformationStep {
  name?: string;

  /** Such as `dbt run --select orders`. */
  command?: string;
}

/** The settings of either kind: the first three are a dbt transformation's, the others a package's. */
export interface TransformationConfig {
  projectId?: string;
  name?: string;
  steps?: TransformationStep[];
  packageName?: string;

  /** The connections whose data the package transforms. */
  connectionIds?: string[];

  /** Names of models that are left out. */
  excludedModels?: string[];

  /** Whether the package has a later version; `upgrade` takes it. */
  upgradeAvailable?: boolean;

  /** Values of the package's variables. The keys are the package's, and sent and read as they are. */
  configurableVariables?: Record<string, unknown>;

  /** Where the package runs, when that is not the group of its connections. */
  groupId?: string;
}

/** Models that Fivetran runs in a destination. */
export interface Transformation {
  id: string;
  type?: TransformationType;
  status?: TransformationStatus;
  paused?: boolean;
  schedule?: Partial<TransformationSchedule>;

  /** Id of the user or the system key that made it. */
  createdById?: string;

  /** RFC 3339, in UTC. */
  createdAt?: string;

  /** RFC 3339, in UTC; null for one that never ran. */
  lastStartedAt?: string | null;

  /** RFC 3339, in UTC; null for one that never ended. */
  lastEndedAt?: string | null;
  outputModelNames?: string[];
  transformationConfig?: TransformationConfig;
}

/** The settings of a new dbt transformation. */
export interface NewDbtTransformationConfig {
  projectId: string;
  name: string;
  steps: TransformationStep[];
}

/** The settings of a new transformation by a package. */
export interface NewQuickstartTransformationConfig {
  /** Found out by the services of `connectionIds` when it is not given. */
  packageName?: string;
  connectionIds?: string[];
  excludedModels?: string[];
  configurableVariables?: Record<string, unknown>;

  /** Where the package runs, such as a group that is linked to a managed data lake. @default the group of the connections */
  groupId?: string;
}

/** The settings that go with a type. Those of a type that this version does not know are not checked. */
export type NewTransformationConfig<T extends TransformationType> = T extends "DBT_CORE"
  ? NewDbtTransformationConfig
  : T extends "QUICKSTART"
    ? NewQuickstartTransformationConfig
    : Record<string, unknown>;

/** What a new transformation needs. */
export interface NewTransformation<T extends TransformationType = TransformationType> {
  type: T;
  transformationConfig: NewTransformationConfig<T>;
  schedule?: TransformationSchedule;

  /** Whether it is made without being started. */
  paused?: boolean;
}

/** What can be changed on a transformation. Its type, its package and its connections cannot. */
export interface TransformationUpdate {
  schedule?: TransformationSchedule;
  paused?: boolean;

  /** The first three for dbt, the others for a package. What is not given stays. */
  transformationConfig?: Pick<
    TransformationConfig,
    "projectId" | "name" | "steps" | "excludedModels" | "configurableVariables" | "groupId"
  >;
}

/** A package of models that Fivetran maintains. */
export interface TransformationPackageMetadata {
  id: string;
  name?: string;
  version?: string;

  /** Services whose data it transforms. */
  connectorTypes?: string[];
  outputModelNames?: string[];

  /** What its variables are, by their names, as Fivetran describes them. */
  configurableVariables?: Record<string, unknown>;
}
