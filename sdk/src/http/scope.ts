import type { Clock } from "./clock";
import { LONGEST_TIMER_MS } from "./clock";

/** Thrown inside a call to leave it, wherever it waits; never leaves the package. */
export class CallEnded extends Error {
  constructor(readonly why: "aborted" | "deadline") {
    super(why);
  }
}

/**
 * The life of one call: its deadline and the caller's signal, as one signal that everything in the call waits under.
 *
 * The deadline is kept twice. What waits for real things (an answer, a free slot) is ended by a real timer; what waits
 * on the clock asks {@link remainingMs} first, so that a wait which cannot succeed is not begun.
 */
export class CallScope {
  readonly startedAt: number;
  readonly #deadlineAt: number;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #onAbort = (): void => this.#end("aborted");
  #ended: "aborted" | "deadline" | undefined;

  constructor(
    readonly clock: Clock,
    readonly deadlineMs: number,
    private readonly callerSignal: AbortSignal | undefined,
  ) {
    this.startedAt = clock.now();
    this.#deadlineAt = this.startedAt + deadlineMs;
    if (deadlineMs <= LONGEST_TIMER_MS) this.#timer = setTimeout(() => this.#end("deadline"), deadlineMs);
    if (callerSignal?.aborted) this.#end("aborted");
    else callerSignal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  /** Aborted when the call must end. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Milliseconds until the deadline; not positive when it has passed. */
  remainingMs(): number {
    return this.#deadlineAt - this.clock.now();
  }

  elapsedMs(): number {
    return this.clock.now() - this.startedAt;
  }

  /** @throws {CallEnded} when the call must end. */
  check(): void {
    if (this.#ended === undefined && this.remainingMs() <= 0) this.#end("deadline");
    if (this.#ended !== undefined) throw new CallEnded(this.#ended);
  }

  /** Waits on the clock. @throws {CallEnded} */
  async sleep(ms: number): Promise<void> {
    await this.race(this.clock.sleep(ms, this.signal));
    this.check();
  }

  /** The result of `work`, unless the call must end first. @throws {CallEnded} */
  async race<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined); // When the call ends first, nobody else listens to it.
    this.check();
    let leave: (() => void) | undefined;
    const ended = new Promise<never>((_, reject) => {
      leave = () => reject(new CallEnded(this.#ended ?? "aborted"));
      this.signal.addEventListener("abort", leave, { once: true });
    });
    try {
      return await Promise.race([work, ended]);
    } catch (error) {
      // Another listener of the same signal may have failed first, with an error of its own.
      if (this.#ended !== undefined) throw new CallEnded(this.#ended);
      throw error;
    } finally {
      if (leave) this.signal.removeEventListener("abort", leave);
    }
  }

  /** Lets go of the timer and of the caller's signal. */
  close(): void {
    clearTimeout(this.#timer);
    this.callerSignal?.removeEventListener("abort", this.#onAbort);
  }

  #end(why: "aborted" | "deadline"): void {
    if (this.#ended !== undefined) return;
    this.#ended = why;
    this.#controller.abort();
  }
}
