import type { Finished, Started } from "../engine/process.ts";
import { type Say, sayOnStderr } from "../engine/progress.ts";

/** One Ctrl-C may arrive twice, from the terminal and from npm. A second one is meant when this much later, in milliseconds. */
const SAME_INTENT_MS = 1_000;

/** The exit code of a command that was stopped by Ctrl-C. */
export const INTERRUPTED = 130;

export interface InterruptionOptions {
  now?: () => number;
  exit?: (code: number) => void;
  say?: Say;
}

/**
 * What Ctrl-C and a request to end mean while Pulumi runs: the first asks Pulumi to stop after what it is doing, so that its state
 * stays right; a later one ends everything at once. While nothing of Pulumi runs, the first ends us.
 */
export class Interruption {
  #following: Started | undefined;
  #hasTerminal = false;
  #first: number | undefined;
  readonly #now: () => number;
  readonly #exit: (code: number) => void;
  readonly #say: Say;

  constructor(options: InterruptionOptions = {}) {
    this.#now = options.now ?? Date.now;
    this.#exit = options.exit ?? process.exit;
    this.#say = options.say ?? sayOnStderr;
  }

  /** Whether we have been asked to stop. */
  get requested(): boolean {
    return this.#first !== undefined;
  }

  /** Takes over the signals of this process. */
  watch(): this {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => this.receive(signal));
    return this;
  }

  receive(signal: NodeJS.Signals): void {
    if (signal === "SIGINT" && this.#hasTerminal) return;
    const now = this.#now();
    if (this.#first !== undefined && now - this.#first < SAME_INTENT_MS) return;
    const run = this.#following;
    if (run === undefined) {
      this.#first ??= now;
      this.#exit(INTERRUPTED);
    } else if (this.#first === undefined) {
      this.#first = now;
      this.#say("Stopping after what is being done now; press Ctrl-C again to end it at once.");
      run.interrupt();
    } else {
      run.kill();
    }
  }

  /**
   * Waits for the end of a run of Pulumi, to which signals are passed on meanwhile; not Ctrl-C where the run has the terminal, which
   * has sent it already.
   */
  async follow(run: Started, hasTerminal = false): Promise<Finished> {
    this.#following = run;
    this.#hasTerminal = hasTerminal;
    try {
      return await run.done;
    } finally {
      this.#following = undefined;
      this.#hasTerminal = false;
    }
  }
}
