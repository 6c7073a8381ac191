import { resumeOperations } from "./runtime/open";
import { keptState } from "./states/keptState";
import {
  beginUpdateState,
  FOREVER_MS,
  type StateUpdated,
  stateUpdatedOf,
  type UpdateStateOptions,
} from "./updateState";

/** What puts a state back that an operation replaced. */
export type RestoreStateOptions = Pick<
  UpdateStateOptions,
  "client" | "connectionId" | "store" | "syncWaitMs" | "pollMs"
> & {
  /** The operation that replaced it. */
  readonly operationId: string;
};

/**
 * Puts the state back that was there before an operation, in the way of `updateState`. It is an operation of its own: it can be
 * taken back in turn.
 *
 * @throws {OperationFailedError} when it was refused or failed; the connection is then as it was
 * @throws {StateNotKeptError} where the operation is not of this connection, or the state before it is not kept
 */
export async function restoreState(options: RestoreStateOptions): Promise<StateUpdated> {
  const { client, store, connectionId, operationId, syncWaitMs, pollMs } = options;
  await resumeOperations({ client, store });
  const newState = await keptState(store, connectionId, operationId);
  const { id } = await beginUpdateState(
    store,
    {
      connectionId,
      newState,
      restores: operationId,
      ...(syncWaitMs === undefined ? {} : { syncWaitMs }),
      ...(pollMs === undefined ? {} : { pollMs }),
    },
    { credentials: { client }, caller: "code" },
  );
  return stateUpdatedOf(await store.ended(id, FOREVER_MS));
}
