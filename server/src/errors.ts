import { messages } from "./messages";

/** The codes of error answers that clients tell apart. */
export type ErrorCode =
  | "InvalidInput"
  | "AuthFailed"
  | "MethodNotAllowed"
  | "NotAcceptable"
  | "UnsupportedMediaType"
  | "Conflict"
  | "TooManyRequests"
  | "InternalServerError"
  | "NotFound"
  | "NotFound_Group"
  | "NotFound_Destination"
  | "NotFound_Connection"
  | "NotFound_SchemaConfig";

/** A refusal: what the client is answered, as `{code, message}` with this status. Operations throw it before they change anything. */
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
  unsupportedMediaType: () => new ApiError(415, "UnsupportedMediaType", messages.unsupportedMediaType),
  conflict: (message: string) => new ApiError(409, "Conflict", message),
  unknownPath: () => new ApiError(404, "NotFound", messages.unknownPath),
  noGroup: (id: string) => new ApiError(404, "NotFound_Group", messages.notFound("Group", id)),
  noDestination: (id: string) =>
    new ApiError(404, "NotFound_Destination", messages.notFound("Destination", id)),
  noConnection: (id: string) => new ApiError(404, "NotFound_Connection", messages.notFound("Connection", id)),
  noSchemaConfig: (id: string) => new ApiError(404, "NotFound_SchemaConfig", messages.noSchemaConfig(id)),
  notFound: (message: string) => new ApiError(404, "NotFound", message),
  internal: () => new ApiError(500, "InternalServerError", messages.internal),
};
