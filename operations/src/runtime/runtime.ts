import { randomBytes } from "node:crypto";
import { type ClientEvent, type FivetranClient, isNotFound } from "@pulumi-fivetran/sdk";
import type { Credentials, OwnersCredentials } from "../credentials/credentials";
import type { Statement } from "../store/database";
import type { OperationRecord } from "../store/operations";
import type { Store } from "../store/store";
import { forgetStatements, UnsealableError } from "../vault/vault";
import { CredentialsError } from "../workflow/credentialsError";
import type { Executor } from "../workflow/executor";
import type { Host, HostSettings, StepEvent, StepListener } from "../workflow/host";
import { Wakeups } from "../workflow/wakeups";
import type { Workflow } from "../workflow/workflow";
import { WORKFLOWS } from "../workflows/catalog";
import { clientOf } from "./clientOf";
import { IdempotencyKeys } from "./idempotency";

/** What a runtime is made of. */
export interface RuntimeOptions {
  readonly store: Store;
  readonly owners: OwnersCredentials;

  /** Where Fivetran is, for credentials that do not say. */
  readonly apiUrl: string | undefined;
  readonly settings: HostSettings;
  readonly makeExecutor: (host: Host) => Executor;

  /** For operations that were begun from code, by another process. */
  readonly client?: FivetranClient | undefined;

  /** Told of every event of a client, for metrics. */
  readonly onClientEvent?: (event: ClientEvent) => void;
  readonly onProblem?: (operationId: string, message: string) => void;
}

/** Where the credentials of an operation come from. */
export type CredentialsFrom =
  | { readonly own: Credentials }
  | { readonly named: string }
  | { readonly environment: true }
  | { readonly client: FivetranClient };

/** What an operation is begun with. */
export interface Beginning {
  readonly workflow: Workflow<never>;
  readonly connectionId?: string;

  /** Without what may be secret. */
  readonly input: Readonly<Record<string, unknown>>;

  /** Values that may be secret, kept as states are. */
  readonly states?: Readonly<Record<string, string>>;

  /** Values that may be secret, unreadable from the end of the operation on. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly credentials: CredentialsFrom;
  readonly caller: string;
  readonly idempotency?: { readonly key: string; readonly body: string };
}

/** Begins operations and carries them out. */
export class Runtime implements Host {
  readonly store: Store;
  readonly wakeups = new Wakeups();
  readonly settings: HostSettings;
  readonly executor: Executor;
  readonly #options: RuntimeOptions;
  readonly #listeners = new Set<StepListener>();
  readonly #endListeners = new Set<(operationId: string) => void>();
  readonly #clients = new Map<string, FivetranClient>();
  readonly #idempotency: IdempotencyKeys;

  constructor(options: RuntimeOptions) {
    this.#options = options;
    this.store = options.store;
    this.settings = options.settings;
    this.#idempotency = new IdempotencyKeys(options.store);
    this.executor = options.makeExecutor(this);
  }

  /**
   * Begins an operation, or finds the one that the same caller began with the same idempotency key.
   *
   * @throws {IdempotencyConflictError} for a key that was used with another body
   */
  async begin(beginning: Beginning): Promise<OperationRecord> {
    const { idempotency, caller } = beginning;
    if (idempotency === undefined) return this.#start(await this.#insert(beginning));
    const { key, body } = idempotency;
    const found = await this.#idempotency.once({ caller, key, body }, (keep) =>
      this.#insert(beginning, keep),
    );
    return this.#start(found);
  }

