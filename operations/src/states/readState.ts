import { type FivetranClient, type FivetranError, isFivetranError } from "@pulumi-fivetran/sdk";
import { StepFailure } from "../workflow/stepFailure";
import type { State } from "./stateText";

/** Services whose connections have a state that may be set: functions, and connectors of one's own. */
const WITH_STATE = new Set([
  "aws_lambda",
  "azure_function",
  "azure_functions",
  "connector_sdk",
  "function",
  "functions",
  "google_cloud_function",
  "google_cloud_functions",
]);

/**
 * The state of a connection; undefined where none was written yet, for which Fivetran answers 400.
 *
 * @param service of the connection
 * @throws {StepFailure} of kind `noState` for a connection that has no state to be changed (405, or 400 in newer documents)
 */
export async function readState(
  client: FivetranClient,
  { id, service = "" }: { readonly id: string; readonly service?: string },
  signal?: AbortSignal,
): Promise<State | undefined> {
  try {
    const answer = await client.connections.retrieveState(id, signal === undefined ? {} : { signal });
    return answer.state;
  } catch (error) {
    if (!isFivetranError(error)) throw error;
    if (error.status === 400 && WITH_STATE.has(service)) return undefined;
    if (error.status === 405 || error.status === 400) throw noState(id, service, error);
    throw error;
  }
}

function noState(id: string, service: string, error: FivetranError): StepFailure {
  return new StepFailure({
    kind: "noState",
    message: `The connection ${id} (${service}) has no state that can be read or changed: only function and Connector SDK connections have. Fivetran: ${error.message}`,
    ...(error.status === undefined ? {} : { status: error.status }),
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
  });
}
