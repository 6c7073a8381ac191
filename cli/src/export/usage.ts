/** How many calls an export makes, and how many it may. */
import type { ClientEvent } from "@pulumi-fivetran/sdk";

/** What Fivetran publishes for paid accounts; used where no answer says otherwise. */
const PUBLISHED_PER_HOUR = 20_000;

/** Counts what a client does. Give `listen` to it as `onEvent`. */
export class Usage {
  /** Requests by verb. */
  readonly byMethod = new Map<string, number>();
  #limit: number | undefined;
  #remaining: number | undefined;
  #answered = 0;
  #durationMs = 0;

  readonly listen = (event: ClientEvent): void => {
    if (event.type === "request") this.byMethod.set(event.method, (this.byMethod.get(event.method) ?? 0) + 1);
    if (event.type !== "response") return;
    this.#answered += 1;
    this.#durationMs += event.durationMs;
    this.#limit = event.rateLimit ?? this.#limit;
    this.#remaining = event.rateLimitRemaining ?? this.#remaining;
  };

  get calls(): number {
    return [...this.byMethod.values()].reduce((sum, count) => sum + count, 0);
  }

  get perHour(): number {
    return this.#limit ?? PUBLISHED_PER_HOUR;
  }

  /** As the last answer said; undefined where none did. */
  get remaining(): number | undefined {
    return this.#remaining;
  }

  /** Half of what is left: whoever else uses the account goes on. */
  get fairBudget(): number {
    return Math.floor((this.#remaining ?? this.perHour) / 2);
  }

  /** @unit milliseconds */
  estimateMs(calls: number, atOnce: number): number {
    const each = this.#answered === 0 ? 300 : this.#durationMs / this.#answered;
    return (calls * each) / atOnce;
  }
}
