import type { Account } from "../domain/account";
import type { SyncPort } from "../domain/ports";
import {
  type CodeAccess,
  endExecutedSync,
  executedConnection,
  executedSync,
} from "../domain/syncs/executedSyncs";
import type { ConnectionRecord } from "../records/account";
import type { SetupTest } from "../records/setupTests";
import type { SourceShape } from "../records/sourceShape";
import type { Blobs } from "../store/blobs";
import type { ExecutedConnection, SyncExecutor, SyncRun } from "../syncExecutor";
import type { Worker } from "./worker";

export interface SyncRunnerOptions {
  readonly executor: SyncExecutor;
  /** Where packages are, on a server that lets uploaded code run. */
  readonly packages: Pick<Blobs, "stream"> | undefined;
  /** Called after a sync has ended: something else may be due now. */
  changed(account: Account): void;
}

/** Lets an executor move the data of an account's connections. What runs when the server ends is begun again at its next start. */
export class SyncRunner implements Worker, SyncPort {
  readonly #options: SyncRunnerOptions;
  readonly #runs = new Map<string, { readonly number: number; readonly run: SyncRun }>();
  readonly #ends = new Set<Promise<void>>();
  #account: Account | undefined;
  #stopped = false;

  constructor(options: SyncRunnerOptions) {
    this.#options = options;
  }

  get runsCode(): boolean {
    return this.#options.packages !== undefined;
  }

  start(account: Account): void {
    this.#account = account;
    this.#takeUp(account);
    account.onOpen(() => this.#takeUp(account));
  }

  runs(connection: ConnectionRecord): boolean {
    const told = this.#told(connection);
    return told !== undefined && this.#options.executor.canRun(told);
  }

  async discover(connection: ConnectionRecord): Promise<SourceShape | undefined> {
    const told = this.#told(connection);
    const { executor } = this.#options;
    return told !== undefined && executor.canRun(told) ? await executor.discover(told) : undefined;
  }

  async test(connection: ConnectionRecord): Promise<readonly SetupTest[] | undefined> {
    const told = this.#told(connection);
    return told?.code === undefined ? undefined : await this.#options.executor.test?.(told);
  }

  begin(connectionId: string, number: number): void {
    const account = this.#account;
    const connection = account?.state.get("connections", connectionId);
    if (account === undefined || this.#stopped || connection?.runningSync?.number !== number) return;
    this.cancel(connectionId);
    const run = this.#options.executor.start(
      executedSync(account, connection, number, this.#codeAccess(number)),
    );
    this.#runs.set(connectionId, { number, run });
    const end = this.#end(account, connectionId, number, run);
    this.#ends.add(end);
    void end.finally(() => this.#ends.delete(end));
  }

  cancel(connectionId: string): void {
    this.#runs.get(connectionId)?.run.cancel();
  }

  async idle(): Promise<void> {
    while (this.#ends.size > 0) await Promise.all(this.#ends);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#options.executor.stop();
    await this.idle();
  }

  async #end(account: Account, connectionId: string, number: number, run: SyncRun): Promise<void> {
    const end = await run.ended;
    if (this.#runs.get(connectionId)?.run === run) this.#runs.delete(connectionId);
    if (this.#stopped) return;
    account.state.transaction(() => endExecutedSync(account, connectionId, number, end));
    this.#options.changed(account);
  }

  /** Before the start nothing is moved. */
  #told(connection: ConnectionRecord): ExecutedConnection | undefined {
    return this.#account === undefined
      ? undefined
      : executedConnection(this.#account, connection, this.#codeAccess(undefined));
  }

  #codeAccess(number: number | undefined): CodeAccess | undefined {
    const { packages } = this.#options;
    return packages === undefined ? undefined : { packages, number };
  }

  #takeUp(account: Account): void {
    for (const connection of account.state.all("connections")) {
      const { runningSync } = connection;
      if (runningSync?.isExecuted === true) this.begin(connection.id, runningSync.number);
    }
  }
}
