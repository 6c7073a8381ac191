// This file is over 300 lines because it is the list of what the package exports, a name a line.
export type { AddressProblem, Advice } from "./advice";
export { describeAdvice } from "./advice";
export { FivetranClient } from "./client";
export type { OptionProblem } from "./clientOptionsError";
export { ClientOptionsError } from "./clientOptionsError";
export type { FivetranErrorDetails, FivetranErrorKind } from "./errors";
export {
  AbortedError,
  AuthenticationError,
  ConflictError,
  FivetranError,
  InvalidInputError,
  isAborted,
  isAuthenticationFailure,
  isConflict,
  isFivetranError,
  isInvalidInput,
  isNetworkFailure,
  isNotFound,
  isNotOffered,
  isPermissionDenied,
  isRateLimited,
  isRetryable,
  isServerFailure,
  isTimeout,
  isUnexpectedAnswer,
  NetworkError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnexpectedAnswerError,
} from "./errors";
export type {
  ClientEvent,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  UnknownSettingEvent,
  UnreadableEvent,
} from "./events";
export { ExactNumber } from "./exactNumber";
export { escapeControls } from "./failures/escape";
export { redactorOf } from "./failures/redact";
export { LazyList } from "./lazyList";
export type {
  Clock,
  CreateOptions,
  FivetranClientOptions,
  Plan,
  RateLimit,
  RateLimitClass,
  RateLimits,
  RequestOptions,
} from "./options";
export type { ListOptions, ListSource, Page, PageOptions, StrictFields, Told } from "./pagination";
export { Listing } from "./pagination";
export {
  hasFailed,
  isPaused,
  isSyncing,
  lastFailureOf,
  lastSuccessOf,
  rescheduledTimeOf,
  syncStateOf,
} from "./readers";
export type { AccountInfo } from "./resources/account";
export { Account } from "./resources/account";
export { ApiKeys } from "./resources/apiKeys";
export type {
  ApiKey,
  ApiKeyExpiration,
  ApiKeyRotation,
  ApiKeyStatus,
  ApiKeyWithSecret,
} from "./resources/apiKeys.types";
export { Certificates } from "./resources/certificates";
export type {
  Certificate,
  CertificateApproval,
  Fingerprint,
  FingerprintApproval,
  LegacyCertificateApproval,
} from "./resources/certificates.types";
export type {
  SyncHistoryEntry,
  SyncHistoryWindow,
  SyncResult,
  SyncStage,
  SyncStages,
  TableWarning,
  TableWarnings,
} from "./resources/connectionHistory.types";
export type {
  ConnectionMove,
  ConnectionMoveJob,
  ConnectionMoveOptions,
  MoveJobStatus,
  SyncBehavior,
} from "./resources/connectionMoves.types";
export type { ConnectionSchedule, ConnectionScheduleType } from "./resources/connectionSchedule.types";
export { ConnectionSchemas } from "./resources/connectionSchemas";
export type {
  ColumnConfig,
  ColumnsToDrop,
  ColumnUpdate,
  ConnectionSchemaConfig,
  EnabledPatchSettings,
  LockReason,
  ReloadOptions,
  ResyncTablesOptions,
  SchemaChangeHandling,
  SchemaConfig,
  SchemaConfigPrecreation,
  SchemaConfigUpdate,
  SchemaUpdate,
  TableColumns,
  TableConfig,
  TableSyncMode,
  TableUpdate,
} from "./resources/connectionSchemas.types";
export { Connections } from "./resources/connections";
export type {
  Alert,
  ConnectCard,
  ConnectCardConfig,
  Connection,
  ConnectionState,
  ConnectionStatus,
  ConnectionSummary,
  ConnectionUpdate,
  DataDelaySensitivity,
  DestinationConfiguration,
  DestinationSchemaNames,
  NewConnectCard,
  NewConnection,
  NewConnectionSettings,
  ResyncOptions,
  ScheduleType,
  SchemaStatus,
  SetupState,
  SyncAnswer,
  SyncFrequency,
  SyncSchedule,
  SyncState,
  SyncStatus,
  UpdateState,
} from "./resources/connections.types";
export { ConnectorMetadata } from "./resources/connectorMetadata";
export type {
  ConnectorClass,
  ConnectorFeature,
  ConnectorType,
  ConnectorTypeSummary,
  ServiceStatus,
} from "./resources/connectorMetadata.types";
export { ConnectorSdkPackages } from "./resources/connectorSdkPackages";
export type { ConnectorSdkPackage, PackageFile } from "./resources/connectorSdkPackages.types";
export { Destinations } from "./resources/destinations";
export type {
  Destination,
  DestinationUpdate,
  NewDestination,
  SetupStatus,
} from "./resources/destinations.types";
export { ExternalLogging } from "./resources/externalLogging";
export type {
  LogService,
  LogServiceSetupTests,
  LogServiceStatus,
  LogServiceSummary,
  LogServiceUpdate,
  NewAccountLogService,
  NewLogService,
} from "./resources/externalLogging.types";
export { ExternalSecretsManagers } from "./resources/externalSecretsManagers";
export type {
  ExternalSecretsManager,
  ExternalSecretsManagerEntity,
  ExternalSecretsManagerEntityType,
  ExternalSecretsManagerType,
  ExternalSecretsManagerUpdate,
  NewExternalSecretsManager,
} from "./resources/externalSecretsManagers.types";
export type {
  Group,
  GroupPublicKey,
  GroupServiceAccount,
  GroupUpdate,
  NewGroup,
  NewGroupUser,
} from "./resources/groups";
export { Groups } from "./resources/groups";
export type { HvrHub, HvrRegistration } from "./resources/hvr";
export { Hvr } from "./resources/hvr";
export { HybridDeploymentAgents } from "./resources/hybridDeploymentAgents";
export type {
  HybridDeploymentAgent,
  HybridDeploymentAgentFiles,
  HybridDeploymentAgentUsage,
  HybridDeploymentAgentWithSecrets,
  HybridDeploymentAuthType,
  HybridDeploymentType,
  NewHybridDeploymentAgent,
} from "./resources/hybridDeploymentAgents.types";
export type { Membership, MembershipUpdate, NewMembership } from "./resources/memberships.types";
export { PrivateLinks } from "./resources/privateLinks";
export type {
  CloudProvider,
  NewPrivateLink,
  PrivateLink,
  PrivateLinkState,
  PrivateLinkUpdate,
} from "./resources/privateLinks.types";
export { ProxyAgents } from "./resources/proxyAgents";
export type {
  NewProxyAgent,
  ProxyAgent,
  ProxyAgentConnection,
  ProxyAgentSecrets,
  ProxyAgentStatus,
  ProxyAgentSummary,
  ProxyAgentUsage,
} from "./resources/proxyAgents.types";
export { PublicEndpoints } from "./resources/publicEndpoints";
export type { ProxyAgentRegion, Region, TimeZoneOffset } from "./resources/regions.types";
export { Roles } from "./resources/roles";
export type { Role, RoleScope } from "./resources/roles.types";
export type {
  CurrentRowFilter,
  RowFilter,
  RowFilterClause,
  RowFilterClauseOperator,
  RowFilterColumnType,
  RowFilterOperator,
  TargetDataType,
} from "./resources/rowFilters.types";
export type { NetworkingMethod, SetupTest, SetupTestOptions, SetupTestStatus } from "./resources/setupTests";
export { SystemKeys } from "./resources/systemKeys";
export type {
  NewSystemKey,
  SystemKey,
  SystemKeyAccessLevel,
  SystemKeyExpiration,
  SystemKeyPermission,
  SystemKeyResourceFilter,
  SystemKeyResourceType,
  SystemKeyUpdate,
} from "./resources/systemKeys.types";
export { Teams } from "./resources/teams";
export type {
  NewTeam,
  NewTeamUserMembership,
  Team,
  TeamUpdate,
  TeamUserMembership,
} from "./resources/teams.types";
export { TransformationProjects } from "./resources/transformationProjects";
export type {
  NewTransformationProject,
  NewTransformationProjectConfig,
  TransformationProject,
  TransformationProjectConfig,
  TransformationProjectConfigUpdate,
  TransformationProjectStatus,
  TransformationProjectSummary,
  TransformationProjectType,
  TransformationProjectUpdate,
} from "./resources/transformationProjects.types";
export { Transformations } from "./resources/transformations";
export type {
  DayOfWeek,
  NewDbtTransformationConfig,
  NewQuickstartTransformationConfig,
  NewTransformation,
  NewTransformationConfig,
  Transformation,
  TransformationConfig,
  TransformationPackageMetadata,
  TransformationSchedule,
  TransformationScheduleType,
  TransformationStatus,
  TransformationStep,
  TransformationType,
  TransformationUpdate,
} from "./resources/transformations.types";
export { Users } from "./resources/users";
export type {
  NewServiceAccount,
  NewUser,
  User,
  UserFilter,
  UserType,
  UserUpdate,
} from "./resources/users.types";
export { Webhooks } from "./resources/webhooks";
export type {
  NewWebhook,
  Webhook,
  WebhookTest,
  WebhookType,
  WebhookUpdate,
} from "./resources/webhooks.types";
export type {
  ConfigChanges,
  ConfigChangesOf,
  ConfigOf,
  ConfigPart,
  CustomService,
  ServiceOf,
} from "./services/types";
export { customService } from "./services/types";
export type { Listed, Unreadable, UnreadableField } from "./unreadable";
export { isUnreadable, UnreadableElement, unreadableFields } from "./unreadable";
export { VERSION } from "./version";
export type {
  KnownWebhookEventName,
  OtherWebhookEvent,
  SyncEndData,
  SyncEndEvent,
  SyncEndStatus,
  WebhookEvent,
  WebhookEventData,
  WebhookEventName,
} from "./webhooks/events";
export { isWebhookEvent } from "./webhooks/events";
export { InvalidWebhookError, parseWebhookEvent } from "./webhooks/parse";
export { verifyWebhookSignature, WEBHOOK_SIGNATURE_HEADER } from "./webhooks/signature";
export { parseJson, writeJson } from "./wire/json";
