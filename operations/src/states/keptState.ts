import type { Runtime } from "../runtime/runtime";
import { UnsealableError } from "../vault/vault";
import { type State, stateOfText } from "./stateText";

/** The state before an operation cannot be had. */
export class StateNotKeptError extends Error {
  override readonly name = "StateNotKeptError";

  constructor(
    readonly kind: "otherConnection" | "notKept",
    message: string,
  ) {
    super(message);
  }
}

/** The state of a connection from before an operation on it. @throws {StateNotKeptError} */
export async function keptState(runtime: Runtime, connectionId: string, operationId: string): Promise<State> {
  const operation = await runtime.operation(operationId);
  if (operation.connectionId !== connectionId)
    throw new StateNotKeptError("otherConnection", `The operation ${operationId} is not of this connection.`);
  try {
    return stateOfText(await runtime.store.vault.get(operationId, "states", "before"));
  } catch (error) {
    if (!(error instanceof UnsealableError)) throw error;
    throw new StateNotKeptError(
      "notKept",
      `The state before the operation ${operationId} is not kept: it changed none, or longer ago than states are kept (--keep).`,
    );
  }
}
