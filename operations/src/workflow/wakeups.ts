import { StoppedError } from "./stepFailure";

/** Waits that end early when their operation is woken, within this process. */
export class Wakeups {
  readonly #waiting = new Map<string, Set<() => void>>();
  /** Woken while they did not wait: their next wait ends at once, so that no request is missed. */
  readonly #woken = new Set<string>();

  wake(operationId: string): void {
    const waiting = this.#waiting.get(operationId);
    if (waiting === undefined) this.#woken.add(operationId);
    else for (const end of waiting) end();
  }

  /** An operation that has ended waits no more. */
  forget(operationId: string): void {
    this.#woken.delete(operationId);
  }

  /** @throws {StoppedError} when `signal` ends the wait */
  async sleep(operationId: string, ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new StoppedError("The process stops.");
    if (this.#woken.delete(operationId)) return;
    await new Promise<void>((resolve, reject) => {
      const waiting = this.#waiting.get(operationId) ?? new Set();
      this.#waiting.set(operationId, waiting);
      const leave = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", stop);
        waiting.delete(end);
        if (waiting.size === 0) this.#waiting.delete(operationId);
      };
      const end = (): void => {
        leave();
        resolve();
      };
      const stop = (): void => {
        leave();
        reject(new StoppedError("The process stops."));
      };
      // Timers of Node.js hold 31 bits; who waits longer looks again.
      const timer = setTimeout(end, Math.min(Math.max(ms, 0), 2 ** 31 - 1));
      waiting.add(end);
      signal.addEventListener("abort", stop);
    });
  }
}
