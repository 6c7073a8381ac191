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
export type { Clock, CreateOptions, FivetranClientOptions, RequestOptions, RetryEvent } from "./options";
export { Listing, type Page, type PageOptions } from "./pagination";
export { isPaused, isSyncing, lastSuccessOf, syncStateOf } from "./readers";
export { ConnectionSchemas } from "./resources/connectionSchemas";
export type * from "./resources/connectionSchemas.types";
export { Connections } from "./resources/connections";
export type * from "./resources/connections.types";
export {
  type Destination,
  Destinations,
  type DestinationUpdate,
  type NewDestination,
  type SetupStatus,
} from "./resources/destinations";
export {
  type Group,
  type GroupPublicKey,
  type GroupServiceAccount,
  Groups,
  type GroupUpdate,
  type NewGroup,
  type NewGroupUser,
  type User,
} from "./resources/groups";
export type { NetworkingMethod, SetupTest, SetupTestOptions, SetupTestStatus } from "./resources/setupTests";
export { VERSION } from "./version";
