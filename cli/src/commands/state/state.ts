import { readFileSync } from "node:fs";
import type { StateUpdated } from "@pulumi-fivetran/operations";
import { isFivetranError, parseJson } from "@pulumi-fivetran/sdk";
import type { AccessOptions } from "../../access/access";
import { type Account, nameAccount, openAccount } from "../../access/account";
import { type Chosen, findConnections, readChoice } from "../../connections/choose";
import type { OutputOptions } from "../../output/format";
import { jsonText } from "../../output/machineText";
import { makeNewFile } from "../../output/newFile";
import { showOne } from "../../output/results";
import { safeText } from "../../output/safeText";
import type { Surroundings } from "../../surroundings";
import { UserError, usageError } from "../../userError";
import { loadOperations, operationsFolder } from "./operations";

export interface GetStateOptions extends AccessOptions {
  readonly out?: string;
  readonly reveal?: boolean;
}

export interface ChangeStateOptions extends AccessOptions, OutputOptions {
  readonly store?: string;
  readonly yes?: boolean;

  /** @unit milliseconds */
  readonly syncWait?: number;
}

export interface UpdateStateOptions extends ChangeStateOptions {
  readonly file: string;
  readonly merge?: boolean;
}

export interface RestoreStateOptions extends ChangeStateOptions {
  readonly operation: string;
}

export async function getState(
  word: string,
  options: GetStateOptions,
  surroundings: Surroundings,
): Promise<void> {
  const { terminal } = surroundings;
  if (options.out === undefined && terminal.results !== undefined && options.reveal !== true)
    throw usageError(
      "A state may hold secrets, and this is a terminal. Nothing was asked for.",
      "Write it to a new file with --out, into a pipe, or give --reveal.",
    );
  const account = await openAccount(options, surroundings);
  const chosen = await oneConnection(account, word);
  const state = await readState(account, chosen);
  if (options.out === undefined) {
    terminal.print(jsonText(state, terminal.results !== undefined));
    return;
  }
  makeNewFile(options.out, "--out").write(`${jsonText(state)}\n`);
  terminal.say(`The state of ${safeText(chosen.name, 200)} is in ${options.out}.`);
}

export async function updateState(
  word: string,
  options: UpdateStateOptions,
  surroundings: Surroundings,
): Promise<void> {
  const state = readStateFile(options.file);
  const how = options.merge === true ? "merge into" : "replace";
  await changeState(word, options, surroundings, {
    what: `${how} the state of`,
    change: async ({ client }, { id }, operations, store) =>
      operations.updateState({
        client,
        store,
        connectionId: id,
        ...(options.merge === true ? { mergePatch: state } : { newState: state }),
        ...(options.syncWait === undefined ? {} : { syncWaitMs: options.syncWait }),
      }),
  });
}

export async function restoreState(
  word: string,
  options: RestoreStateOptions,
  surroundings: Surroundings,
): Promise<void> {
  await changeState(word, options, surroundings, {
    what: `put back, from before the operation ${safeText(options.operation, 100)}, the state of`,
    change: async ({ client }, { id }, operations, store) =>
      operations.restoreState({
        client,
        store,
        connectionId: id,
        operationId: options.operation,
        ...(options.syncWait === undefined ? {} : { syncWaitMs: options.syncWait }),
      }),
  });
}

type OperationsModule = Awaited<ReturnType<typeof loadOperations>>;
type Store = Awaited<ReturnType<OperationsModule["openOperations"]>>;

interface StateChange {
  readonly what: string;
  change(account: Account, chosen: Chosen, operations: OperationsModule, store: Store): Promise<StateUpdated>;
}

async function changeState(
  word: string,
  options: ChangeStateOptions,
  surroundings: Surroundings,
  { what, change }: StateChange,
): Promise<void> {
  const { terminal, environment } = surroundings;
  const operations = await loadOperations();
  const account = await openAccount(options, surroundings);
  const chosen = await oneConnection(account, word);
  terminal.say(
    `About to ${what} ${safeText(chosen.name, 200)} (${chosen.id}) in ${await nameAccount(account)}.`,
  );
  terminal.say(
    "The connection is paused meanwhile, and resumed if it ran before. Killed, it goes on with the next such command.",
  );
  if (!(await mayGoOn(options, surroundings))) return;
  const { baseUrl } = account.access;
  const store = await operations.openOperations({
    data: operationsFolder(options.store, environment),
    environment,
    ...(baseUrl === undefined ? {} : { apiUrl: baseUrl }),
    onProblem: (_, message) => terminal.say(`note: ${safeText(message)}`),
  });
  try {
    const { operationId, state, connection, note } = await interruptible(
      change(account, chosen, operations, store),
      account.signal,
    );
    await showOne(surroundings, options, {
      operationId,
      connection,
      note,
      bytesBefore: state.before.bytes,
      bytesAfter: state.after.bytes,
      sha256Before: state.before.sha256,
      sha256After: state.after.sha256,
    });
    terminal.say(`To take it back: fivetranctl state restore ${chosen.id} --operation ${operationId}`);
  } catch (error) {
    throw worded(error, operations);
  } finally {
    await store.stop();
  }
}

/** Ctrl-C stops waiting; what has begun is kept, and goes on later. */
async function interruptible<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
  work.catch(() => undefined);
  return Promise.race([work, stopped]);
}

function worded(error: unknown, { OperationFailedError, StateNotKeptError }: OperationsModule): unknown {
  if (error instanceof OperationFailedError || error instanceof StateNotKeptError)
    return new UserError(safeText(error.message, 2_000), { cause: error });
  return error;
}

async function mayGoOn({ yes }: ChangeStateOptions, { ask, terminal }: Surroundings): Promise<boolean> {
  if (yes === true) return true;
  if (ask === undefined) throw usageError("Nobody can be asked. Nothing was sent.", "Give --yes.");
  if (await ask.confirm("Go on?")) return true;
  terminal.say("Nothing was sent.");
  return false;
}

async function oneConnection(account: Account, word: string): Promise<Chosen> {
  const choice = readChoice([word]);
  const [chosen] = choice.names.length === 1 ? await findConnections(account, choice) : [];
  if (chosen === undefined)
    throw usageError("A state is of one connection.", "Name it by id or group/schema.");
  return chosen;
}

/** @throws {UserError} for a connection that has no state */
async function readState({ client, signal }: Account, { id, connection }: Chosen): Promise<object> {
  try {
    return (await client.connections.retrieveState(id, { signal })).state;
  } catch (error) {
    if (!isFivetranError(error) || (error.status !== 400 && error.status !== 405)) throw error;
    const service = safeText(connection.service ?? "unknown service", 80);
    throw new UserError(`The connection ${id} (${service}) has no state that can be read.`, {
      hint: "Only function and Connector SDK connections have one, and before their first sync they have none yet.",
      cause: error,
    });
  }
}

/** @throws {UserError} that quotes nothing of the file */
function readStateFile(path: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw usageError(`--file ${path} cannot be read (${code}).`);
  }
  let state: unknown;
  try {
    state = parseJson(text);
  } catch {
    throw usageError(`--file ${path} is not JSON.`);
  }
  if (typeof state !== "object" || state === null || Array.isArray(state))
    throw usageError(`--file ${path} holds no JSON object: a state is one.`);
  return state as Record<string, unknown>;
}