  async #insert(beginning: Beginning, keep?: (operationId: string) => Statement): Promise<string> {
    const { workflow, connectionId, input, states, secrets, credentials, caller } = beginning;
    const id = `op_${randomBytes(12).toString("hex")}`;
    const { vault, operations, database } = this.store;
    const sealed = {
      ...secrets,
      ...("own" in credentials ? { credentials: JSON.stringify(credentials.own) } : {}),
    };
    if ("client" in credentials) this.#clients.set(id, credentials.client);
    await database.batch([
      operations.insertStatement({
        id,
        kind: workflow.kind,
        shape: workflow.shape,
        connectionId,
        input,
        credentials: wordOf(credentials),
        caller,
      }),
      ...(keep === undefined ? [] : [keep(id)]),
      ...(states === undefined ? [] : vault.sealNew(id, "states", states)),
      ...(Object.keys(sealed).length === 0 ? [] : vault.sealNew(id, "credentials", sealed)),
    ]);
    return id;
  }

  async #start(id: string): Promise<OperationRecord> {
    await this.executor.start(id);
    return this.operation(id);
  }

  /** @throws Error for an id that is not in the store */
  async operation(id: string): Promise<OperationRecord> {
    const operation = await this.store.operations.get(id);
    if (operation === undefined) throw new Error(`There is no operation ${id}.`);
    return operation;
  }

  /** Resolves when the operation has ended, or after `ms`. */
  async ended(id: string, ms: number): Promise<OperationRecord> {
    await this.executor.ended(id, ms);
    return this.operation(id);
  }

  /**
   * Gives an operation other credentials, when they show its connections. False for one that has ended.
   *
   * @throws {CredentialsError} when they do not
   * @throws what Fivetran answers to them
   */
  async setCredentials(id: string, credentials: CredentialsFrom): Promise<boolean> {
    if ((await this.operation(id)).endedAt !== undefined) return false;
    // Credentials of another account would take the connection for deleted, and leave it paused.
    if (!(await this.showsConnectionsOf(id, this.client(credentials))))
      throw new CredentialsError(
        `These credentials do not show each connection of the operation ${id}: they are of another account, may not see it, or it was deleted.`,
      );
    if ("client" in credentials) this.#clients.set(id, credentials.client);
    if ("own" in credentials) await this.#keepCredentials(id, credentials.own);
    const isSet = await this.store.operations.setCredentials(id, wordOf(credentials));
    // It has ended meanwhile: nothing of it may be readable.
    if (!isSet) await this.store.database.batch(forgetStatements(id, "credentials"));
    await this.executor.wake(id);
    return isSet;
  }

  async #keepCredentials(id: string, own: Credentials): Promise<void> {
    const { vault, database } = this.store;
    const text = JSON.stringify(own);
    try {
      await vault.put(id, "credentials", "credentials", text);
    } catch (error) {
      if (!(error instanceof UnsealableError)) throw error;
      // What nobody can open any more makes place.
      const anew = vault.sealNew(id, "credentials", { credentials: text });
      await database.batch([...forgetStatements(id, "credentials"), ...anew]);
    }
  }

  /** Asks a maintenance window to end. False for an operation that has ended. */
  async endHold(id: string): Promise<boolean> {
    const isAsked = await this.store.operations.request(id, "end");
    if (isAsked) await this.executor.wake(id);
    return isAsked;
  }

  /** Whether this process has the client of an operation that was begun from code. */
  hasClient(id: string): boolean {
    return this.#clients.has(id);
  }

  /** Whether a client shows the connection of an operation. */
  async showsConnectionsOf(id: string, client: FivetranClient): Promise<boolean> {
    const { connectionId } = await this.operation(id);
    const held = (await this.store.holds.list()).filter(({ operationId }) => operationId === id);
    const ids = new Set([
      ...(connectionId === undefined ? [] : [connectionId]),
      ...held.map((hold) => hold.connectionId),
    ]);
    try {
      for (const each of ids) await client.connections.retrieve(each);
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  onStepEvent(listener: StepListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onEnded(listener: (operationId: string) => void): () => void {
    this.#endListeners.add(listener);
    return () => this.#endListeners.delete(listener);
  }

  workflowOf(kind: string): Workflow {
    const found = WORKFLOWS.find((workflow) => workflow.kind === kind);
    if (found === undefined) throw new Error(`No workflow '${kind}' is known to this version.`);
    return found;
  }

  async clientOf(operation: OperationRecord, onEvent: (event: ClientEvent) => void): Promise<FivetranClient> {
    const { id, credentials } = operation;
    if (credentials === "own") {
      const own = JSON.parse(await this.store.vault.get(id, "credentials", "credentials")) as Credentials;
      return this.#clientFrom({ own }, onEvent);
    }
    if (credentials === "environment") return this.#clientFrom({ environment: true }, onEvent);
    if (credentials.startsWith("named:"))
      return this.#clientFrom({ named: credentials.slice("named:".length) }, onEvent);
    const client = this.#clients.get(id) ?? (await this.#fallbackFor(id));
    if (client !== undefined) return client;
    throw new CredentialsError(
      `The operation ${id} was begun from code, by a process that is gone: give it a client by resumeOperations, or name credentials for it.`,
    );
  }

  /** A client of credentials outside of an operation. @throws {CredentialsError} */
  client(credentials: CredentialsFrom): FivetranClient {
    return this.#clientFrom(credentials, () => undefined);
  }

  onStep(event: StepEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  onEnd(operationId: string): void {
    this.#clients.delete(operationId);
    for (const listener of this.#endListeners) listener(operationId);
  }

  onProblem(operationId: string, message: string): void {
    this.#options.onProblem?.(operationId, message);
  }

  async stop(): Promise<void> {
    await this.executor.stop();
    await this.store.database.close();
  }

  /** The client of this process, for an operation that another began, when it shows its connection. */
  async #fallbackFor(id: string): Promise<FivetranClient | undefined> {
    const { client } = this.#options;
    if (client === undefined || !(await this.showsConnectionsOf(id, client))) return undefined;
    this.#clients.set(id, client);
    return client;
  }

  #clientFrom(credentials: CredentialsFrom, onEvent: (event: ClientEvent) => void): FivetranClient {
    if ("client" in credentials) return credentials.client;
    const { owners, apiUrl, onClientEvent } = this.#options;
    const found =
      "own" in credentials
        ? credentials.own
        : "named" in credentials
          ? owners.named(credentials.named)
          : owners.ofEnvironment();
    return clientOf(found, apiUrl, (event) => {
      onEvent(event);
      onClientEvent?.(event);
    });
  }
}

function wordOf(credentials: CredentialsFrom): string {
  if ("own" in credentials) return "own";
  if ("named" in credentials) return `named:${credentials.named}`;
  return "environment" in credentials ? "environment" : "code";
}
