import type { FivetranClient } from "@pulumi-fivetran/sdk";
import type { Released } from "./holds/release";
import { resumeOperations } from "./runtime/open";
import type { CredentialsFrom, Runtime } from "./runtime/runtime";
import { type State, type StateSummary, textOfState } from "./states/stateText";
import type { OperationRecord, Problem } from "./store/operations";
import { updateState as updateStateWorkflow } from "./workflows/updateState";

/** The longest that `updateState` waits for a sync to end when nothing is said. @unit milliseconds */
export const DEFAULT_SYNC_WAIT_MS = 2 * 60 * 60 * 1000;

/** Longer than anybody waits for one call. */
export const FOREVER_MS = 2 ** 31 - 1;

/** What is to become of the state of a connection. */
export type StateChange = { readonly newState: State } | { readonly mergePatch: State };

/** An update of a state from code. */
export type UpdateStateOptions = StateChange & {
  readonly client: FivetranClient;
  readonly connectionId: string;

  /** Of `openOperations`: what is unfinished when the process ends goes on when it is opened again. */
  readonly store: Runtime;

  /** The longest to wait for a running sync to end. @unit milliseconds @default 7_200_000 */
  readonly syncWaitMs?: number;

  /** The first wait between two looks. @unit milliseconds @default what the store was opened with */
  readonly pollMs?: number;
};

/** What an update of a state did. */
export interface StateUpdated {
  readonly operationId: string;
  readonly state: { readonly before: StateSummary; readonly after: StateSummary };

  /** What became of the connection: `paused` when it was paused before. */
  readonly connection: Released;

  /** The same in words. */
  readonly note: string;
}

/** An operation ended without doing what it was asked to. */
export class OperationFailedError extends Error {
  override readonly name = "OperationFailedError";

  constructor(
    readonly operationId: string,
    readonly problem: Problem,
  ) {
    super(problem.message);
  }
}

/**
 * Sets the state of a function or Connector SDK connection, by pausing it, waiting until no sync runs, and resuming it if it ran
 * before. Killed at any point, it goes on when the store is opened again and given a client. The state before is kept.
 *
 * @throws {OperationFailedError} when it was refused or failed; the connection is then as it was
 */
export async function updateState(options: UpdateStateOptions): Promise<StateUpdated> {
  const { client, store } = options;
  await resumeOperations({ client, store });
  const { id } = await beginUpdateState(store, options, { credentials: { client }, caller: "code" });
  return stateUpdatedOf(await store.ended(id, FOREVER_MS));
}

/** Who asks for an operation, and by which credentials. */
export interface Asked {
  readonly credentials: CredentialsFrom;
  readonly caller: string;
  readonly idempotency?: { readonly key: string; readonly body: string };
}

/** Begins an update of a state. Returns at once. */
export function beginUpdateState(
  store: Runtime,
  options: StateChange & {
    readonly connectionId: string;
    readonly syncWaitMs?: number;
    readonly pollMs?: number;
    readonly restores?: string;
  },
  asked: Asked,
): Promise<OperationRecord> {
  const {
    connectionId,
    syncWaitMs = DEFAULT_SYNC_WAIT_MS,
    pollMs = store.settings.pollMs,
    restores,
  } = options;
  const [mode, state] =
    "newState" in options
      ? (["replace", options.newState] as const)
      : (["merge", options.mergePatch] as const);
  return store.begin({
    workflow: updateStateWorkflow,
    connectionId,
    input: { connectionId, mode, syncWaitMs, pollMs, ...(restores === undefined ? {} : { restores }) },
    states: { given: textOfState(state) },
    ...asked,
  });
}

/** @throws {OperationFailedError} */
export function stateUpdatedOf({ id, outcome, failure, endedAt }: OperationRecord): StateUpdated {
  if (endedAt === undefined)
    throw new OperationFailedError(id, {
      kind: "unfinished",
      message: `The operation ${id} has not ended: it goes on when its store is opened again.`,
    });
  if (failure !== undefined) throw new OperationFailedError(id, failure);
  return { operationId: id, ...(outcome as Omit<StateUpdated, "operationId">) }; // What the workflow returned.
}
