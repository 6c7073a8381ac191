import type { Account } from "../domain/account";
import { runDueEvents } from "../domain/dueEvents";
import type { Store } from "../store/store";
import type { Worker } from "./worker";

/** The longest that a timer can be set for. */
const LONGEST_MS = 2 ** 31 - 1;

const NEVER = Number.POSITIVE_INFINITY;

/** The maximum number of events at once; the next due ones follow when these are on disk. */
const EVENTS_PER_TICK = 200;

/**
 * Lets time pass without requests: wakes when the next thing is due, where the clock is the system's. With a clock of a test's own
 * nothing wakes by itself; requests and control calls look at the time then.
 */
export class Ticker implements Worker {
  readonly #runsByItself: boolean;
  readonly #store: Pick<Store, "settled" | "failure">;
  #timer: NodeJS.Timeout | undefined;

  /** In the time of the clock's base, so that it differs when the clock has been moved. */
  #armedForMs = NEVER;
  #stopped = false;
  readonly #accounts: Account[] = [];

  constructor(runsByItself: boolean, store: Pick<Store, "settled" | "failure">) {
    this.#runsByItself = runsByItself;
    this.#store = store;
  }

  start(account: Account): void {
    this.#accounts.push(account);
    this.arm();
  }

  /** Sets the timer for what is due next. Called after whatever may have changed that. */
  arm(): void {
    // A write that fails is not tried again and again: the owner of the store arms it anew when it can be.
    if (!this.#runsByItself || this.#stopped || this.#store.failure !== undefined) return;
    const wakeAtMs = Math.min(...this.#accounts.map(nextWakeMs));
    if (wakeAtMs === this.#armedForMs) return;
    clearTimeout(this.#timer);
    this.#armedForMs = wakeAtMs;
    if (wakeAtMs === NEVER) return;
    const delay = Math.min(Math.max(wakeAtMs - Date.now(), 0), LONGEST_MS);
    this.#timer = setTimeout(() => this.#tick(), delay).unref();
  }

  stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    return Promise.resolve();
  }

  #tick(): void {
    this.#armedForMs = NEVER;
    const isDone = this.#accounts.map((account) => runDueEvents(account, EVENTS_PER_TICK)).every(Boolean);
    if (isDone) this.arm();
    else
      this.#store.settled().then(
        () => this.arm(),
        () => undefined,
      );
  }
}

/** When the system's clock, which is the base, will show that the account's next thing is due. */
function nextWakeMs({ clock, agenda }: Account): number {
  const next = clock.isFrozen ? undefined : agenda.next();
  return next === undefined ? NEVER : clock.inBaseTime(next.dueAtMs);
}
