export { FivetranClient } from "./client";
export {
  AbortedError,
  AuthenticationError,
  ConflictError,
  FivetranError,
  type FivetranErrorKind,
  InvalidInputError,
  isAborted,
  isAuthenticationFailure,
  isConflict,
  isFivetranError,
  isInvalidInput,
  isNetworkFailure,
  isNotFound,
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
export type { ClientEvent, RequestEvent, ResponseEvent, RetryEvent } from "./events";
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
export { Listing, type Page, type PageOptions } from "./pagination";
export { isPaused, isSyncing, lastSuccessOf, syncStateOf } from "./readers";
export { Account, type AccountInfo } from "./resources/account";
export { Certificates } from "./resources/certificates";
export type * from "./resources/certificates.types";
export { ConnectionSchemas } from "./resources/connectionSchemas";
export type * from "./resources/connectionSchemas.types";
export { Connections } from "./resources/connections";
export type * from "./resources/connections.types";
export { ConnectorMetadata } from "./resources/connectorMetadata";
export type * from "./resources/connectorMetadata.types";
export { ConnectorSdkPackages } from "./resources/connectorSdkPackages";
export type * from "./resources/connectorSdkPackages.types";
export {
  type Destination,
  Destinations,
  type DestinationUpdate,
  type NewDestination,
  type SetupStatus,
} from "./resources/destinations";
export { ExternalLogging } from "./resources/externalLogging";
export type * from "./resources/externalLogging.types";
export { ExternalSecretsManagers } from "./resources/externalSecretsManagers";
export type * from "./resources/externalSecretsManagers.types";
export {
  type Group,
  type GroupPublicKey,
  type GroupServiceAccount,
  Groups,
  type GroupUpdate,
  type NewGroup,
  type NewGroupUser,
} from "./resources/groups";
export { Hvr, type HvrHub, type HvrRegistration } from "./resources/hvr";
export { HybridDeploymentAgents } from "./resources/hybridDeploymentAgents";
export type * from "./resources/hybridDeploymentAgents.types";
export type * from "./resources/memberships.types";
export { PrivateLinks } from "./resources/privateLinks";
export type * from "./resources/privateLinks.types";
export { ProxyAgents } from "./resources/proxyAgents";
export type * from "./resources/proxyAgents.types";
export { PublicEndpoints } from "./resources/publicEndpoints";
export { type Role, type RoleScope, Roles } from "./resources/roles";
export type { NetworkingMethod, SetupTest, SetupTestOptions, SetupTestStatus } from "./resources/setupTests";
export { SystemKeys } from "./resources/systemKeys";
export type * from "./resources/systemKeys.types";
export { Teams } from "./resources/teams";
export type * from "./resources/teams.types";
export { TransformationProjects } from "./resources/transformationProjects";
export type * from "./resources/transformationProjects.types";
export { Transformations } from "./resources/transformations";
export type * from "./resources/transformations.types";
export { Users } from "./resources/users";
export type * from "./resources/users.types";
export { Webhooks } from "./resources/webhooks";
export type * from "./resources/webhooks.types";
export { type ConfigOf, type CustomService, customService, type ServiceOf } from "./services/types";
export { VERSION } from "./version";
export type * from "./webhooks/events";
export { isWebhookEvent } from "./webhooks/events";
export { InvalidWebhookError, parseWebhookEvent } from "./webhooks/parse";
export { verifyWebhookSignature, WEBHOOK_SIGNATURE_HEADER } from "./webhooks/signature";
