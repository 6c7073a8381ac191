import { setTimeout as wait } from "node:timers/promises";

/** The time, and waiting for it to pass. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;

  /** Resolves when `ms` milliseconds have passed, never earlier. Rejects when `signal` is aborted before that. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** `setTimeout` takes 31 bits: a longer delay would fire at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The machine's time, started from the wall clock and moved by the monotonic one, so that a step of the wall clock in
 * the middle of a call neither shortens a `Retry-After` nor moves the bound that tells our object from an older one.
 */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),

  async sleep(ms, signal) {
    const end = systemClock.now() + ms;
    // A timer may fire up to a millisecond early.
    for (let left = ms; left > 0; left = end - systemClock.now()) {
      await wait(Math.min(Math.ceil(left), LONGEST_TIMER_MS), undefined, signal ? { signal } : {});
    }
  },
};
