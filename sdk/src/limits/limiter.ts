import { createHash } from "node:crypto";
import type { AnswerHeaders } from "../http/headers";
import { rateLimitIn } from "../http/headers";
import type { CallScope } from "../http/scope";
import type { Plan, RateLimitClass, RateLimits } from "../options";
import type { Opening } from "./gate";
import { Gate } from "./gate";
import type { Quotas } from "./quota";
import { PUBLISHED } from "./quota";

/** How many requests are in flight at once when nobody says otherwise. */
const DEFAULT_CONCURRENCY = 10;

/**
 * The longest that one answer keeps others from being sent: Fivetran counts requests in no longer stretch. A server
 * that asks for more is asked again after that.
 *
 * @unit milliseconds
 */
const LONGEST_CLOSED_MS = 3_600_000;

/** Why a request was not let through: one of its quotas is used up for longer than the call may wait. */
export class QuotaExhausted extends Error {
  /** @param because for a message */
  constructor(
    readonly retryAfterMs: number,
    readonly because: string,
  ) {
    super("quota exhausted");
  }
}

/** Lets requests through a few at a time, no more of a class than its limits allow, and none while Fivetran has asked to wait. */
export class Limiter {
  #limit = Number.POSITIVE_INFINITY;
  #active = 0;

  /** Those who wait for a slot; calling one lets it in. */
  readonly #queue: (() => void)[] = [];

  readonly #gates: Readonly<Record<RateLimitClass, Gate>> = {
    allCalls: new Gate("allCalls"),
    setupTests: new Gate("setupTests"),
    sourceInteractions: new Gate("sourceInteractions"),
    userCreation: new Gate("userCreation"),
    privateLinkCreation: new Gate("privateLinkCreation"),
  };

  #remaining = Number.POSITIVE_INFINITY;

  /** Clients share a limiter; the smallest number that one of them asked for counts. */
  lowerTo(maxConcurrency: number): void {
    this.#limit = Math.min(this.#limit, maxConcurrency);
  }

  /** The same for the limits of each class. Where `limits` says nothing, those that are published for `plan` count. */
  lowerRatesTo(plan: Plan, limits: RateLimits): void {
    for (const quota of Object.keys(PUBLISHED) as RateLimitClass[]) {
      if (plan === "trial") this.#gates[quota].lowerTo({ ...PUBLISHED[quota].trial, ...limits[quota] });
      else this.#gates[quota].lowerTo(limits[quota] ?? {});
    }
  }

  /**
   * Waits for a turn. Call the returned function to give the turn back.
   *
   * @throws {QuotaExhausted} at once when a quota opens only after the call's deadline
   * @throws {CallEnded}
   */
  async acquire(quotas: Quotas, scope: CallScope, random: () => number): Promise<() => void> {
    scope.check();
    const own = this.#gates[quotas[0]];
    // The usual case: no request waits, and no quota is used up.
    const isNext = this.#queue.length === 0 && own.waiting === 0;
    if (isNext && this.#active < this.#width() && this.#isOpen(quotas, scope)) {
      this.#active += 1;
      return this.#start(quotas, scope);
    }
    // Counted in the narrowest class only: a request that waits for a setup test keeps no other waiting.
    const ahead = own.waiting;
    own.waiting += 1;
    try {
      await this.#waitUntilOpen(quotas, ahead, scope, random);
      for (;;) {
        await this.#waitForSlot(scope);
        if (this.#isOpen(quotas, scope)) return this.#start(quotas, scope);
        // While this one stood in the queue, a 429 came for another request, or the last of a quota was sent.
        this.#release();
        await this.#waitUntilOpen(quotas, 0, scope, random);
      }
    } finally {
      own.waiting -= 1;
    }
  }

  /** Lets nothing of the narrowest of `quotas` through for `waitMs` from the local time `now`, and for an hour at most. */
  closeFor(quotas: Quotas, waitMs: number, now: number): void {
    // Of several quotas the server does not say which one is used up. The narrowest is the likeliest.
    this.#gates[quotas[0]].closeUntil(now + Math.min(waitMs, LONGEST_CLOSED_MS));
  }

  /**
   * Learns the hourly limit, and how many requests Fivetran still accepts, so that the last few are not sent all at once
   * to be refused. The headers do not say which class they speak of, so only answers to ordinary calls are read.
   */
  observe(quotas: Quotas, headers: AnswerHeaders): void {
    if (quotas.length > 1) return;
    const { rateLimit, rateLimitRemaining } = rateLimitIn(headers);
    if (rateLimit !== undefined && rateLimit > 0) this.#gates.allCalls.learn(rateLimit);
    if (rateLimitRemaining === undefined) return;
    this.#remaining = rateLimitRemaining;
    this.#admitNext();
  }

  #isOpen(quotas: Quotas, scope: CallScope): boolean {
    const now = scope.clock.now();
    return quotas.every((quota) => this.#gates[quota].isOpen(now));
  }

  #start(quotas: Quotas, scope: CallScope): () => void {
    const now = scope.clock.now();
    for (const quota of quotas) this.#gates[quota].record(now);
    return () => this.#release();
  }

  /** @param ahead how many requests of the narrowest class are to be sent before */
  async #waitUntilOpen(quotas: Quotas, ahead: number, scope: CallScope, random: () => number): Promise<void> {
    for (let places = ahead; ; places = 0) {
      scope.check();
      const now = scope.clock.now();
      const opening = this.#lastToOpen(quotas, places, now);
      const wait = opening.at - now;
      if (wait <= 0) return;
      const remaining = scope.remainingMs();
      if (wait >= remaining) throw new QuotaExhausted(wait, opening.because);
      await scope.sleep(opening.by === "server" ? withJitter(wait, remaining, random) : wait);
    }
  }

  #lastToOpen(quotas: Quotas, ahead: number, now: number): Opening {
    return quotas
      .map((quota, index) => this.#gates[quota].opening(now, index === 0 ? ahead : 0))
      .reduce((last, opening) => (opening.at > last.at ? opening : last));
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
