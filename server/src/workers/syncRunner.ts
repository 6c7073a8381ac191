import type { Account } from "../domain/account";
import { hasStandInTask, putConnection } from "../domain/connections/connections";
import { testAndKeep } from "../domain/connections/tests";
import { putDestination } from "../domain/destinations";
import { testDestinationAndKeep } from "../domain/destinationTests";
import type { SyncPort } from "../domain/ports";
import {
  type CodeAccess,
  discoverExecuted,
  endExecutedSync,
  executedConnection,
  executedDestination,
  executedSync,
} from "../domain/syncs/executedSyncs";
import type { ConnectionRecord, DestinationRecord } from "../records/account";
import type { SetupTest } from "../records/setupTests";
import type { SourceShape } from "../records/sourceShape";
import type { Blobs } from "../store/blobs";
import type { ExecutedConnection, ExecutedEnd, SyncExecutor, SyncedTable, SyncRun } from "../syncExecutor";
import type { SyncEvent, SyncFeed } from "./syncFeed";
import type { Worker } from "./worker";

export interface SyncRunnerOptions {
  readonly executor: SyncExecutor;
  /** Is told of what runs. */
  readonly feed: SyncFeed;
  /** Where packages are, on a server that lets uploaded code run. */
  readonly packages: Pick<Blobs, "stream"> | undefined;
  /** Called after a sync has ended: something else may be due now. */
  changed(account: Account): void;
}

interface Running {
  readonly number: number;
  readonly run: SyncRun;
  readonly tables: Map<string, SyncedTable>;
}

/** Lets an executor move the data of an account's connections. What runs when the server ends is begun again at its next start. */
export class SyncRunner implements Worker, SyncPort {
  readonly #options: SyncRunnerOptions;
  readonly #runs = new Map<string, Running>();
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
    return this.#told(connection) !== undefined;
  }

  lacks(connection: ConnectionRecord): string | undefined {
    const told = this.#told(connection);
    return told === undefined ? undefined : this.#options.executor.lacks(told);
  }

  destinationLacks(destination: DestinationRecord): string | undefined {
    return this.#account === undefined
      ? undefined
      : this.#options.executor.destinationLacks(executedDestination(this.#account, destination));
  }

  async test(connection: ConnectionRecord): Promise<readonly SetupTest[] | undefined> {
    const told = this.#told(connection);
    return told === undefined ? undefined : await this.#options.executor.test(told);
  }

  async testDestination(destination: DestinationRecord): Promise<readonly SetupTest[] | undefined> {
    return this.#account === undefined
      ? undefined
      : await this.#options.executor.testDestination(executedDestination(this.#account, destination));
  }

  async discover(connection: ConnectionRecord): Promise<SourceShape | undefined> {
    const told = this.#told(connection);
    return told === undefined ? undefined : await this.#options.executor.discover(told);
  }

  begin(connectionId: string, number: number): void {
    const account = this.#account;
    const connection = account?.state.get("connections", connectionId);
    if (account === undefined || this.#stopped || connection?.runningSync?.number !== number) return;
    this.cancel(connectionId);
    const about = {
      account: account.id,
      connectionId,
      schema: connection.schema,
      service: connection.service,
      number,
    };
    const tables = new Map<string, SyncedTable>();
    const startedMs = performance.now();
    this.#options.feed.tell({ ...about, kind: "start" });
    const run = this.#options.executor.start(
      executedSync(account, connection, number, this.#codeAccess(number)),
      {
        discovered: (shape) =>
          account.state.transaction(() => discoverExecuted(account, connectionId, shape)),
        progress: (table) => {
          tables.set(table.table, table);
          this.#options.feed.tell({ ...about, kind: "table", table });
        },
      },
    );
    this.#runs.set(connectionId, { number, run, tables });
    this.#keep(this.#end(account, about, run, startedMs));
  }

  cancel(connectionId: string): void {
    this.#runs.get(connectionId)?.run.cancel();
  }

  progress(connectionId: string): readonly SyncedTable[] {
    return [...(this.#runs.get(connectionId)?.tables.values() ?? [])];
  }

  async idle(): Promise<void> {
    while (this.#ends.size > 0) await Promise.all(this.#ends);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#options.executor.stop();
    await this.idle();
  }

  async #end(
    account: Account,
    about: Omit<SyncEvent, "kind">,
    run: SyncRun,
    startedMs: number,
  ): Promise<void> {
    const end = await run.ended;
    const { connectionId, number } = about;
    if (this.#runs.get(connectionId)?.run === run) this.#runs.delete(connectionId);
    if (this.#stopped) return;
    const isCanceled = account.state.get("connections", connectionId)?.runningSync?.number !== number;
    account.state.transaction(() => endExecutedSync(account, connectionId, number, end));
    this.#options.feed.tell({ ...about, ...ended(end, isCanceled, performance.now() - startedMs) });
    this.#options.changed(account);
  }

  #keep(work: Promise<void>): void {
    this.#ends.add(work);
    void work.finally(() => this.#ends.delete(work));
  }

  #codeAccess(number: number | undefined): CodeAccess | undefined {
    const { packages } = this.#options;
    return packages === undefined ? undefined : { packages, number };
  }

  /** Undefined for a connection whose data is not moved. Before the start nothing is moved. */
  #told(connection: ConnectionRecord): ExecutedConnection | undefined {
    if (this.#account === undefined) return undefined;
    const told = executedConnection(this.#account, connection, this.#codeAccess(undefined));
    return this.#options.executor.canRun(told) ? told : undefined;
  }

  /** What can sync may have changed since the account was last served: what is lacking, and what lacks nothing any more. */
  #takeUp(account: Account): void {
    const { state } = account;
    for (const destination of [...state.all("destinations")]) {
      if (this.destinationLacks(destination) !== undefined)
        state.transaction(() => putDestination(account, destination));
      else if (destination.setupStatus !== "connected" && destination.setupFindings !== undefined)
        this.#keep(this.#testDestinationAgain(account, destination.id));
    }
    for (const connection of [...state.all("connections")]) {
      const { runningSync } = connection;
      if (runningSync?.isExecuted === true) this.begin(connection.id, runningSync.number);
      const hasFailed = connection.setupState !== "connected" && connection.setupFindings !== undefined;
      if (this.lacks(connection) !== undefined) state.transaction(() => putConnection(account, connection));
      else if (hasFailed || hasStandInTask(connection)) this.#keep(this.#testAgain(account, connection.id));
    }
  }

  async #testAgain(account: Account, id: string): Promise<void> {
    const connection = account.state.get("connections", id);
    const found = connection === undefined ? undefined : await this.test(connection);
    const now = account.state.get("connections", id);
    if (now === undefined || found === undefined || this.#stopped) return;
    account.state.transaction(() => testAndKeep(account, now, [], found));
    this.#options.changed(account);
  }

  async #testDestinationAgain(account: Account, id: string): Promise<void> {
    const destination = account.state.get("destinations", id);
    const found = destination === undefined ? undefined : await this.testDestination(destination);
    const now = account.state.get("destinations", id);
    if (now === undefined || found === undefined || this.#stopped) return;
    account.state.transaction(() => testDestinationAndKeep(account, now, [], found));
  }
}

function ended(
  { outcome, reason, tables }: ExecutedEnd,
  isCanceled: boolean,
  durationMs: number,
): Pick<SyncEvent, "kind" | "status" | "reason" | "tables" | "durationMs"> {
  return {
    kind: "end",
    status: isCanceled ? "CANCELED" : outcome,
    tables,
    durationMs,
    ...(isCanceled ? {} : { reason }),
  };
}
