import type { Account } from "../domain/account";
import { errors } from "../errors";
import type { Fault, ListedFault } from "../http/faults";
import type { CountListener, Halt } from "../http/halts";
import type { JournalEntry, JournalListener } from "../http/journal";
import { limitsOf, type RateLimitChoice, type RateLimits } from "../http/rateLimits";
import type { ServerContext } from "../http/serverContext";
import type { QuickstartPackage } from "../records/transformations";
import { ClockError } from "../state/clock";
import type { SyncEventListener } from "../workers/syncFeed";
import type { AccountCommands, AccountSettings, StatusOverride } from "./accountCommands";
import { AccountControl, type SnapshotEntry } from "./accountControl";
import { Changes } from "./changes";
import type { ConnectionDetails } from "./connectionDetails";
import type { AccountOverview } from "./overview";

/** How the clock is changed. */
export interface ClockChange {
  readonly frozen?: boolean | undefined;
  readonly set?: number | Date | string | undefined;
  readonly advanceMs?: number | undefined;
}

/**
 * Drives the server from a test, beside the API: the same in process (`server.control`) and over HTTP (`/_local/…`). Journal, faults,
 * clock, latency and halts belong to the server and end with the process. Calls about an account go to the first one here, and to
 * any by `account(id)`; snapshot, restore and reset are of all accounts here, and of one there.
 */
export class Control implements AccountCommands {
  readonly #context: ServerContext;

  readonly faults: {
    /** @returns the fault's id */
    add(fault: Fault): string;
    list(): ListedFault[];
    remove(id: string): boolean;
    clear(): void;
  };

  /**
   * A change resolves when everything that became due by it has happened, and that is durable. One that fails changes nothing: for a
   * time outside of 1970 to 9000, and, with a data folder that cannot be written, for any at which something is due.
   */
  readonly clock: {
    /** Milliseconds since 1970. */
    now(): number;
    readonly isFrozen: boolean;
    /** Jumps to a time, given in milliseconds, as a date, or as RFC 3339 text. */
    set(time: number | Date | string): Promise<void>;
    advance(ms: number): Promise<void>;
    freeze(): Promise<void>;
    resume(): Promise<void>;
    /** Several of these as one: first `frozen`, then `set`, then `advanceMs`. */
    change(change: ClockChange): Promise<void>;
  };

  readonly halts: {
    set(halt: Halt): void;
    release(): void;
  };

  readonly #first: AccountControl;
  readonly #controls: ReadonlyMap<string, AccountControl>;
  readonly #changes = new Changes();

