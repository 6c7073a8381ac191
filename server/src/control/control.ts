import { errors } from "../errors";
import type { Serving } from "../http/exchange";
import type { Fault, ListedFault } from "../http/faults";
import type { CountListener, Halt } from "../http/halts";
import type { JournalEntry } from "../http/journal";
import type { Account } from "../state/account";
import { settle } from "../state/happenings";
import type { AccountRecord, ConnectionRecord, SetupTestRuleRecord } from "../state/records";
import type { SetupTestRule } from "../state/setupTests";
import type { ShapeTarget, SourceShape } from "../state/sourceShape";
import type { StoredEntry } from "../store/store";

export type StatusOverride = Partial<
  Pick<ConnectionRecord, "setupState" | "updateState" | "rescheduledFor" | "failedAt" | "tasks" | "warnings">
>;

export type AccountSettings = Partial<
  Pick<
    AccountRecord,
    "unsupportedServices" | "personAuthorizedServices" | "addMetadataConnections" | "syncDurationMs"
  >
>;

/**
 * Drives the server from a test, beside the API: the same in process (`server.control`) and over HTTP (`/_local/…`). What it changes
 * of the account is durable when the call is answered; journal, faults, clock, latency and halts end with the process.
 */
export class Control {
  readonly faults: {
    /** @returns the fault's id */
    add(fault: Fault): string;
    list(): ListedFault[];
    remove(id: string): boolean;
    clear(): void;
  };
  readonly clock: {
    /** Milliseconds since 1970. */
    now(): number;
    /** Jumps to a time, given in milliseconds, as a date, or as RFC 3339 text. */
    set(time: number | Date | string): void;
    advance(ms: number): void;
    freeze(): void;
    resume(): void;
  };
  readonly setupTests: {
    /** @returns the rule's id */
    add(rule: SetupTestRule): Promise<string>;
    list(): SetupTestRuleRecord[];
    remove(id: string): Promise<void>;
    clear(): Promise<void>;
  };
  readonly halts: {
    set(halt: Halt): void;
    release(): void;
  };

  constructor(
    private readonly serving: Serving,
    private readonly startOver: () => void,
  ) {
    const { faults, halts, clock, ticker } = serving;
    const { account } = this;
    this.faults = faults;
    this.halts = halts;
    const move = (change: () => void): void => {
      change();
      for (const one of serving.accounts.all) settle(one);
      ticker.arm();
    };
    this.clock = {
      now: () => clock.now(),
      set: (time) => move(() => clock.set(new Date(time).getTime())),
      advance: (ms) => move(() => clock.advance(ms)),
      freeze: () => move(() => clock.freeze()),
      resume: () => move(() => clock.resume()),
    };
    this.setupTests = {
      add: (rule) => this.change(() => account.addSetupTestRule(rule)),
      list: () => [...account.state.all("setupTestRules")],
      remove: (id) => this.change(() => account.state.remove("setupTestRules", id)),
      clear: () =>
        this.change(() => {
          for (const { id } of this.setupTests.list()) account.state.remove("setupTestRules", id);
        }),
    };
  }

  /** The requests to the API, oldest first; secrets in their bodies are `******`. */
  journal(): readonly JournalEntry[] {
    return this.serving.journal.list();
  }

  clearJournal(): void {
    this.serving.journal.clear();
  }

  /** Delays every answer by this much of real time. */
  setLatency(ms: number): void {
    this.serving.latencyMs = ms;
  }

  /** Gives the matching connections their source; each sees it at its next reload or sync. */
  setShape(target: ShapeTarget, shape: SourceShape): Promise<void> {
    return this.change(() => this.account.addShape(target, shape));
  }

  /** Stands for the person who authorizes a connection in a browser; its setup tests run as they would then. */
  authorize(connectionId: string): Promise<void> {
    return this.change(() => this.account.authorize(this.connection(connectionId)));
  }

  /** Makes a connection look broken, delayed or rescheduled. */
  setStatus(connectionId: string, status: StatusOverride): Promise<void> {
    return this.change(() => {
      const connection = this.connection(connectionId);
      this.account.state.put("connections", connectionId, { ...connection, ...status });
    });
  }

  /** Adds Fivetran's own `fivetran_metadata` connection to a group. @returns its id */
  addMetadataConnection(groupId: string): Promise<string> {
    return this.change(() => {
      if (!this.account.state.has("groups", groupId)) throw errors.noGroup(groupId);
      return this.account.addMetadataConnection(groupId).id;
    });
  }

  configure(settings: AccountSettings): Promise<void> {
    return this.change(() => this.account.set(settings));
  }

  /** Everything the account holds, as plain data for `restore`. */
  snapshot(): StoredEntry[] {
    return this.account.state.snapshot();
  }

  /** Puts the account back to a snapshot. */
  async restore(snapshot: readonly StoredEntry[]): Promise<void> {
    await this.change(() => this.account.state.restore(snapshot));
    this.account.open();
  }

  /** Starts over: the account as its seed has it, no journal, faults, halts or latency. The clock stays. */
  async reset(): Promise<void> {
    this.clearJournal();
    this.faults.clear();
    this.halts.release();
    this.setLatency(0);
    this.startOver();
    await this.serving.store.settled();
  }

  /** Calls back at each API call, before it is served, with its number from now on. In process only. @returns a function that ends it */
  onApiCall(listener: CountListener): () => void {
    return this.serving.halts.listen("apiCall", listener);
  }

  /** Calls back after each durable write, before its answer is sent, with its number from now on. In process only. @returns a function that ends it */
  onStoreWrite(listener: CountListener): () => void {
    return this.serving.halts.listen("storeWrite", listener);
  }

  private get account(): Account {
    return this.serving.accounts.first;
  }

  private connection(id: string): ConnectionRecord {
    const connection = this.account.state.get("connections", id);
    if (connection === undefined) throw errors.noConnection(id);
    return connection;
  }

  private async change<T>(work: () => T): Promise<T> {
    const result = this.account.state.transaction(work);
    this.serving.ticker.arm();
    await this.serving.store.settled();
    return result;
  }
}
