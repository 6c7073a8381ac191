/** The time the server believes it is, in milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** The clock shows times from 1970 to here: times that are planned from there on still have a year of four digits, as the API writes it. */
export const LATEST_MS = Date.UTC(9000, 0, 1);

/** A clock was told a time that it cannot show. */
export class ClockError extends Error {
  override readonly name = "ClockError";
}

/** How a clock stood, to be put back to it. */
export interface ClockPosition {
  readonly offsetMs: number;
  readonly frozenAtMs: number | undefined;
  readonly lastMicroseconds: number;
}

/** A clock that tests can move: it follows its base until it is set, advanced or frozen. */
export class ServerClock implements Clock {
  readonly #base: Clock;
  #offsetMs = 0;
  #frozenAtMs: number | undefined;
  #heldAtMs: number | undefined;
  #lastMicroseconds = 0;

  constructor(base: Clock) {
    this.#base = base;
  }

  now(): number {
    return this.#heldAtMs ?? this.latest();
  }

  /** The time it has come to, also while `at` runs something of the past. */
  latest(): number {
    return this.#frozenAtMs ?? this.#base.now() + this.#offsetMs;
  }

  /** When its base will say what it says at `timeMs`, as it runs now. Not for a frozen clock. */
  inBaseTime(timeMs: number): number {
    return timeMs - this.#offsetMs;
  }

  get isFrozen(): boolean {
    return this.#frozenAtMs !== undefined;
  }

  /** Runs `work` at a time of the past: what was due then happens then, however late it is looked at. */
  at(timeMs: number, work: () => void): void {
    this.#heldAtMs = timeMs;
    try {
      work();
    } finally {
      this.#heldAtMs = undefined;
    }
  }

  /** Jumps to a time and runs on from there, or stays there when it is frozen. @throws ClockError for a time that it cannot show */
  set(timeMs: number): void {
    if (!(timeMs >= 0 && timeMs <= LATEST_MS)) {
      throw new ClockError(
        `The clock shows times from 1970-01-01T00:00:00Z to ${new Date(LATEST_MS).toISOString()}, and stays where it is.`,
      );
    }
    if (this.#frozenAtMs === undefined) this.#offsetMs = timeMs - this.#base.now();
    else this.#frozenAtMs = timeMs;
    this.#lastMicroseconds = 0;
  }

  advance(ms: number): void {
    this.set(this.now() + ms);
  }

  get position(): ClockPosition {
    const offsetMs = this.#offsetMs;
    const frozenAtMs = this.#frozenAtMs;
    const lastMicroseconds = this.#lastMicroseconds;
    return { offsetMs, frozenAtMs, lastMicroseconds };
  }

  /** Puts it back to where it stood; a running one has run on since. */
  restore({ offsetMs, frozenAtMs, lastMicroseconds }: ClockPosition): void {
    this.#offsetMs = offsetMs;
    this.#frozenAtMs = frozenAtMs;
    this.#lastMicroseconds = lastMicroseconds;
  }

  freeze(): void {
    this.#frozenAtMs = this.now();
  }

  /** Ends a freeze; time runs on from the moment it stood at. */
  resume(): void {
    if (this.#frozenAtMs === undefined) return;
    const timeMs = this.#frozenAtMs;
    this.#frozenAtMs = undefined;
    this.set(timeMs);
  }

  /**
   * The time as the API writes it, `2026-11-21T09:30:00.000001Z`. Two stamps are never equal: a later record has the later
   * stamp even within one millisecond, or with the clock frozen.
   */
  timestamp(): string {
    this.#lastMicroseconds = Math.max(Math.floor(this.now()) * 1000, this.#lastMicroseconds + 1);
    const milliseconds = Math.floor(this.#lastMicroseconds / 1000);
    const rest = String(this.#lastMicroseconds % 1000).padStart(3, "0");
    return `${new Date(milliseconds).toISOString().slice(0, -1)}${rest}Z`;
  }
}