  /** @param startOver empties an account and plants its seed */
  constructor(context: ServerContext, startOver: (account: Account) => void) {
    this.#context = context;
    this.#controls = new Map(
      context.accounts.all.map((account) => [account.id, new AccountControl(context, account, startOver)]),
    );
    this.#first = this.account(context.accounts.first.id);
    const { faults, halts, clock } = context;
    const changes = this.#changes;
    for (const { state } of context.accounts.all) state.onCommit(() => changes.tell());
    context.moving?.feed.listen(() => changes.tell());
    this.faults = {
      add: changes.telling((fault) => faults.add(fault)),
      list: () => faults.list(),
      remove: changes.telling((id) => faults.remove(id)),
      clear: changes.telling(() => faults.clear()),
    };
    this.halts = halts;
    const change = (wanted: ClockChange): Promise<void> => this.#moveClock(wanted);
    this.clock = {
      now: () => clock.now(),
      get isFrozen() {
        return clock.isFrozen;
      },
      set: (time) => change({ set: time }),
      advance: (ms) => change({ advanceMs: ms }),
      freeze: () => change({ frozen: true }),
      resume: () => change({ frozen: false }),
      change,
    };
  }

  /** The ids of the accounts that are served, the first of them first. */
  get accountIds(): readonly string[] {
    return [...this.#controls.keys()];
  }

  /** @throws ApiError 404 when no such account is served */
  account(id: string): AccountControl {
    const control = this.#controls.get(id);
    if (control === undefined) {
      throw errors.notFound(`There is no account '${id}' here, only: ${this.accountIds.join(", ")}.`);
    }
    return control;
  }

  get setupTests(): AccountCommands["setupTests"] {
    return this.#first.setupTests;
  }

  get syncRules(): AccountCommands["syncRules"] {
    return this.#first.syncRules;
  }

  get transformationRules(): AccountCommands["transformationRules"] {
    return this.#first.transformationRules;
  }

  get projectRules(): AccountCommands["projectRules"] {
    return this.#first.projectRules;
  }

  setShape(...args: Parameters<AccountCommands["setShape"]>): Promise<void> {
    return this.#first.setShape(...args);
  }

  authorize(connectionId: string): Promise<void> {
    return this.#first.authorize(connectionId);
  }

  sync(connectionId: string): Promise<void> {
    return this.#first.sync(connectionId);
  }

  setPaused(connectionId: string, paused: boolean): Promise<void> {
    return this.#first.setPaused(connectionId, paused);
  }

  setStatus(connectionId: string, status: StatusOverride): Promise<void> {
    return this.#first.setStatus(connectionId, status);
  }

  addMetadataConnection(groupId: string): Promise<string> {
    return this.#first.addMetadataConnection(groupId);
  }

  configure(settings: AccountSettings): Promise<void> {
    return this.#first.configure(settings);
  }

  setQuickstartPackage(one: QuickstartPackage): Promise<void> {
    return this.#first.setQuickstartPackage(one);
  }

  overview(): Promise<AccountOverview> {
    return this.#first.overview();
  }

  details(connectionId: string): Promise<ConnectionDetails> {
    return this.#first.details(connectionId);
  }

  /** The requests to the API, of all accounts and of none, oldest first; secrets in their bodies are `******`. */
  journal(): readonly JournalEntry[] {
    return this.#context.journal.list();
  }

  clearJournal(): void {
    this.#context.journal.clear();
  }

  /** Calls back with each entry when its request arrives, and again, under the same sequence, when its answer was sent. @returns a function that ends it */
  onJournal(listener: JournalListener): () => void {
    return this.#context.journal.listen(listener);
  }

  /** Calls back soon after something has changed: an account, the clock, faults, latency, limits. @returns a function that ends it */
  onChange(listener: () => void): () => void {
    return this.#changes.listen(listener);
  }

  /** What was really moved since the server began, as Prometheus reads it: `GET /metrics`. */
  metrics(): string {
    return this.#context.moving?.metrics.text() ?? "";
  }

  /** Calls back while data is really moved: when a sync begins, with what it has moved of a table so far, and at its end. @returns a function that ends it */
  onSync(listener: SyncEventListener): () => void {
    return this.#context.moving?.feed.listen(listener) ?? (() => undefined);
  }

  /** Real time that every answer takes at least. */
  get latencyMs(): number {
    return this.#context.latencyMs;
  }

  /** Delays every answer by this much of real time. */
  setLatency(ms: number): void {
    this.#context.latencyMs = ms;
    this.#changes.tell();
  }

  /** The limits that hold; a class without one is not limited. */
  get rateLimits(): RateLimits {
    return this.#context.rateLimiter.current;
  }

  /** Limits the calls of each account, by a plan or by class; `undefined` ends all limits. Counting begins anew. */
  setRateLimits(choice: RateLimitChoice): void {
    this.#context.rateLimiter.set(limitsOf(choice));
    this.#changes.tell();
  }

  /** Everything that all accounts hold. */
  snapshot(): SnapshotEntry[] {
    return [...this.#controls.values()].flatMap((control) => control.snapshot());
  }

  /** Puts the accounts that a snapshot names back to it; the others stay. Nothing happens when a part of it cannot be restored. */
  async restore(snapshot: readonly SnapshotEntry[]): Promise<void> {
    const accountOf = ({ account }: SnapshotEntry): string => account ?? this.#context.accounts.first.id;
    const parts = [...new Set(snapshot.map(accountOf))].map((id) => ({
      control: this.account(id),
      entries: snapshot.filter((entry) => accountOf(entry) === id),
    }));
    for (const { control, entries } of parts) control.checkSnapshot(entries);
    for (const { control, entries } of parts) await control.restore(entries);
  }

  async idle(): Promise<void> {
    await Promise.all([...this.#controls.values()].map((control) => control.idle()));
  }

  /** Starts over: every account as its seed has it, no journal, faults, halts, latency or limits. The clock stays. */
  async reset(): Promise<void> {
    this.clearJournal();
    this.faults.clear();
    this.halts.release();
    this.setLatency(0);
    this.setRateLimits(undefined);
    for (const control of this.#controls.values()) await control.reset();
  }

  async #moveClock({ frozen, set, advanceMs }: ClockChange): Promise<void> {
    const { clock, ticker, catchUp, accounts } = this.#context;
    const before = clock.position;
    try {
      if (frozen === true) clock.freeze();
      if (frozen === false) clock.resume();
      if (set !== undefined) clock.set(new Date(set).getTime());
      if (advanceMs !== undefined) clock.advance(advanceMs);
      this.#changes.tell();
      await Promise.all(accounts.all.map((one) => catchUp.whole(one)));
    } catch (error) {
      clock.restore(before);
      throw error instanceof ClockError ? errors.invalidInput(error.message) : error;
    } finally {
      ticker.arm();
      this.#changes.tell();
    }
  }

  /** Calls back at each API call, before it is served, with its number from now on. In process only. @returns a function that ends it */
  onApiCall(listener: CountListener): () => void {
    return this.#context.halts.listen("apiCall", listener);
  }

  /** Calls back after each durable write, before its answer is sent, with its number from now on. In process only. @returns a function that ends it */
  onStoreWrite(listener: CountListener): () => void {
    return this.#context.halts.listen("storeWrite", listener);
  }
}
