import { createHash } from "node:crypto";
import type { CallScope } from "./scope";

/**
 * Which of Fivetran's quotas a request draws on. Setup tests, reloads and listings of columns go to the source and
 * have a quota of their own, a fortieth of the general one.
 */
export type Quota = "general" | "source";

/** How many requests are in flight at once when nobody says otherwise. */
const DEFAULT_CONCURRENCY = 10;

/** Why a request was not let through: its quota is used up for longer than the call may wait. */
export class QuotaExhausted extends Error {
  constructor(readonly retryAfterMs: number) {
    super("quota exhausted");
  }
}

/** Lets requests through a few at a time, and none of a quota while Fivetran has asked to wait. */
export class Limiter {
  #limit = Number.POSITIVE_INFINITY;
  #active = 0;

  /** Those who wait for a slot; calling one lets it in. */
  readonly #queue: (() => void)[] = [];

  readonly #closedUntil: Record<Quota, number> = { general: 0, source: 0 };
  #remaining = Number.POSITIVE_INFINITY;

  /** Clients share a limiter; the smallest number that one of them asked for counts. */
  lowerTo(maxConcurrency: number): void {
    this.#limit = Math.min(this.#limit, maxConcurrency);
  }

  /**
   * Waits for a turn. The answer gives the turn back.
   *
   * @throws {QuotaExhausted} at once when the quota opens only after the call's deadline
   * @throws {CallEnded}
   */
  async acquire(quota: Quota, scope: CallScope, random: () => number): Promise<() => void> {
    for (;;) {
      await this.#waitUntilOpen(quota, scope, random);
      await this.#waitForSlot(scope);
      // A 429 may have come for another request while this one stood in the queue.
      if (this.#closedUntil[quota] <= scope.clock.now()) return () => this.#release();
      this.#release();
    }
  }

  /** Lets no request of `quota` through before the local time `until`. */
  closeUntil(quota: Quota, until: number): void {
    this.#closedUntil[quota] = Math.max(this.#closedUntil[quota], until);
  }

  /** Learns how many requests Fivetran still accepts, so that the last few are not sent all at once to be refused. */
  observe(headers: Readonly<Record<string, string>>): void {
    const remaining = headers["x-rate-limit-remaining"];
    if (remaining === undefined || !/^\d+$/.test(remaining)) return;
    this.#remaining = Number(remaining);
    this.#admitNext();
  }

  async #waitUntilOpen(quota: Quota, scope: CallScope, random: () => number): Promise<void> {
    for (;;) {
      scope.check();
      const wait = this.#closedUntil[quota] - scope.clock.now();
      if (wait <= 0) return;
      const remaining = scope.remainingMs();
      if (wait >= remaining) throw new QuotaExhausted(wait);
      await scope.sleep(withJitter(wait, remaining, random));
    }
  }

  async #waitForSlot(scope: CallScope): Promise<void> {
    let admit: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => {
      admit = resolve;
    });
    this.#queue.push(admit);
    this.#admitNext();
    try {
      await scope.race(turn);
    } catch (error) {
      const place = this.#queue.indexOf(admit);
      if (place >= 0) this.#queue.splice(place, 1);
      // Not in the queue: the turn was given in the same moment, and goes to the next.
      else this.#release();
      throw error;
    }
  }

  #release(): void {
    this.#active -= 1;
    this.#admitNext();
  }

  #admitNext(): void {
    while (this.#queue.length > 0 && this.#active < this.#width()) {
      this.#active += 1;
      this.#queue.shift()?.();
    }
  }

  #width(): number {
    const limit = Number.isFinite(this.#limit) ? this.#limit : DEFAULT_CONCURRENCY;
    return Math.max(1, Math.min(limit, this.#remaining));
  }
}

/**
 * A wait of at least `waitMs`, and of less than `remainingMs`. Those who wait for the same moment should not wake in it
 * together: up to a tenth is added, 5 s at most.
 */
export function withJitter(waitMs: number, remainingMs: number, random: () => number): number {
  return waitMs + random() * Math.min(5_000, 250 + waitMs / 10, (remainingMs - waitMs) / 2);
}

const limiters = new Map<string, Limiter>();

/** The limiter that all clients of this process with these credentials and this base URL share. */
export function sharedLimiter(credentials: string, baseUrl: string): Limiter {
  // A hash, so that the credentials do not lie in the clear in a map that lives as long as the process.
  const key = createHash("sha256").update(`${baseUrl}\n${credentials}`).digest("base64");
  let limiter = limiters.get(key);
  if (limiter === undefined) {
    limiter = new Limiter();
    limiters.set(key, limiter);
  }
  return limiter;
}
