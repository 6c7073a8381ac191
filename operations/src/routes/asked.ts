import type { Caller } from "../http/caller";
import { operationView } from "../http/operationView";
import { ProblemError, problemOfOperation } from "../http/problem";
import type { Answer, Call } from "../http/route";
import { IdempotencyConflictError } from "../runtime/idempotency";
import type { CredentialsFrom, Runtime } from "../runtime/runtime";
import { textOfState } from "../states/stateText";
import type { OperationRecord } from "../store/operations";
import type { Asked } from "../updateState";
import { CredentialsError } from "../workflow/credentialsError";

/** What a request may say of credentials. */
export interface CredentialsGiven {
  readonly api_key?: string | undefined;
  readonly api_secret?: string | undefined;
  readonly credentials?: string | undefined;
}

/** The credentials that a request is to be carried out with: its own, else those it may use of the service. */
export function credentialsOf(caller: Caller, { credentials }: CredentialsGiven): CredentialsFrom {
  if (caller.own !== undefined) {
    if (credentials === undefined) return { own: caller.own };
    throw new ProblemError(
      400,
      "invalid",
      "The request brings credentials and names others: send one of the two. Named ones need the token of the service.",
    );
  }
  return credentials === undefined ? { environment: true } : { named: credentials };
}

/** Who asks for what, by which credentials. @throws {ProblemError} for credentials that are not there */
export function askedBy(
  { caller, idempotencyKey, runtime }: Call,
  given: CredentialsGiven,
  operation: string,
): Asked {
  if (caller === undefined) throw new ProblemError(401, "unauthorized", "Who asks is not known.");
  const credentials = credentialsOf(caller, given);
  checkThere(runtime, credentials);
  // Equal requests have equal texts, whatever the order of their names. The caller stands for the credentials.
  const { api_key: _key, api_secret: _secret, ...rest } = given;
  const body = textOfState({ operation, ...rest });
  return {
    credentials,
    caller: caller.id,
    ...(idempotencyKey === undefined ? {} : { idempotency: { key: idempotencyKey, body } }),
  };
}

function checkThere(runtime: Runtime, credentials: CredentialsFrom): void {
  try {
    runtime.client(credentials);
  } catch (error) {
    throw error instanceof CredentialsError ? new ProblemError(409, "credentials", error.message) : error;
  }
}

/** Begins an operation and answers with its end, or with 202 when it takes longer than the request wants to wait. */
export async function answerWith(
  { runtime, query }: Call<unknown, { wait: number }>,
  begin: () => Promise<OperationRecord>,
): Promise<Answer> {
  const { id } = await beginOr422(begin);
  const operation = await runtime.ended(id, query.wait * 1_000);
  if (operation.endedAt === undefined)
    return { status: 202, body: operationView(operation), headers: { location: `/operations/${id}` } };
  if (operation.failure !== undefined) throw problemOfOperation(id, operation.failure);
  return { status: 200, body: operationView(operation, await runtime.executor.steps(id)) };
}

async function beginOr422(begin: () => Promise<OperationRecord>): Promise<OperationRecord> {
  try {
    return await begin();
  } catch (error) {
    throw error instanceof IdempotencyConflictError
      ? new ProblemError(422, "idempotencyKey", error.message)
      : error;
  }
}

/** An operation that the caller may see: any with the token, else those that the same credentials began. @throws {ProblemError} 404 */
export async function visibleOperation(
  runtime: Runtime,
  caller: Caller | undefined,
  id: string,
): Promise<OperationRecord> {
  const operation = await runtime.store.operations.get(id);
  if (operation !== undefined && (caller?.hasToken === true || operation.caller === caller?.id))
    return operation;
  throw new ProblemError(404, "notFound", "There is no such operation, or somebody else began it.");
}
