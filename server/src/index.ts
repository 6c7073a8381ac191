export type {
  AccountControl,
  AccountSettings,
  SnapshotEntry,
  StatusOverride,
} from "./control/accountControl";
export type { ConnectionDetails } from "./control/connectionDetails";
export type { Control } from "./control/control";
export type { AccountOverview, GroupOverview } from "./control/overview";
export type { RuleList } from "./control/ruleList";
export type { ApiKey } from "./http/credentials";
export type { Fault, ListedFault } from "./http/faults";
export type { CountListener, Halt, HaltPoint } from "./http/halts";
export type { JournalEntry, JournalListener } from "./http/journal";
export type { ServerOptions } from "./options";
export { type LocalAccount, type LocalServer, startServer } from "./server";
export type { Clock } from "./state/clock";
export type { IdSource } from "./state/ids";
export type { Alert, SetupTestRuleRecord } from "./state/records";
export type { AccountSeed, Seed } from "./state/seed/seed";
export type { SetupTest, SetupTestRule, SetupTestStatus } from "./state/setupTests";
export type {
  ColumnShape,
  Lock,
  LockReason,
  SchemaShape,
  ShapeTarget,
  SourceShape,
  SyncMode,
  TableShape,
} from "./state/sourceShape";
export type { SyncRecord, SyncStatus } from "./state/syncHistory";
export type { SyncOutcome, SyncRule } from "./state/syncRules";
export type { ProjectRule, QuickstartPackage, TransformationRule } from "./state/transformationRecords";
