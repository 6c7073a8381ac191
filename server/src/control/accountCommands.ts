import type { AccountRecord, ConnectionRecord } from "../records/account";
import type { SetupTestRule } from "../records/setupTests";
import type { ShapeTarget, SourceShape } from "../records/sourceShape";
import type { SyncRule } from "../records/syncs";
import type { ProjectRule, QuickstartPackage, TransformationRule } from "../records/transformations";
import type { ConnectionDetails } from "./connectionDetails";
import type { AccountOverview } from "./overview";
import type { RuleList } from "./ruleList";

export type StatusOverride = Partial<
  Pick<ConnectionRecord, "setupState" | "updateState" | "rescheduledFor" | "failedAt" | "tasks" | "warnings">
>;

export type AccountSettings = Partial<
  Pick<
    AccountRecord,
    | "unsupportedServices"
    | "personAuthorizedServices"
    | "addMetadataConnections"
    | "syncDurationMs"
    | "schedules"
    | "firstSyncDelayMs"
    | "privateLinkChangeMs"
    | "moveJobMs"
    | "movesAreJobs"
    | "rowFiltering"
  >
>;

/** Commands of a test to one account, beside the API. The changes of a command are durable when its promise resolves. */
export interface AccountCommands {
  readonly setupTests: RuleList<SetupTestRule>;
  /** How syncs end. */
  readonly syncRules: RuleList<SyncRule>;
  /** How runs of transformations end. */
  readonly transformationRules: RuleList<TransformationRule>;
  /** How the set-up of transformation projects ends. */
  readonly projectRules: RuleList<ProjectRule>;
  /** Gives the matching connections their source; each sees it at its next reload or sync. */
  setShape(target: ShapeTarget, shape: SourceShape): Promise<void>;
  /** Stands for the person who authorizes a connection in a browser; its setup tests run as they would then. */
  authorize(connectionId: string): Promise<void>;
  /** Triggers a sync, as a client would. @throws ApiError where the API refuses it */
  sync(connectionId: string): Promise<void>;
  /** Pauses or resumes a connection, as a client would who wants no setup tests for it. */
  setPaused(connectionId: string, paused: boolean): Promise<void>;
  /** Makes a connection look broken, delayed or rescheduled. */
  setStatus(connectionId: string, status: StatusOverride): Promise<void>;
  /** Adds Fivetran's own `fivetran_metadata` connection to a group. @returns its id */
  addMetadataConnection(groupId: string): Promise<string>;
  configure(settings: AccountSettings): Promise<void>;
  /** Adds a Quickstart package, or a newer version of one, to which transformations can be upgraded. */
  setQuickstartPackage(one: QuickstartPackage): Promise<void>;
  /** What is in the account, as a tree, for people to look at. */
  overview(): Promise<AccountOverview>;
  /** The source, schema config and syncs of a connection. @throws ApiError when there is none with this id */
  details(connectionId: string): Promise<ConnectionDetails>;
}
