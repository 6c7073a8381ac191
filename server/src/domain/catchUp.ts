import { setImmediate as turn } from "node:timers/promises";
import type { Store } from "../store/store";
import type { Account } from "./account";
import { hasDueEvents, runDueEvents } from "./dueEvents";

/** So much happens in one go, which takes some hundredths of a second; then whoever else waits has a turn. */
const EVENTS_PER_SLICE = 200;
/** So many slices a call waits for before it looks at the account. */
const SLICES_PER_CALL = 5;

/**
 * Lets an account catch up with its clock: everything whose time has come happens, in slices, between which other calls are served and
 * what was written reaches the disk. A large account whose clock jumps by a day has hundreds of thousands of things to do.
 */
export class CatchUp {
  readonly #store: Pick<Store, "settled">;
  readonly #running = new Map<Account, Promise<void>>();
  #isStopped = false;

  constructor(store: Pick<Store, "settled">) {
    this.#store = store;
  }

  /**
   * Lets happen what is due, for a call that is about to look at the account: everything, unless it is very much. Then the rest goes on
   * beside the call, which sees the account on its way, as at a service whose scheduler is behind.
   */
  async forCall(account: Account): Promise<void> {
    for (let slice = 0; slice < SLICES_PER_CALL; slice++) {
      if (runDueEvents(account, EVENTS_PER_SLICE)) return;
      await turn();
    }
    // The caller that moved the clock is told the result.
    this.whole(account).catch(() => undefined);
  }

  /** Resolves when everything that is due has happened and is durable. @throws StoreError when it cannot be written */
  whole(account: Account): Promise<void> {
    let run = this.#running.get(account);
    if (run === undefined) {
      run = this.#run(account);
      // A task that ended at once is not under way.
      if (hasDueEvents(account)) this.#running.set(account, run);
    }
    return run;
  }

  /** Leaves what is still to happen to the next start. */
  stop(): void {
    this.#isStopped = true;
  }

  async #run(account: Account): Promise<void> {
    try {
      do {
        const isDone = runDueEvents(account, EVENTS_PER_SLICE);
        await this.#store.settled();
        if (!isDone) await turn();
      } while (!this.#isStopped && hasDueEvents(account));
    } finally {
      this.#running.delete(account);
    }
  }
}
