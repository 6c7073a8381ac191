import type { Problem } from "../store/operations";

/** A request that is refused: what is answered as `application/problem+json` (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(
    readonly status: number,
    readonly kind: string,
    message: string,
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** What a problem is answered with. */
export interface ProblemBody extends Readonly<Record<string, unknown>> {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}

const TITLES: Readonly<Record<number, string>> = {
  400: "The request is not right",
  401: "Who asks is not known",
  403: "This may not be asked",
  404: "There is no such thing",
  405: "This cannot be done here",
  409: "Something stands in the way",
  413: "The body is too large",
  415: "The body is not JSON",
  422: "The request contradicts an earlier one",
  429: "Fivetran asks to wait",
  500: "The service failed",
  502: "Fivetran did not answer as it should",
  503: "The service cannot answer now",
};

export function problemBody({ status, kind, message, more }: ProblemError): ProblemBody {
  return {
    type: `urn:fivetran-operations:problem:${kind}`,
    title: TITLES[status] ?? "The request failed",
    status,
    detail: message,
    ...more,
  };
}

/** A body with one of two fields that mean nothing without each other. */
export function halfOfCredentials(): ProblemError {
  const detail = "api_key and api_secret belong together: the body has one of them.";
  return new ProblemError(400, "invalid", detail);
}

/** Statuses of Fivetran's that mean the same to whoever asks here. */
const PASSED_ON = new Set([400, 401, 403, 404, 405, 409, 422, 429]);

/** The answer to a request whose operation failed. */
export function problemOfOperation(operationId: string | undefined, problem: Problem): ProblemError {
  const { kind, message, step, status, requestId } = problem;
  const own = kind === "credentials" || kind === "cancelled" || kind === "otherVersion" ? 409 : 502;
  const answered = status !== undefined && PASSED_ON.has(status) ? status : own;
  return new ProblemError(answered, kind, message, {
    ...(operationId === undefined ? {} : { operation_id: operationId }),
    ...(step === undefined ? {} : { step }),
    ...(requestId === undefined ? {} : { fivetran_request_id: requestId }),
  });
}
