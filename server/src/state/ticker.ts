import type { Account } from "./account";
import { settle } from "./happenings";

/** The longest that a timer can be set for. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Lets time pass without requests: wakes when the next thing is due, where the clock is the system's. With a clock of a test's own
 * nothing wakes by itself; requests and control calls look at the time then.
 */
export class Ticker {
  private timer: NodeJS.Timeout | undefined;
  private armedForMs = Number.POSITIVE_INFINITY;
  private stopped = false;

  constructor(
    private readonly accounts: readonly Account[],
    private readonly runsByItself: boolean,
  ) {}

  /** Sets the timer for what is due next. Called after whatever may have changed that. */
  arm(): void {
    if (!this.runsByItself || this.stopped) return;
    const dueAtMs = Math.min(
      ...this.accounts.map((account) =>
        account.clock.isFrozen
          ? Number.POSITIVE_INFINITY
          : (account.agenda.next()?.dueAtMs ?? Number.POSITIVE_INFINITY),
      ),
    );
    if (dueAtMs === this.armedForMs) return;
    clearTimeout(this.timer);
    this.armedForMs = dueAtMs;
    const [account] = this.accounts;
    if (account === undefined || dueAtMs === Number.POSITIVE_INFINITY) return;
    const delay = Math.min(Math.max(dueAtMs - account.clock.now(), 0), LONGEST_MS);
    this.timer = setTimeout(() => this.tick(), delay).unref();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private tick(): void {
    this.armedForMs = Number.POSITIVE_INFINITY;
    for (const account of this.accounts) settle(account);
    this.arm();
  }
}
