import type { SetupTest } from "./setupTests";

/** Kind of project. Fivetran's documentation has `DBT_CORE`, its own client library sends `DBT_GIT`. */
export type TransformationProjectType = "DBT_CORE" | "DBT_GIT" | (string & {});

/** States known today; Fivetran may add others. */
export type TransformationProjectStatus = "NOT_READY" | "READY" | "ERROR" | (string & {});

/** A dbt project, as lists show it. */
export interface TransformationProjectSummary {
  id: string;
  type?: TransformationProjectType;

  /** The group into whose destination it writes. */
  groupId?: string;

  /** Id of the user or the system key that made it. */
  createdById?: string;

  /** RFC 3339, in UTC. */
  createdAt?: string;
}

/** A dbt project in a Git repository, from which Fivetran runs transformations. */
export interface TransformationProject extends TransformationProjectSummary {
  status?: TransformationProjectStatus;

  /** Why it is not ready. */
  errors?: string[];
  projectConfig?: TransformationProjectConfig;

  /** Only in answers to `create`, `update` and `runSetupTests`. */
  setupTests?: SetupTest[];
}

/** The settings of a project. */
export interface TransformationProjectConfig extends TransformationProjectConfigUpdate {
  /** Such as `1.9.0`. */
  dbtVersion?: string;

  /** Schema in the destination for models that name none. */
  defaultSchema?: string;
  gitRemoteUrl?: string;

  /** SSH key that Fivetran made: the repository must let it read. */
  publicKey?: string;
}

/** The settings of a new project. */
export interface NewTransformationProjectConfig extends TransformationProjectConfigUpdate {
  /** Such as `1.9.0`. */
  dbtVersion: string;

  /** Schema in the destination for models that name none. */
  defaultSchema: string;
  gitRemoteUrl: string;
}

/** The settings of a project that can be changed. */
export interface TransformationProjectConfigUpdate {
  /** Where in the repository the project lies. */
  folderPath?: string;
  gitBranch?: string;

  /** How many models dbt builds at once. */
  threads?: number;

  /** dbt's target, for models that ask for its name. */
  targetName?: string;

  /** Each as `DBT_NAME=value`: Fivetran passes on only names that begin so. */
  environmentVars?: string[];
}

/** What a new project needs. */
export interface NewTransformationProject {
  groupId: string;
  type: TransformationProjectType;
  projectConfig: NewTransformationProjectConfig;

  /** Whether it is tested at once. */
  runTests?: boolean;
}

/** What can be changed on a project. */
export interface TransformationProjectUpdate {
  projectConfig?: TransformationProjectConfigUpdate;

  /** Whether it is tested at once. */
  runTests?: boolean;
}
