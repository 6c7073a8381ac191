import type { Clock } from "@pulumi-fivetran/sdk";

/** A clock on which waiting takes no time: it notes how long was asked for, and moves on by that. */
export class FakeClock implements Clock {
  time = Date.parse("2026-03-01T12:00:00Z");
  readonly slept: number[] = [];

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(new Error("aborted"));
    this.slept.push(ms);
    this.time += ms;
    return Promise.resolve();
  }
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  time = Date.parse("2026-03-01T12:00:00Z");
  readonly #sleepers: { until: number; wake: () => void }[] = [];

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#sleepers.push({ until: this.time + ms, wake: resolve });
      signal?.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
    });
  }

  /** Moves the time, wakes those whose time has come, and lets them run. */
  async advance(ms: number): Promise<void> {
    this.time += ms;
    for (const sleeper of this.#sleepers) if (sleeper.until <= this.time) sleeper.wake();
    await settle();
  }
}

/** Lets everything that waits for no timer and no network go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
