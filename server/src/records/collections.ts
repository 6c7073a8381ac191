import type { AgendaRecord } from "../state/agenda";
import type {
  AccountRecord,
  ConnectionRecord,
  CounterRecord,
  DestinationRecord,
  GroupRecord,
  SchemaConfigRecord,
  SetupTestRuleRecord,
  SourceShapeRecord,
  UserRecord,
} from "./account";
import type { AgendaKind } from "./agenda";
import type { ConnectorSdkPackageRecord } from "./connectorSdk";
import type {
  ConnectorTypeRecord,
  HvrHubRecord,
  HybridAgentRecord,
  LogServiceRecord,
  PrivateLinkRecord,
  ProxyAgentRecord,
  SecretsManagerRecord,
} from "./infrastructure";
import type { MembershipRecord } from "./memberships";
import type { MoveJobRecord } from "./moves";
import type { ApiKeyRecord, RoleRecord, SystemKeyRecord, TeamRecord } from "./people";
import type { DiscoveryRecord } from "./schemaConfig";
import type { SyncRecord, SyncRuleRecord } from "./syncs";
import type {
  ProjectRuleRecord,
  QuickstartPackage,
  TransformationProjectRecord,
  TransformationRecord,
  TransformationRuleRecord,
} from "./transformations";
import type { TrustRecord } from "./trust";
import type { DeliveryRecord, WebhookRecord } from "./webhooks";

/** What one account holds, by collection. */
export interface Collections {
  account: AccountRecord;
  counters: CounterRecord;
  users: UserRecord;
  groups: GroupRecord;
  memberships: MembershipRecord;
  roles: RoleRecord;
  teams: TeamRecord;
  systemKeys: SystemKeyRecord;
  apiKeys: ApiKeyRecord;
  privateLinks: PrivateLinkRecord;
  proxyAgents: ProxyAgentRecord;
  hybridAgents: HybridAgentRecord;
  secretsManagers: SecretsManagerRecord;
  logServices: LogServiceRecord;
  hvrHubs: HvrHubRecord;
  connectorTypes: ConnectorTypeRecord;
  destinations: DestinationRecord;
  connections: ConnectionRecord;
  moveJobs: MoveJobRecord;
  schemaConfigs: SchemaConfigRecord;
  discoveries: DiscoveryRecord;
  sourceShapes: SourceShapeRecord;
  setupTestRules: SetupTestRuleRecord;
  syncRules: SyncRuleRecord;
  syncs: SyncRecord;
  trust: TrustRecord;
  agenda: AgendaRecord<AgendaKind>;
  connectorSdkPackages: ConnectorSdkPackageRecord;
  transformationProjects: TransformationProjectRecord;
  transformations: TransformationRecord;
  transformationRules: TransformationRuleRecord;
  projectRules: ProjectRuleRecord;
  quickstartPackages: QuickstartPackage;
  webhooks: WebhookRecord;
  deliveries: DeliveryRecord;
}
