import { isConflict, isFivetranError, isPaused, isSyncing } from "@pulumi-fivetran/sdk";
import { type Released, takeHold } from "../holds/release";
import { readState } from "../states/readState";
import { mergedState, type State, stateOfText, summaryOf, textOfState } from "../states/stateText";
import { isPassing } from "../workflow/problemOf";
import { StepFailure } from "../workflow/stepFailure";
import type { Json, StepTools, Workflow, WorkflowContext } from "../workflow/workflow";
import { claimConnection } from "./claimConnection";
import { resumeConnection } from "./resumeConnection";
import { isQuiet, type Patience, untilQuiet } from "./untilQuiet";
import { noteOn, withWhatIsLeft } from "./whatIsLeft";

const STEPS = ["check", "pause", "settle", "wait", "keep", "patch", "resume", "verify"] as const;

type Context = WorkflowContext<(typeof STEPS)[number]>;

/** What an update of a state is asked for; what is to become of the state is sealed, as `given`. */
export interface UpdateStateInput extends Patience {
  readonly connectionId: string;

  /** `replace` sets the whole state, `merge` applies a JSON Merge Patch. */
  readonly mode: "replace" | "merge";

  /** The operation whose `before` is put back. */
  readonly restores?: string;
}

/**
 * Sets the state of a connection: pauses it, waits until no sync runs, keeps the state that is there, replaces it, and resumes the
 * connection if it ran before. Any failure ends with the connection as it was.
 */
export const updateState: Workflow<UpdateStateInput, (typeof STEPS)[number]> = {
  kind: "updateState",
  shape: 1,
  steps: STEPS,
  async run(context, input) {
    const { connectionId } = input;
    await context.step("check", (tools) => check(context, connectionId, tools));
    let summary: Json;
    try {
      await context.step("pause", (tools) =>
        takeHold(context.store.holds, context.operationId, connectionId, tools),
      );
      summary = await changeWhenQuiet(context, input);
    } catch (error) {
      const left = await resumeConnection(context, connectionId);
      throw withWhatIsLeft(error, connectionId, left);
    }
    const left = await resumeConnection(context, connectionId);
    const verified = await context.step("verify", (tools) => verify(context, connectionId, left, tools), {
      always: true,
    });
    if (!verified.asSent) throw notAsSent(connectionId);
    return { state: summary, connection: left, note: verified.note };
  },
};

/** Asks everything that can refuse, before anything is paused. */
async function check(
  context: Context,
  connectionId: string,
  { client, signal }: StepTools,
): Promise<{ paused: boolean; syncing: boolean }> {
  const connection = await client.connections.retrieve(connectionId, { signal });
  await readState(client, connection, signal);
  await claimConnection(context, connectionId);
  return { paused: isPaused(connection), syncing: isSyncing(connection) };
}

async function changeWhenQuiet(context: Context, input: UpdateStateInput): Promise<Json> {
  let kept: { before: Json; after: Json } | undefined;
  for (;;) {
    await untilQuiet(context, [input.connectionId], input);
    // Once: after a patch whose answer was lost, what is there may be what was sent.
    kept ??= await context.step("keep", (tools) => keep(context, input, tools));
    const isSent = await context.step("patch", (tools) => patch(context, input.connectionId, tools));
    if (isSent) return kept;
    await context.wait("wait", input.pollMs);
  }
}

/** Keeps the state that is there now that no sync changes it, and the one that is to be there. */
async function keep(
  { store, operationId }: Context,
  { connectionId, mode }: UpdateStateInput,
  { client, signal }: StepTools,
): Promise<{ before: Json; after: Json }> {
  const connection = await client.connections.retrieve(connectionId, { signal });
  const before = (await readState(client, connection, signal)) ?? {};
  const given = stateOfText(await store.vault.get(operationId, "states", "given"));
  const after = mode === "merge" ? (mergedState(before, given) as State) : given;
  await store.vault.put(operationId, "states", "before", textOfState(before));
  await store.vault.put(operationId, "states", "after", textOfState(after));
  return { before: { ...summaryOf(before) }, after: { ...summaryOf(after) } };
}

/** @returns false when a sync runs after all */
async function patch(
  { store, operationId }: Context,
  connectionId: string,
  { client, signal }: StepTools,
): Promise<boolean> {
  if (!isQuiet(await client.connections.retrieve(connectionId, { signal }), "patch")) return false;
  const text = await store.vault.get(operationId, "states", "after");
  try {
    await client.connections.updateState(connectionId, { state: stateOfText(text) }, { signal });
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    // It may have been done although the answer was a failure.
    if (isFivetranError(error) && error.mayHaveRun && (await isThere(client, connectionId, text)))
      return true;
    throw error;
  }
}

async function isThere(client: StepTools["client"], connectionId: string, text: string): Promise<boolean> {
  try {
    const { state } = await client.connections.retrieveState(connectionId);
    return textOfState(state) === text;
  } catch (error) {
    if (isPassing(error)) return false;
    throw error;
  }
}

/** Looks whether the state is the one that was sent. A sync that has started since may have changed it, as it should. */
async function verify(
  { store, operationId }: Context,
  connectionId: string,
  left: Released,
  { client, signal }: StepTools,
): Promise<{ asSent: boolean; note: string }> {
  if (left === "gone") return { asSent: true, note: "The connection was deleted meanwhile." };
  const after = await store.vault.get(operationId, "states", "after");
  const connection = await client.connections.retrieve(connectionId, { signal });
  const state = (await readState(client, connection, signal)) ?? {};
  const paused = isPaused(connection);
  if (textOfState(state) === after) return { asSent: true, note: noteOn(left, paused) };
  // Looked at again after the state was read: what is paused and quiet has not synced in between.
  const mayHaveSynced = left === "resumed" || left === "resumedByOthers";
  return {
    asSent: mayHaveSynced,
    note: mayHaveSynced ? "A sync has changed the state since." : "The state is not the one that was sent.",
  };
}

function notAsSent(connectionId: string): StepFailure {
  return new StepFailure({
    kind: "notAsSent",
    message: `The state of ${connectionId} is not the one that was sent, though no sync has run: somebody else has changed it since. The state before is kept; look at what is there, and restore or update it again.`,
    step: "verify",
  });
}
