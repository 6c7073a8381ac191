export type { AccountCommands, AccountSettings, StatusOverride } from "./control/accountCommands";
export type { AccountControl, SnapshotEntry } from "./control/accountControl";
export type { ConnectionDetails } from "./control/connectionDetails";
export type { Control } from "./control/control";
export type { AccountOverview, GroupOverview } from "./control/overview";
export type { RuleList } from "./control/ruleList";
export type { ApiKey } from "./http/credentials";
export type { Fault, ListedFault } from "./http/faults";
export type { CountListener, Halt, HaltPoint } from "./http/halts";
export type { JournalEntry, JournalListener } from "./http/journal";
export type { ServerOptions } from "./options";
export type { SetupTestRuleRecord } from "./records/account";
export type { SetupTest, SetupTestRule, SetupTestStatus } from "./records/setupTests";
export type {
  ColumnShape,
  Lock,
  LockReason,
  SchemaShape,
  ShapeTarget,
  SourceShape,
  SyncMode,
  TableShape,
} from "./records/sourceShape";
export type { Alert, SyncOutcome, SyncRecord, SyncRule, SyncStatus } from "./records/syncs";
export type { ProjectRule, QuickstartPackage, TransformationRule } from "./records/transformations";
export type { AccountSeed, Seed } from "./seed/seed";
export { type LocalAccount, type LocalServer, startServer } from "./server";
export type { Clock } from "./state/clock";
export type { IdSource } from "./state/ids";
export type {
  ExecutedConnection,
  ExecutedDestination,
  ExecutedEnd,
  ExecutedSync,
  SyncExecutor,
  SyncedTable,
  SyncListener,
  SyncRun,
} from "./syncExecutor";
export type { SyncEvent, SyncEventListener } from "./workers/syncFeed";
