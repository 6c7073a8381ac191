import { isFivetranError, isRetryable, isUnexpectedAnswer } from "@pulumi-fivetran/sdk";
import { DatabaseUnavailableError } from "../store/database";
import type { Problem } from "../store/operations";
import { UnsealableError } from "../vault/vault";
import { CredentialsError } from "./credentialsError";
import { StepFailure } from "./stepFailure";

/** Whether the same step may succeed later with nothing changed. */
export function isPassing(error: unknown): boolean {
  return isRetryable(error) || isUnexpectedAnswer(error) || error instanceof DatabaseUnavailableError;
}

/** Whether other credentials would help. */
export function lacksCredentials(error: unknown): boolean {
  return error instanceof UnsealableError || error instanceof CredentialsError;
}

/** An error as data, with what Fivetran said of it. The client's errors hold no secret. */
export function problemOf(error: unknown, step: string): Problem {
  if (error instanceof StepFailure) return { step, ...error.problem };
  if (isFivetranError(error)) {
    const { status, requestId } = error;
    return {
      kind: error.kind,
      message: error.message,
      step,
      ...(status === undefined ? {} : { status }),
      ...(requestId === undefined ? {} : { requestId }),
    };
  }
  if (error instanceof Error && lacksCredentials(error))
    return { kind: "credentials", message: error.message, step };
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { kind: "unexpected", message: `An unexpected error in step '${step}': ${said}`, step };
}
