import { messages } from "./messages";

/** The codes of error answers that clients tell apart. */
export type ErrorCode =
  | "InvalidInput"
  | "BadRequest"
  | "AuthFailed"
  | "MethodNotAllowed"
  | "NotAcceptable"
  | "PayloadTooLarge"
  | "UnsupportedMediaType"
  | "Conflict"
  | "IllegalState"
  | "UserExists"
  | "TooManyRequests"
  | "InternalServerError"
  | "ServiceUnavailable"
  | "NotFound"
  | "NotFound_Group"
  | "NotFound_Destination"
  | "NotFound_Connection"
  | "NotFound_SchemaConfig"
  | "NotFound_Team"
  | "NotFound_LogService"
  | "NotFound_RemoteExecutionAgent"
  | "Forbidden"
  | "NotFound_ConnectorSdkPackage"
  | "NotFound_Transformation"
  | "NotFound_TransformationPackage"
  | "NotFound_TransformationProject"
  | "NotFound_Integration";

/** A refusal as the client gets it: `{code, message}` with this status. Operations throw it before they change anything. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** The body codes of 401, 405, 406 and 415 are not documented: chosen here, UNPROVEN. */
export const errors = {
  invalidInput: (message: string) => new ApiError(400, "InvalidInput", message),
  unauthorized: () => new ApiError(401, "AuthFailed", messages.unauthorized),
  methodNotAllowed: (method: string) =>
    new ApiError(405, "MethodNotAllowed", messages.methodNotAllowed(method)),
  stateUnsupported: () => new ApiError(405, "MethodNotAllowed", messages.connections.stateUnsupported),
  notAcceptable: (accept: string) => new ApiError(406, "NotAcceptable", messages.notAcceptable(accept)),
  /** Status and code are chosen, UNPROVEN. */
  payloadTooLarge: () => new ApiError(413, "PayloadTooLarge", messages.payloadTooLarge),
  bodyTooLarge: (maxBytes: number) => new ApiError(413, "PayloadTooLarge", messages.bodyTooLarge(maxBytes)),
  /** Another web page, or a name that was made to lead here. The service has nothing of the kind. */
  notForPages: (message: string) => new ApiError(403, "Forbidden", message),
  /** Something that this caller may not do. */
  notAllowed: (message: string) => new ApiError(403, "Forbidden", message),
  /** The data folder cannot be written. Nothing of the request was done. */
  storeFailed: (message: string) => new ApiError(503, "ServiceUnavailable", message),
  unsupportedMediaType: () => new ApiError(415, "UnsupportedMediaType", messages.unsupportedMediaType),
  conflict: (message: string) => new ApiError(409, "Conflict", message),
  tooManyRequests: () => new ApiError(429, "TooManyRequests", messages.tooManyRequests),
  unknownPath: () => new ApiError(404, "NotFound", messages.unknownPath),
  noGroup: (id: string) => new ApiError(404, "NotFound_Group", messages.notFound("Group", id)),
  noDestination: (id: string) =>
    new ApiError(404, "NotFound_Destination", messages.notFound("Destination", id)),
  noConnection: (id: string) => new ApiError(404, "NotFound_Connection", messages.notFound("Connection", id)),
  noSchemaConfig: (id: string) => new ApiError(404, "NotFound_SchemaConfig", messages.noSchemaConfig(id)),
  noTeam: (id: string) => new ApiError(404, "NotFound_Team", messages.notFound("Team", id)),
  noLogService: (message: string) => new ApiError(404, "NotFound_LogService", message),
  noHybridAgent: (id: string) =>
    new ApiError(404, "NotFound_RemoteExecutionAgent", messages.notFound("Hybrid deployment agent", id)),
  noConnectorSdkPackage: (id: string) =>
    new ApiError(404, "NotFound_ConnectorSdkPackage", messages.notFound("Connector SDK package", id)),
  /** The status is documented; the code is UNPROVEN. */
  packageInUse: (message: string) => new ApiError(403, "Forbidden", message),
  /** Clients only look at the beginning of these three codes. */
  noTransformation: (id: string) =>
    new ApiError(404, "NotFound_Transformation", messages.notFound("Transformation", id)),
  noTransformationPackage: (id: string) =>
    new ApiError(404, "NotFound_TransformationPackage", messages.notFound("Transformation package", id)),
  noTransformationProject: (id: string) =>
    new ApiError(404, "NotFound_TransformationProject", messages.notFound("Transformation project", id)),
  noConnectorType: (service: string) =>
    new ApiError(404, "NotFound_Integration", messages.connectorTypes.missing(service)),
  /** What external secrets managers say instead of `InvalidInput`. */
  badRequest: (message: string) => new ApiError(400, "BadRequest", message),
  /** The code is compared by go-fivetran's end-to-end tests; the status is UNPROVEN. */
  illegalState: (message: string) => new ApiError(409, "IllegalState", message),
  /** A client in the field (a Go program that invites people) takes 409 or this code for a user who is there. */
  userExists: (email: string) => new ApiError(409, "UserExists", messages.users.exists(email)),
  notFound: (message: string) => new ApiError(404, "NotFound", message),
  internal: () => new ApiError(500, "InternalServerError", messages.internal),
};
