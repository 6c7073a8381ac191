import type { Portion, WriteWatch } from "../store/transactionLog";

/**
 * What is counted until a halt: calls; calls that have written, once that is durable; or writes to the disk of a data folder, of which
 * one may serve several calls.
 */
export type HaltPoint = "apiCall" | "storeWrite" | "diskWrite";

/**
 * From the N-th API call or store write on, no answer is sent, so that a test can kill its client (or this process) at exactly
 * that point.
 */
export interface Halt {
  readonly at: HaltPoint;
  /** Counted from the moment the halt is set; 1 is the next. */
  readonly count: number;
  /**
   * Whether the N-th call itself runs before it is left hanging: its changes are on disk then. A store write has always happened.
   * Default false.
   */
  readonly afterRunning?: boolean | undefined;
  /** `hang` (default) leaves requests open; `exit` ends this process at once, without any clean-up (for the command only). */
  readonly action?: "hang" | "exit" | undefined;
  /** How much of the N-th disk write is done when the process is killed, which is all that can happen there. Default `all`. */
  readonly portion?: Portion | undefined;
}

/** Called with the number of the call or write, from 1, since the listener was added. */
export type CountListener = (count: number) => void;

/** Counts API calls and store writes, and stops answering where a test wants it. */
export class Halts implements WriteWatch {
  #halt: Halt | undefined;
  #counted = 0;
  #halted = false;
  readonly #released = new Set<() => void>();

  readonly #listeners: Record<HaltPoint, Set<{ count: number; call: CountListener }>> = {
    apiCall: new Set(),
    storeWrite: new Set(),
    diskWrite: new Set(),
  };

  /** True from the N-th call or write on. */
  get isHalted(): boolean {
    return this.#halted;
  }

  set(halt: Halt): void {
    this.release();
    this.#halt = halt;
    this.#counted = 0;
  }

  /** Ends a halt. Requests that were left hanging have their connections closed; those that had not run never will. */
  release(): void {
    this.#halt = undefined;
    this.#halted = false;
    for (const end of this.#released) end();
    this.#released.clear();
  }

  /** @returns a function that removes the listener */
  listen(point: HaltPoint, call: CountListener): () => void {
    const listener = { count: 0, call };
    this.#listeners[point].add(listener);
    return () => this.#listeners[point].delete(listener);
  }

  /** Counts one call or write and tells the listeners. @returns whether a request must stop before its operation runs */
  reached(point: HaltPoint): boolean {
    this.#tell(point);
    if (this.#halted || this.#halt?.at !== point) return this.#halted;
    this.#counted += 1;
    if (this.#counted < this.#halt.count) return false;
    this.#halted = true;
    if (point === "apiCall" && this.#halt.afterRunning === true) return false;
    if (this.#halt.action === "exit") process.exit(137);
    return true;
  }

  diskWrite(): Portion | undefined {
    this.#tell("diskWrite");
    if (this.#halt?.at !== "diskWrite") return undefined;
    this.#counted += 1;
    return this.#counted < this.#halt.count ? undefined : (this.#halt.portion ?? "all");
  }

  endProcess(): void {
    process.kill(process.pid, "SIGKILL");
  }

  /** Resolves when the halt is released. A halt that ends the process does so here, after the N-th call ran. */
  hang(): Promise<void> {
    if (this.#halt?.action === "exit") process.exit(137);
    return new Promise((resolve) => this.#released.add(resolve));
  }

  #tell(point: HaltPoint): void {
    for (const listener of this.#listeners[point]) {
      listener.count += 1;
      listener.call(listener.count);
    }
  }
}
