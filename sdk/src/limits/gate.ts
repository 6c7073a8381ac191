import type { RateLimit, RateLimitClass } from "../options";
import { IN_WORDS, PUBLISHED } from "./quota";
import { SlidingWindow } from "./slidingWindow";

/** When a class lets the next request through, and why not before. */
export interface Opening {
  /** A local time. */
  readonly at: number;

  /** Whether Fivetran said so, or the limits of this process. */
  readonly by: "server" | "limit";

  /** For a message. */
  readonly because: string;
}

/** One class of requests: its limits, and how long Fivetran has asked to wait. */
export class Gate {
  /** Requests that want to be sent and have not been. */
  waiting = 0;

  readonly #minute: SlidingWindow;
  readonly #hour: SlidingWindow;
  #closedUntil = 0;

  constructor(private readonly quota: RateLimitClass) {
    const { perMinute, perHour } = PUBLISHED[quota].paid;
    this.#minute = new SlidingWindow(perMinute ?? Number.POSITIVE_INFINITY, 60_000);
    this.#hour = new SlidingWindow(perHour ?? Number.POSITIVE_INFINITY, 3_600_000);
  }

  lowerTo({ perMinute, perHour }: RateLimit): void {
    if (perMinute !== undefined) this.#minute.lowerTo(perMinute);
    if (perHour !== undefined) this.#hour.lowerTo(perHour);
  }

  /** Learns the hourly limit that the server names. */
  learn(perHour: number): void {
    this.#hour.learn(perHour);
  }

  /** Lets nothing through before the local time `until`. */
  closeUntil(until: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, until);
  }

  /** Whether a request may be sent at once. */
  isOpen(now: number): boolean {
    return (
      this.#closedUntil <= now && this.#minute.opensAt(now, 0) <= now && this.#hour.opensAt(now, 0) <= now
    );
  }

  /** When a request may be sent that has `ahead` others before it. */
  opening(now: number, ahead: number): Opening {
    const minute = this.#minute.opensAt(now, ahead);
    const hour = this.#hour.opensAt(now, ahead);
    if (this.#closedUntil > Math.max(minute, hour)) {
      const because = "another request was told to wait, so this one was not sent";
      return { at: this.#closedUntil, by: "server", because };
    }
    const [window, unit] = hour >= minute ? [this.#hour, "an hour"] : [this.#minute, "a minute"];
    const because = `the limit for ${IN_WORDS[this.quota]}, ${window.limit} ${unit}, is reached`;
    return { at: Math.max(minute, hour), by: "limit", because };
  }

  /** Notes that a request is sent. */
  record(now: number): void {
    this.#minute.record(now);
    this.#hour.record(now);
  }
}
